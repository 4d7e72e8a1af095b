"""A sheet of paper in Word, in the form of Decree 30/2020/NĐ-CP (Annex I): A4, its margins, Times New Roman 14.

What every paper has, whoever writes it: the sheet, a line in a heading, the thin rule under it, two columns side by
side. python-docx is loaded when the first paper is made: the web server does not hold it before.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def blank() -> "Document":
    """An empty A4 sheet with the decree's margins (20 mm above and below, 30 left, 15 right) and its letter."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    set_letter(document.styles["Normal"])
    document.core_properties.language, document.core_properties.author = "vi-VN", ""
    return document


def set_letter(style: "ParagraphStyle") -> None:
    """Times New Roman 14 for every script, whatever the theme says, and 6 points after a paragraph."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(6)


def line(
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
    """A line of a heading or a foot; `size` and the space before and after it in points. Fills an empty cell first."""
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


def rule(into: "Document | _Cell", width: int, *, within: int) -> None:
    """The thin line under a heading, `width` millimetres in the middle of a column of `within` millimetres.

    A border over a narrow empty paragraph.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    paragraph = into.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm((within - width) / 2)
    layout.space_before, layout.space_after = Pt(2), Pt(4)
    paragraph.add_run(" ").font.size = Pt(2)
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def two_cells(document: "Document", widths: tuple[int, int]) -> "tuple[_Cell, _Cell]":
    """Two columns without a border, of these widths in millimetres."""
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    return table.rows[0].cells[0], table.rows[0].cells[1]
