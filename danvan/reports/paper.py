"""The report as a DOCX in the form of Decree 30/2020/NĐ-CP (Annex I): A4, Times New Roman 14.

python-docx is loaded when the first paper is made: the web server does not hold it before.
"""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Tier, Unit
from danvan.reports import prose
from danvan.reports.people_relations import Line, Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNIT_COLUMNS = (
    ("turns", "Lượt tiếp"),
    ("persons", "Công dân"),
    ("received", "Đơn nhận"),
    ("eligible", "Đủ điều kiện"),
    ("resolved", "Đã giải quyết"),
    ("in_term", "Trong hạn"),
    ("overdue", "Quá hạn"),
)
TOPIC_COLUMNS = (("matters", "Nội dung tiếp"), ("matters_again", "Lặp lại"), ("received", "Đơn nhận"))
KIND_COLUMNS = (
    ("received", "Tiếp nhận"),
    ("eligible", "Đủ điều kiện"),
    ("ineligible", "Không đủ điều kiện"),
    ("transferred", "Chuyển"),
    ("resolved", "Đã giải quyết"),
    ("in_term", "Trong hạn"),
    ("overdue", "Quá hạn"),
)
KEPT_TOGETHER = 12  # lines of a table that fit on one page with its caption
DEMONSTRATION = "Bản trình diễn: người, đơn và sự việc đều là hư cấu."


def docx(report: Report) -> bytes:
    """The paper. Always Vietnamese, so build the report with Vietnamese labels."""
    with translation.override("vi"):
        document = _blank()
        _head(document, report)
        _title(document, report)
        _body(document, report)
        _signature(document, report)
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()


def file_name(report: Report) -> str:
    """bao-cao-dan-van_KY-ANH_2017-01-01_2018-06-30.docx."""
    return f"bao-cao-dan-van_{report.unit.key}_{report.from_.isoformat()}_{report.to.isoformat()}.docx"


def _blank() -> "Document":
    from docx import Document
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(14), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 6)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        style.font.bold = name != "Normal"
    document.core_properties.language = "vi-VN"
    document.core_properties.author = ""
    return document


def _head(document: "Document", report: Report) -> None:
    """Issuing body and number at the left; national name, motto, place and date at the right."""
    left, right = _two_cells(document, (70, 95))
    if settings.DANVAN_DEMO:
        _line(left, "BẢN TRÌNH DIỄN", size=12, italic=True)
    for part in issuer(report):
        _line(left, part, size=13, bold=True, after=0)
    _rule(left, 22)
    _line(left, "Số:          /BC-UBND" if _is_authority(report) else "Số:          /BC", size=13)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    _rule(right, 55)
    place = _place(report)
    _line(right, f"{place}, {dates.on_paper(dates.day_of(report.asked_at))}", size=14, italic=True)


def issuer(report: Report) -> list[str]:
    """ỦY BAN NHÂN DÂN, HUYỆN KỲ ANH on two lines; a body that is no authority under its own name."""
    name = _issuing(report)[1].upper()
    return ["ỦY BAN NHÂN DÂN", name] if _is_authority(report) else [name]


def _issuing(report: Report) -> tuple[Unit, str]:
    """Who issues the paper, and its name: the unit itself, or where it has ended the one that stands for it today.

    That is its whole successor, or for a unit that was divided the highest unit that stood above it.
    """
    today = dates.day_of(report.asked_at)
    end = report.unit.exists_until
    if end is None or end > today:
        return report.unit, report.unit_name
    heirs = [heir for heir, whole in people.shown_heirs(report.unit, today) if whole]
    above = people.path_of(report.unit, end - timedelta(days=1))[:1]
    found = heirs[0] if len(heirs) == 1 else next((unit for unit in above if unit.exists_on(today)), None)
    return (found, found.name_on(today)) if found else (report.unit, report.unit_name)


def _is_authority(report: Report) -> bool:
    return _issuing(report)[0].tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)


def _place(report: Report) -> str:
    """The proper name without its kind: huyện Kỳ Anh and thị xã Kỳ Anh are both Kỳ Anh."""
    unit, shown = _issuing(report)
    return unit.names.filter(full=shown).values_list("name", flat=True).first() or shown


def _title(document: "Document", report: Report) -> None:
    _line(document, "BÁO CÁO", bold=True, before=12, after=0)
    _line(document, "Kết quả công tác dân vận chính quyền:", bold=True, after=0)
    _line(document, "tiếp công dân, tiếp nhận và giải quyết đơn thư", bold=True, after=0)
    if _issuing(report)[0].pk != report.unit.pk:
        _line(document, f"Số liệu của {report.unit_name}", bold=True, after=0)
    _line(document, f"({prose.period(report)[0].upper()}{prose.period(report)[1:]})", italic=True, after=0)
    _rule(document, 60)


