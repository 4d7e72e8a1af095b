"""Papers as Word files: our own template of each kind, made from its text, and any template filled in by docxtpl.

Our template goes the way of an office's own: it has the same fields, passes the same check, and is what an office
downloads to begin with. python-docx is loaded when the first paper is made: the web server does not hold it before.
"""

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from danvan.papers import fill
from danvan.papers.workflow import PaperKind, Part

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
WIDTHS = {"head": (69, 96), "foot": (78, 87)}
RULES = {22: 69, 58: 96, 45: 165}
"""Width of a thin line, in millimetres → of the column in which it is centred."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
NEW_PARAGRAPH = "\a"
"""What docxtpl makes a new paragraph of; a line break of these fields stays a line break."""
LINES = frozenset({"issuer", "superior", "authority", "sender_lines"})


def render(template: bytes, fields: Mapping[str, str]) -> bytes:
    """A template with its fields filled in; the same fields give the same bytes."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    given = {
        name: value if name in LINES else value.replace("\n", NEW_PARAGRAPH) for name, value in fields.items()
    }
    document.render(given, jinja_env=environment(), autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return _settled(buffer.getvalue())


def environment() -> SandboxedEnvironment:
    """Jinja that runs nothing of its author's, and takes no field for granted."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


@cache
def default(kind: PaperKind) -> bytes:
    """Our own template of a kind."""
    document = _blank(kind)
    _head(document, kind)
    _title(document, kind)
    for part in fill.parts(kind):
        _part(document, part)
    _foot(document, kind)
    buffer = io.BytesIO()
    document.save(buffer)
    return _settled(buffer.getvalue())


def _settled(document: bytes) -> bytes:
    """The same parts without the moment at which they were written."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _blank(kind: PaperKind) -> "Document":
    """An empty A4 sheet with the margins and the letter of Decree 30/2020/NĐ-CP."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(6)
    document.core_properties.language, document.core_properties.author = "vi-VN", ""
    document.core_properties.title = kind.vi
    return document


def _head(document: "Document", kind: PaperKind) -> None:
    """Issuing body and number at the left; national name, motto, place and date at the right."""
    left, right = _two_cells(document, WIDTHS["head"])
    _when(left, "demo", "{{ demo }}", size=11, italic=True)
    _when(left, "superior", "{{ superior }}", size=13)
    _line(left, "{{ issuer }}", size=13, bold=True)
    _rule(left, 22)
    _line(left, "Số: {{ number }}", size=13)
    if kind.reference:
        _line(left, kind.reference, size=13)
    _line(right, NATION, size=12, bold=True)
    _line(right, MOTTO, bold=True)
    _rule(right, 58)
    _line(right, "{{ place_and_date }}", italic=True)


def _title(document: "Document", kind: PaperKind) -> None:
    if kind.heading:
        _line(document, kind.heading, bold=True, before=12)
        for line in kind.abstract.splitlines():
            _line(document, line, bold=True)
        _rule(document, 45)
    if kind.to:
        _line(document, f"Kính gửi: {kind.to}", before=6, after=6)


def _part(document: "Document", part: Part) -> None:
    """A paragraph, between the marks of its condition."""
    when = "basis" if part.basis else part.when
    if when:
        document.add_paragraph(f"{{%p if {when} %}}")
    if part.style == "centre":
        _line(document, part.text, bold=True, before=6, after=6)
    else:
        _prose(
            document,
            "{{ basis }}" if part.basis else part.text,
            lead=part.lead,
            italic=part.basis or part.style == "basis",
        )
    if when:
        document.add_paragraph("{%p endif %}")


def _foot(document: "Document", kind: PaperKind) -> None:
    left, right = _two_cells(document, WIDTHS["foot"])
    if kind.sides:
        for cell, side in zip((left, right), kind.sides, strict=True):
            _line(cell, side, bold=True)
            _line(cell, "(Ký, ghi rõ họ tên)", size=13, italic=True, after=60)
    else:
        _line(left, "Nơi nhận:", size=12, bold=True, italic=True, centred=False)
        for copy in kind.copies:
            _line(left, f"- {copy}{'.' if copy == kind.copies[-1] else ';'}", size=11, centred=False)
        _line(right, "{{ authority }}", bold=True, after=60)
        _line(right, "{{ signer_name }}", bold=True)
    for cell in (left, right):
        for paragraph in cell.paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _when(into: "_Cell", field: str, text: str, *, size: int, italic: bool = False) -> None:
    """A line that stands only where the field is not empty."""
    _line(into, f"{{%p if {field} %}}")
    _line(into, text, size=size, italic=italic)
    _line(into, "{%p endif %}")


def _prose(document: "Document", text: str, *, lead: str, italic: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    if lead:
        paragraph.add_run(f"{lead} " if text else lead).bold = True
    paragraph.add_run(text).italic = italic
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)


def _line(
    into: "Document | _Cell",
    text: str,
    *,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    centred: bool = True,
    before: int = 0,
    after: int = 2,
) -> "Paragraph":
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    first = into.paragraphs[0] if into.paragraphs else None
    fresh = first is not None and len(into.paragraphs) == 1 and not first.text and not into.tables
    paragraph = first if fresh and first is not None else into.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
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
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm((RULES[width] - width) / 2)
    layout.space_before, layout.space_after = Pt(2), Pt(4)
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
