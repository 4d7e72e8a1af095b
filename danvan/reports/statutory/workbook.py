"""A form as XLSX in its official layout, always Vietnamese: headings over headings, the line of numbers, the total.

What the register does not keep is left empty on grey, to be written by hand; the foot says why. XlsxWriter is loaded
when the first form is made.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation

from danvan.lib import dates
from danvan.lib.sheet import FONT
from danvan.reports.contents import DEMONSTRATION
from danvan.reports.head import is_authority
from danvan.reports.statutory import heads
from danvan.reports.statutory.scale import scaled
from danvan.reports.statutory.table import Line, Table
from danvan.reports.whole import Signed

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A3, A4 = 8, 9
WIDE = 20  # columns from which a sheet of A3 is needed
UNIT_WIDTH, COLUMN_WIDTH = 26, 8.5
TOP = 6  # lines above the headings
HEAD_HEIGHT, LAST_HEAD_HEIGHT = 32, 76  # points; the last line holds most of the columns' own headings
LOOKS: Mapping[str, dict[str, Any]] = {
    "plain": {},
    "strong": {"bold": True},
    "centre": {"align": "center"},
    "code": {"bold": True, "align": "center"},
    "title": {"bold": True, "align": "center", "font_size": 14},
    "italic": {"italic": True, "align": "center"},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1},
    "number": {"italic": True, "align": "center", "valign": "vcenter", "border": 1, "font_size": 9},
    "label": {"text_wrap": True, "valign": "vcenter", "border": 1},
    "figure": {"num_format": "#,##0", "valign": "vcenter", "border": 1},
    "part": {"num_format": "#,##0.0##", "valign": "vcenter", "border": 1},
    "empty": {"border": 1, "bg_color": "#E6E6E6"},
    "blank": {"border": 1},
    "total": {"bold": True, "border": 1},
    "total_figure": {"bold": True, "num_format": "#,##0", "border": 1},
    "total_part": {"bold": True, "num_format": "#,##0.0##", "border": 1},
}


def xlsx(table: Table, *, signed: Signed | None = None, notes: Sequence[str] = ()) -> bytes:
    """The workbook, one sheet; `notes` stand at its foot. Build the table with Vietnamese labels.

    `signed`: number, day and signature, where it is issued.
    """
    import xlsxwriter

    buffer = BytesIO()
    with translation.override("vi"), xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        looks = {
            name: made.add_format({"font_name": FONT, "font_size": 11, **look})
            for name, look in LOOKS.items()
        }
        sheet = made.add_worksheet(table.form.slug)
        _page(sheet, table)
        _top(sheet, table, looks, signed)
        row = _headings(sheet, table, looks)
        for line in table.lines:
            row = _line(sheet, table, line, row, looks["label"], looks["figure"], looks)
        row = _line(sheet, table, table.total, row, looks["total"], looks["total_figure"], looks)
        row = _foot(sheet, table, row + 1, looks, notes)
        _signature(sheet, len(table.form.columns), row + 1, looks, signed)
    return buffer.getvalue()


def file_name(table: Table) -> str:
    """bieu-01-XLD_KY-ANH_2021-07-01_2021-09-30.xlsx."""
    return f"bieu-{table.form.slug}_{table.unit.key}_{table.from_.isoformat()}_{table.to.isoformat()}.xlsx"


def _page(sheet: "Worksheet", table: Table) -> None:
    """One page wide, lying; headings and units come again on every page."""
    first = TOP + table.form.depth + 1
    columns = len(table.form.columns)
    sheet.set_landscape()
    sheet.set_paper(A3 if columns > WIDE else A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P/&N")
    sheet.repeat_rows(TOP, first - 1)
    sheet.freeze_panes(first, 1)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, UNIT_WIDTH)
    sheet.set_column(1, columns, COLUMN_WIDTH)


def _top(sheet: "Worksheet", table: Table, looks: Mapping[str, Any], signed: Signed | None) -> None:
    last = len(table.form.columns)
    half = max(last // 2, 1)
    days = f"Số liệu từ ngày {dates.short(table.from_)} đến hết ngày {dates.short(table.until)}"
    whose = f"UBND {table.unit_name}" if is_authority(table.unit) else table.unit_name
    sheet.write_string(0, 0, whose.upper(), looks["strong"])
    if signed:
        sheet.write_string(1, 0, f"Số: {signed.number}", looks["plain"])
    _across(sheet, 0, half + 1, last, f"Biểu số: {table.form.code}", looks["code"])
    act = "Nghị định" if table.circular.is_decree else "Thông tư"
    _across(sheet, 1, half + 1, last, f"(theo {act} số {table.circular.number})", looks["centre"])
    _across(sheet, 3, 0, last, table.form.title.vi.upper(), looks["title"])
    by_units = f", theo đơn vị ngày {dates.short(table.units_of)}" if table.units_of else ""
    _across(sheet, 4, 0, last, days + by_units, looks["italic"])


def _across(sheet: "Worksheet", row: int, first: int, last: int, text: str, look: Any) -> None:
    if first < last:
        sheet.merge_range(row, first, row, last, text, look)
    else:
        sheet.write_string(row, last, text, look)


def _headings(sheet: "Worksheet", table: Table, looks: Mapping[str, Any]) -> int:
    """The headings and the line of numbers; returns the row after them."""
    depth = table.form.depth
    _merged(sheet, TOP, 0, depth, 1, "Đơn vị", looks["head"])
    for level, line in enumerate(heads.lines(table.form)):
        sheet.set_row(TOP + level, LAST_HEAD_HEIGHT if level == depth - 1 else HEAD_HEIGHT)
        for head in line:
            _merged(sheet, TOP + level, head.first, head.lines, head.columns, head.text, looks["head"])
    sheet.write_string(TOP + depth, 0, "A", looks["number"])
    sheet.set_row(TOP + depth, 28)
    for column in table.form.columns:
        sheet.write_string(TOP + depth, column.number, heads.number(column), looks["number"])
    return TOP + depth + 1


def _merged(sheet: "Worksheet", row: int, column: int, rows: int, columns: int, text: str, look: Any) -> None:
    if rows == columns == 1:
        sheet.write_string(row, column, text, look)
    else:
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, text, look)


def _line(
    sheet: "Worksheet", table: Table, line: Line, row: int, label: Any, figure: Any, looks: Mapping[str, Any]
) -> int:
    sheet.write_string(row, 0, f"{line.label} (*)" if line.undivided else line.label, label)
    for column in table.form.columns:
        if column.number in line.hidden:
            sheet.write_string(row, column.number, "•", looks["empty"])
        elif column.is_counted:
            amount, look = scaled(line.cells[column.number], column.per), figure
            if not isinstance(amount, int):
                look = looks["total_part" if line is table.total else "part"]
            sheet.write_number(row, column.number, amount, look)
        else:
            sheet.write_blank(row, column.number, None, looks["blank" if column.is_note else "empty"])
    return row + 1


def _foot(sheet: "Worksheet", table: Table, row: int, looks: Mapping[str, Any], notes: Sequence[str]) -> int:
    """Why cells are empty, how the form is understood, where it was read, and the notes; returns the row after them."""
    said = [f"{words.vi} Cột {numbers}." for words, numbers in table.form.left_empty()]
    if said:
        said.insert(0, "Ô xám: sổ không có số liệu, ghi tay trên bản phát hành.")
    if table.hides:
        said.append(
            "•: có số tố cáo dưới 3 nên không nêu, cùng các số gộp với nó; tiền, đất, người theo kết luận tố cáo cũng "
            "không nêu. Lãnh đạo, thanh tra lập bản đủ số."
        )
    if any(line.undivided for line in table.lines):
        said.append("(*) Đơn vị đã chia về nhiều đơn vị mới: số liệu để nguyên.")
    said += [f"Số dư đầu kỳ: {text}" for text in table.declared]
    said += [table.form.note.vi] if table.form.note else []
    said += [table.form.source.vi, *notes, *([DEMONSTRATION] if settings.DANVAN_DEMO else [])]
    for text in said:
        sheet.write_string(row, 0, text, looks["plain"])
        row += 1
    return row


def _signature(
    sheet: "Worksheet", last: int, row: int, looks: Mapping[str, Any], signed: Signed | None
) -> None:
    """Whoever made it and the head sign; on an issued form the head's name stands there."""
    third = max(last // 3, 1)
    day = signed.place_and_date if signed else "……, ngày … tháng … năm ……"
    authority = signed.authority if signed else ("THỦ TRƯỞNG ĐƠN VỊ",)
    _across(sheet, row, last - third, last, day, looks["italic"])
    _across(sheet, row + 1, 0, third, "NGƯỜI LẬP BIỂU", looks["title"])
    for at, text in enumerate(authority):
        _across(sheet, row + 1 + at, last - third, last, text, looks["title"])
    if signed:
        _across(sheet, row + 4 + len(authority), last - third, last, signed.name, looks["title"])