def _body(document: "Document", report: Report) -> None:
    if text := prose.ended(report):
        _prose(document, text)
    document.add_heading("I. KẾT QUẢ TIẾP CÔNG DÂN", 1)
    _prose(document, prose.reception(report))
    if report.by_topic:
        _caption(document, "Bảng 1. Theo lĩnh vực")
        _table(document, "Lĩnh vực", TOPIC_COLUMNS, report.by_topic, report)
    document.add_heading("II. KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT ĐƠN THƯ", 1)
    _prose(document, prose.letters(report))
    if text := prose.kinds(report):
        _prose(document, text)
    _caption(document, "Bảng 2. Theo loại đơn")
    _table(document, "Loại đơn", KIND_COLUMNS, report.by_kind, report)
    if len(report.by_unit) > 1:
        document.add_heading("III. KẾT QUẢ CỦA TỪNG ĐƠN VỊ", 1)
        _caption(document, "Bảng 3. Theo đơn vị")
        _table(document, "Đơn vị", UNIT_COLUMNS, report.by_unit, report)
        if any(line.undivided for line in report.by_unit):
            _prose(
                document,
                "(*) Đơn vị đã chia về nhiều đơn vị mới; số liệu để nguyên, không chia theo ước đoán.",
            )
    _proofs(document, report)


def _proofs(document: "Document", report: Report) -> None:
    number = "IV" if len(report.by_unit) > 1 else "III"
    document.add_heading(f"{number}. ĐỐI CHIẾU SỐ LIỆU", 1)
    for check in report.sums:
        if check.shown:
            sides = [
                " + ".join(
                    f"{prose.say(term.amount)} ({term.label[0].lower()}{term.label[1:]})" for term in side
                )
                for side in (check.left, check.right)
            ]
            _prose(document, f"- {check.label}: {' = '.join(sides)}. Khớp.")
    at = dates.short(dates.day_of(report.asked_at))
    _prose(document, f"Số liệu cộng từ các bản ghi trong sổ, lúc {_hour(report)} ngày {at}.")
    if settings.DANVAN_DEMO:
        _prose(document, DEMONSTRATION)


def _hour(report: Report) -> str:
    local = report.asked_at.astimezone(dates.VIETNAM)
    return f"{local:%H} giờ {local:%M}"


def _signature(document: "Document", report: Report) -> None:
    left, right = _two_cells(document, (82, 83))
    _line(left, "Nơi nhận:", size=12, bold=True, italic=True, align="left", after=0)
    _line(left, "- Cơ quan cấp trên trực tiếp (để báo cáo);", size=11, align="left", after=0)
    _line(left, "- Lưu: VT.", size=11, align="left", after=0)
    if _is_authority(report):
        _line(right, "TM. ỦY BAN NHÂN DÂN", bold=True, after=0)
        _line(right, "CHỦ TỊCH", bold=True, after=48)
    else:
        _line(right, "THỦ TRƯỞNG ĐƠN VỊ", bold=True, after=48)
    for cell in (left, right):
        for paragraph in cell.paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _prose(document: "Document", text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)


def _caption(document: "Document", text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.add_run(text).italic = True


def _line(
    into: "Document | _Cell",
    text: str,
    *,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
    before: int = 0,
    after: int = 2,
) -> "Paragraph":
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    first = into.paragraphs[0] if into.paragraphs else None
    empty = first is not None and len(into.paragraphs) == 1 and not first.text and not into.tables
    paragraph = first if empty and first is not None else into.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if align == "center" else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _rule(into: "Document | _Cell", width: int) -> None:
    """The thin line under a heading, so many millimetres wide: a border over a narrow empty paragraph."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    paragraph = into.add_paragraph()
    room = {22: 66, 55: 91}.get(width, 165)
    margin = Mm((room - width) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = margin
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(2), Pt(4)
    paragraph.add_run(" ").font.size = Pt(2)
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _two_cells(document: "Document", widths: tuple[int, int]) -> "tuple[_Cell, _Cell]":
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    return table.rows[0].cells[0], table.rows[0].cells[1]


def _table(
    document: "Document",
    first: str,
    columns: Sequence[tuple[str, str]],
    lines: Sequence[Line],
    report: Report,
) -> None:
    """A table with a head that repeats on each page, and its total."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=2 + len(columns))
    table.style = "Table Grid"
    table.autofit = False
    number = 22 if len(columns) < 6 else 17
    widths = [10, 155 - number * len(columns), *[number] * len(columns)]
    _row(table.rows[0], ["TT", first, *[label for _slug, label in columns]], widths, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for index, line in enumerate(lines, start=1):
        figures = [prose.say(line.figures[slug]) for slug, _label in columns]
        _row(
            table.add_row(), [str(index), f"{line.label}{' (*)' if line.undivided else ''}", *figures], widths
        )
    totals = [prose.say(report.figures[slug]) for slug, _label in columns]
    _row(table.add_row(), ["", "Cộng", *totals], widths, bold=True)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    if len(lines) <= KEPT_TOGETHER:
        _keep_together(table.rows[:-1])
    _line(document, "", after=4)


def _keep_together(rows) -> None:
    """These rows stay on the page of the row after them."""
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _row(row, texts: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for index, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if index == 1 else WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(10 if bold else 11), bold


__all__ = ["MEDIA_TYPE", "docx", "file_name", "issuer"]
