"""The report as a DOCX in the form of Decree 30/2020/NĐ-CP (Annex I): A4, Times New Roman 14.

python-docx is loaded when the first paper is made: the web server does not hold it before.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import translation

from danvan.lib import sheet
from danvan.lib.sheet import MOTTO, NATION, line, rule, two_cells
from danvan.reports import contents, printing
from danvan.reports.people_relations import Report
from danvan.reports.whole import Whole

if TYPE_CHECKING:
    from docx.document import Document

KEPT_TOGETHER = 12  # lines of a table that fit on one page with its caption
SHARP = 200  # points per inch of a chart


def docx(report: Report | Whole) -> bytes:
    """The paper. Always Vietnamese, so build the report with Vietnamese labels."""
    with translation.override("vi"):
        whole = report if isinstance(report, Whole) else Whole.of(report)
        document = _blank()
        _head(document, whole)
        _title(document, whole)
        for block in whole.blocks:
            _add(document, block)
        _signature(document, whole)
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()


def file_name(report: Report, ending: str = "docx") -> str:
    """bao-cao-dan-van_KY-ANH_2017-01-01_2018-06-30.docx."""
    return f"bao-cao-dan-van_{report.unit.key}_{report.from_.isoformat()}_{report.to.isoformat()}.{ending}"


def _blank() -> "Document":
    """The sheet of every paper, with the headings of a report."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    document = sheet.blank()
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        sheet.set_letter(style)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = name != "Normal"
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 6)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return document


def _head(document: "Document", whole: Whole) -> None:
    """Issuing body and number at the left; national name, motto, place and date at the right."""
    left, right = two_cells(document, (70, 95))
    if whole.demo:
        line(left, whole.demo, size=12, italic=True)
    for part in whole.issuer:
        line(left, part, size=13, bold=True, after=0)
    rule(left, 22, within=66)
    line(left, whole.number, size=13)
    line(right, NATION, size=12, bold=True)
    line(right, MOTTO, size=13, bold=True)
    rule(right, 55, within=91)
    line(right, whole.place_and_date, size=14, italic=True)


def _title(document: "Document", whole: Whole) -> None:
    line(document, whole.kind, bold=True, before=12, after=0)
    for part in whole.subject:
        line(document, part, bold=True, after=0)
    line(document, whole.period, italic=True, after=0)
    rule(document, 60, within=165)


def _add(document: "Document", block: contents.Block) -> None:
    if isinstance(block, contents.Heading):
        document.add_heading(block.text, 1)
    elif isinstance(block, contents.Prose):
        _prose(document, block.text)
    elif isinstance(block, contents.Grid):
        _table(document, block)
    else:
        _picture(document, block)


def _signature(document: "Document", whole: Whole) -> None:
    left, right = two_cells(document, (82, 83))
    line(left, "Nơi nhận:", size=12, bold=True, italic=True, centred=False, after=0)
    for copy in whole.copies:
        line(left, f"- {copy}", size=11, centred=False, after=0)
    for part in whole.signer:
        line(right, part, bold=True, after=48 if part is whole.signer[-1] else 0)
    if whole.name:
        line(right, whole.name, bold=True)
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


def _table(document: "Document", grid: contents.Grid) -> None:
    """A table with a head that repeats on each page, its lines numbered, and its total where it has one."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    _caption(document, grid.caption)
    table = document.add_table(rows=1, cols=1 + len(grid.heads))
    table.style = "Table Grid"
    table.autofit = False
    columns = len(grid.heads) - 1
    many = min(15, 120 // max(columns, 1))  # names keep 35 mm
    number = 22 if columns < 5 else 20 if columns < 6 else 16 if columns < 7 else many
    widths = [10, 155 - number * columns, *[number] * columns]
    _row(table.rows[0], ["TT", *grid.heads], widths, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for index, cells in enumerate(grid.rows, start=1):
        total = grid.totalled and index == len(grid.rows)
        _row(table.add_row(), ["" if total else str(index), *cells], widths, bold=total)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    if len(grid.rows) <= KEPT_TOGETHER:
        _keep_together(table.rows[:-1])
    line(document, "", after=4)


def _picture(document: "Document", picture: contents.Picture) -> None:
    """A chart in the width of the text, what it shows as the text beside it, and its caption below."""
    from docx.shared import Mm

    paragraph = line(document, "", after=0)
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(printing.png(picture.svg, ppi=SHARP)), width=Mm(150))
    shape._inline.docPr.set("descr", picture.told)
    line(document, picture.caption, size=13, italic=True, after=8)


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
