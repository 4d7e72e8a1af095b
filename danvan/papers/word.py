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

from danvan.lib import sheet
from danvan.lib.sheet import MOTTO, NATION, line, rule, two_cells
from danvan.papers import fill
from danvan.papers.workflow import PaperKind, Part

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

HEAD, FOOT, WHOLE = (69, 96), (78, 87), 165  # widths of the columns, in millimetres
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
    document = sheet.blank()
    document.core_properties.title = kind.vi
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


def _head(document: "Document", kind: PaperKind) -> None:
    """Issuing body and number at the left; national name, motto, place and date at the right."""
    left, right = two_cells(document, HEAD)
    _when(left, "demo", "{{ demo }}", size=11, italic=True)
    _when(left, "superior", "{{ superior }}", size=13)
    line(left, "{{ issuer }}", size=13, bold=True)
    rule(left, 22, within=HEAD[0])
    line(left, "Số: {{ number }}", size=13)
    if kind.reference:
        line(left, kind.reference, size=13)
    line(right, NATION, size=12, bold=True)
    line(right, MOTTO, bold=True)
    rule(right, 58, within=HEAD[1])
    line(right, "{{ place_and_date }}", italic=True)


def _title(document: "Document", kind: PaperKind) -> None:
    if kind.heading:
        line(document, kind.heading, bold=True, before=12)
        for told in kind.abstract.splitlines():
            line(document, told, bold=True)
        rule(document, 45, within=WHOLE)
    if kind.to:
        line(document, f"Kính gửi: {kind.to}", before=6, after=6)


def _part(document: "Document", part: Part) -> None:
    """A paragraph, between the marks of its condition."""
    when = "basis" if part.basis else part.when
    if when:
        document.add_paragraph(f"{{%p if {when} %}}")
    if part.style == "centre":
        line(document, part.text, bold=True, before=6, after=6)
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
    left, right = two_cells(document, FOOT)
    if kind.sides:
        for cell, side in zip((left, right), kind.sides, strict=True):
            line(cell, side, bold=True)
            line(cell, "(Ký, ghi rõ họ tên)", size=13, italic=True, after=60)
    else:
        line(left, "Nơi nhận:", size=12, bold=True, italic=True, centred=False)
        for copy in kind.copies:
            line(left, f"- {copy}{'.' if copy == kind.copies[-1] else ';'}", size=11, centred=False)
        line(right, "{{ authority }}", bold=True, after=60)
        line(right, "{{ signer_name }}", bold=True)
    for cell in (left, right):
        for paragraph in cell.paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _when(into: "_Cell", field: str, text: str, *, size: int, italic: bool = False) -> None:
    """A line that stands only where the field is not empty."""
    line(into, f"{{%p if {field} %}}")
    line(into, text, size=size, italic=italic)
    line(into, "{%p endif %}")


def _prose(document: "Document", text: str, *, lead: str, italic: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    if lead:
        paragraph.add_run(f"{lead} " if text else lead).bold = True
    paragraph.add_run(text).italic = italic
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
