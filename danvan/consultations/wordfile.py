"""A draft in Word read as lines of text: paragraphs with the numbers that Word draws itself, tables as rows.

python-docx is loaded when the first file is read: the web server does not hold it before.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from danvan.consultations.parts import TABLE
from danvan.lib import extent
from danvan.lib.sheet import MEDIA_TYPE
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.web import asked

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MOST_LINES = 6000
MOST_UNPACKED, MOST_TAGS = 64 * 1024 * 1024, 1_000_000
"""Bytes and tags of all parts of a file, many times those of a long law: what is read becomes a tree in the memory."""
MOST_COLUMNS, MOST_STYLES, LONGEST_NUMBER, MOST_NUMBER, DEEPEST = 60, 20, 40, 9_999, 8
_UNREADABLE = (KeyError, ValueError, AttributeError, TypeError, IndexError, SyntaxError, RecursionError)
"""What reading a file raises that is not as Word writes it; a syntax error is one of its XML."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def lines_of(content: bytes) -> str:
    """The text of a DOCX, one paragraph a line. Raises Refused for a file that is broken, too large or empty."""
    try:
        rows = list(islice(_all_lines(_opened(content)), MOST_LINES + 1))
    except (extent.TooLarge, extent.Broken, zipfile.BadZipFile, *_UNREADABLE) as why:
        raise Refused(
            _("Tệp Word này không mở được; xin lưu lại thành DOCX rồi gửi lại."), field="file"
        ) from why
    if not rows:
        raise Refused(_("Tệp không có chữ nào; nếu là bản quét, xin dùng bản gõ."), field="file")
    if len(rows) > MOST_LINES:
        raise Refused(
            _("Tệp dài quá %(n)s đoạn; xin chia thành nhiều dự thảo.") % {"n": MOST_LINES}, field="file"
        )
    return "\n".join(rows)


def _opened(content: bytes) -> "Document":
    from docx import Document

    extent.check(content, most_unpacked=MOST_UNPACKED, most_tags=MOST_TAGS)
    return Document(io.BytesIO(content))


def _all_lines(document: "Document") -> Iterator[str]:
    numbers = _Numbers(document)
    found = (_lines(block, numbers) for block in document.iter_inner_content())
    return (line for line in chain.from_iterable(found) if line)


def _lines(block: Any, numbers: "_Numbers") -> Iterator[str]:
    if not hasattr(block, "rows"):
        number, text = numbers.next(block), clean(block.text.replace("\t", " "))
        for at, line in enumerate(text.split("\n")):
            yield f"{number} {line}".strip() if at == 0 and line else line
        return
    above: dict[int, Any] = {}
    for row in block._tbl.tr_lst:
        above = _cells(row, above)
        texts = [_said(cell) for cell in dict.fromkeys(above.values())]
        if any(texts):
            yield TABLE + " | ".join(" ".join(text.split()) for text in texts)


def _said(cell: Any) -> str:
    """The words of a cell, once each, those of a table within it too."""
    return clean(" ".join(part.text for part in cell.iter(f"{_W}p")))


def _cells(row: Any, above: dict[int, Any]) -> dict[int, Any]:
    """The cells of a row of a table by their first column; one that goes on from the row above is that one."""
    found: dict[int, Any] = {}
    column = 0
    for cell in row.tc_lst:
        found[column] = above.get(column, cell) if cell.vMerge == "continue" else cell
        column += min(cell.grid_span, MOST_COLUMNS)
    return found


class _Numbers:
    """The numbers that Word draws before paragraphs (“Điều 1.”, “1.”, “a)”): they stand in no text."""

    def __init__(self, document: "Document") -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.styled: dict[str, tuple[str, int]] = {}
        self.counted: defaultdict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for each in root.iter(f"{_W}abstractNum"):
            self.levels[each.get(f"{_W}abstractNumId")] = dict(
                self._level(one) for one in each.iter(f"{_W}lvl")
            )
        for each in root.iter(f"{_W}num"):
            found = each.find(f"{_W}abstractNumId")
            if found is not None:
                self.lists[each.get(f"{_W}numId")] = found.get(f"{_W}val")

    @staticmethod
    def _level(one: Any) -> tuple[int, tuple[str, str, int]]:
        def value(name: str, default: str) -> str:
            found = one.find(f"{_W}{name}")
            return default if found is None else found.get(f"{_W}val") or default

        start = asked.number(value("start", "1"))
        return asked.number(one.get(f"{_W}ilvl") or "") or 0, (
            value("lvlText", ""),
            value("numFmt", "decimal"),
            1 if start is None else min(start, MOST_NUMBER),
        )

    def next(self, paragraph: "Paragraph") -> str:
        """What Word draws before this paragraph; empty for one without a number."""
        number, level = self._of(paragraph)
        kept = self.levels.get(self.lists.get(number, ""), {})
        if level not in kept or level > DEEPEST:
            return ""
        counted = self.counted[self.lists[number]]
        counted[level] = counted.get(level, kept[level][2] - 1) + 1
        for deeper in [each for each in counted if each > level]:
            del counted[deeper]
        text, form = kept[level][0][:LONGEST_NUMBER], kept[level][1]
        if form in ("bullet", "none"):
            return "-" if form == "bullet" else ""
        for each in range(level + 1):
            _text, shape, start = kept.get(each, ("", "decimal", 1))
            text = text.replace(f"%{each + 1}", _shown(counted.get(each, start), shape))
        return text.strip()[:LONGEST_NUMBER]

    def _of(self, paragraph: "Paragraph") -> tuple[str, int]:
        """The list of a paragraph and its level in it, by itself or by its style."""
        if own := _listed(paragraph._p.pPr):
            return own
        name = paragraph._p.style or ""
        if name not in self.styled:
            self.styled[name] = _of_style(paragraph.style)
        return self.styled[name]


def _of_style(style: Any) -> tuple[str, int]:
    """The list that a style puts its paragraphs in, or the one it was made after."""
    for _each in range(MOST_STYLES):  # a style may be made after itself
        if style is None:
            break
        if found := _listed(style.element.pPr):
            return found
        style = style.base_style
    return "", 0


def _listed(place: Any) -> tuple[str, int] | None:
    """The list that the properties of a paragraph name, and the level in it."""
    found: Any = place.find(f"{_W}numPr") if place is not None else None
    number = found.find(f"{_W}numId") if found is not None else None
    if number is None:
        return None
    level = found.find(f"{_W}ilvl")
    deep = (level.get(f"{_W}val") or "") if level is not None else ""
    return number.get(f"{_W}val"), asked.number(deep) or 0


def _shown(number: int, form: str) -> str:
    """12 as the form of its list writes it: decimal, letters, Roman."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        made, left = "", number
        for value, sign in _ROMAN:
            while left >= value:
                made, left = made + sign, left - value
        return made.lower() if form == "lowerRoman" else made
    return str(number)


__all__ = ["MEDIA_TYPE", "lines_of"]
