"""The text of a draft split into chapters, articles, clauses and points. Pure: no database.

“Chương, Mục, Điều, khoản, điểm” as Vietnamese acts are written; where there is no article, headings in Roman numbers as
plans are written (I, 1, a); where there is neither, paragraphs. Nothing is ever lost: what does not fit is kept whole
where it stands, and a sentence says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from danvan.lib.text import fold

LEVELS = ("chapter", "section", "article", "clause", "point", "text")
SPOKEN_OF = ("article", "text")
"""What an opinion may be about."""
LETTERS, LATIN = "abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz"

_CHAPTER = re.compile(r"(?:Chương|CHƯƠNG|Phần|PHẦN)\s+((?:thứ|THỨ)\s+\w+|[IVXLC]+|\d+)\b[.:\s–-]*(.*)")
_SECTION = re.compile(r"(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+([IVXLC]+|\d+)\b[.:\s–-]*(.*)")
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+(\d+[a-zđ]?)\b[.:\s–-]*(.*)")
_ROMAN = re.compile(r"([IVXLC]+)\s*[.)–-]\s*(\S.*)")
_CLAUSE = re.compile(r"(\d{1,3})[a-zđ]?\s*[.)]\s*(\S.*)")
_POINT = re.compile(r"([a-zđ]{1,2})\s*\)\s*(\S.*)")
_ANNEX = re.compile(r"(?:Phụ lục|PHỤ LỤC)\b\s*([IVXLC]+|\d+)?\b.*")
MOST_DIGITS = 4
"""Of the number of an article; longer ones are a slip, and no gap is counted up to them."""
_NOT_ID = re.compile(r"[^0-9a-z]+")
TABLE = "▦ "
"""A line of a table begins with it: it is never split."""


@dataclass
class Piece:
    """One piece: `label` as it is called (Điều 5, khoản 2), `title` beside it, `text` below it.

    `anchor` is where it is found on a page, the same in every version; `of` the anchor of the article it belongs to.
    """

    level: str
    label: str
    title: str = ""
    text: str = ""
    anchor: str = ""
    of: str = ""

    @property
    def whole(self) -> str:
        """Title and text together."""
        return "\n".join(each for each in (self.title, self.text) if each)

    @property
    def number(self) -> str:
        """5 of “Điều 5”, a of “điểm a”: what stands last in its label."""
        return self.label.rsplit(" ", 1)[-1]


@dataclass
class Split:
    """What came of splitting: the pieces in order, and what is to be said about them."""

    pieces: list[Piece] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def articles(self) -> list[Piece]:
        """What opinions may be about."""
        return [piece for piece in self.pieces if piece.level in SPOKEN_OF]

    def count(self, level: str) -> int:
        """How many pieces of a level there are."""
        return sum(piece.level == level for piece in self.pieces)


def from_rows(rows: Iterable[dict[str, Any]]) -> list[Piece]:
    """The pieces of a draft as the table keeps them."""
    return [Piece(**row) for row in rows]


def as_rows(pieces: Iterable[Piece]) -> list[dict[str, Any]]:
    """The pieces as the table keeps them."""
    return [asdict(piece) for piece in pieces]


def split(text: str) -> Split:
    """The text in pieces, each with an anchor of its own."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    quoted = _quoted(lines)
    free = [line for line, inside in zip(lines, quoted, strict=True) if not inside]
    if any(_ARTICLE.fullmatch(line) for line in free):
        made = _Reader(_ARTICLE, "Điều").read(lines, quoted)
    elif sum(bool(_ROMAN.fullmatch(line)) for line in free) > 1:
        made = _Reader(_ROMAN, "Phần").read(lines, quoted)
    else:
        made = Split([Piece("text", _("Đoạn %(n)s") % {"n": n}, "", line) for n, line in enumerate(lines, 1)])
        if lines:
            made.said.append(_("Không thấy điều hay mục nào; giữ nguyên từng đoạn."))
    anchor(made.pieces)
    return made


def _quoted(lines: list[str]) -> list[bool]:
    """Whether each line stands within quotation marks: the words of another act, which are not split."""
    inside, found = False, []
    for line in lines:
        opened, closed = line.count("“"), line.count("”")
        starts = line.startswith(("“", '"'))
        found.append(inside or starts or line.startswith(TABLE))
        inside = (inside or opened > 0) and closed < opened + inside
    return [False] * len(lines) if inside else found  # never closed: a slip of the pen, not a quotation


class _Reader:
    """Reads the lines one after another and knows where it stands."""

    def __init__(self, article: "re.Pattern[str]", word: str) -> None:
        self.article, self.word, self.roman = article, word, article is _ROMAN
        self.made = Split()
        self.clause, self.point, self.waits, self.annex = 0, -1, False, False

    def read(self, lines: list[str], quoted: list[bool]) -> Split:
        """Everything, in order."""
        for line, whole in zip(lines, quoted, strict=True):
            if whole:
                self.keep(line)
            elif not any(step(line) for step in (self.an_annex, self.in_annex, self.head, self.an_article)):
                self.inside(line)
        self.look_back()
        return self.made

    def an_annex(self, line: str) -> bool:
        """An annex begins; it stays whole."""
        if not _ANNEX.fullmatch(line) or len(line) > 120:
            return False
        self.annex = True
        self.made.pieces.append(Piece("text", line))
        self.made.said.append(_("“%(name)s” giữ nguyên, không tách.") % {"name": line})
        return True

    def in_annex(self, line: str) -> bool:
        """A line of an annex."""
        if self.annex:
            self.keep(line)
        return self.annex

    def head(self, line: str) -> bool:
        """A chapter or section; its title may stand on the line below."""
        for pattern, level, word in ((_CHAPTER, "chapter", "Chương"), (_SECTION, "section", "Mục")):
            if (found := pattern.fullmatch(line)) and not (self.roman and level == "chapter"):
                shown = line.split()[0].capitalize() if level == "chapter" else word
                self.made.pieces.append(Piece(level, f"{shown} {found[1]}", found[2].strip()))
                self.waits = not found[2].strip()
                return True
        if self.waits:
            self.waits = False
            self.made.pieces[-1].title = line
            return True
        return False

    def an_article(self, line: str) -> bool:
        """An article begins."""
        found = self.article.fullmatch(line)
        if not found:
            return False
        self.made.pieces.append(Piece("article", f"{self.word} {found[1]}", found[2].strip()))
        self.clause, self.point = 0, -1
        return True

    def inside(self, line: str) -> None:
        """A clause or point of the article, in its order; anything else belongs to what stands before it."""
        if self.within_article():
            if (found := _CLAUSE.fullmatch(line)) and int(found[1]) == self.clause + 1:
                self.clause, self.point = self.clause + 1, -1
                self.made.pieces.append(Piece("clause", f"khoản {found[1]}", "", found[2]))
                return
            if (point := _POINT.fullmatch(line)) and self.follows(point[1]):
                self.made.pieces.append(Piece("point", f"điểm {point[1]}", "", point[2]))
                return
            if found or point:
                said = _("%(where)s: dòng “%(line)s” không theo thứ tự nên giữ liền với phần trước.")
                self.made.said.append(said % {"where": self.where(), "line": line[:40]})
        self.keep(line)

    def follows(self, letter: str) -> bool:
        """Whether it is the next letter of the list, with đ or as Word counts by itself; remembers it."""
        at = self.point + 1
        if letter not in (LETTERS[at : at + 1], LATIN[at : at + 1]):
            return False
        self.point = at
        return True

    def within_article(self) -> bool:
        """Whether an article has begun that is still read."""
        return bool(self.made.pieces) and self.made.pieces[-1].level in ("article", "clause", "point")

    def where(self) -> str:
        """The article that is being read."""
        return next((each.label for each in reversed(self.made.pieces) if each.level == "article"), "")

    def keep(self, line: str) -> None:
        """The line as it is, with what stands before it."""
        if not self.made.pieces or self.made.pieces[-1].level in ("chapter", "section"):
            label = (
                _("Phần mở đầu")
                if not self.made.pieces
                else _("Phần dẫn %(of)s") % {"of": self.made.pieces[-1].label}
            )
            self.made.pieces.append(Piece("text", label))
        last = self.made.pieces[-1]
        told = line.removeprefix(TABLE)
        if line.startswith(TABLE) and not last.text.endswith(told):
            self.table_said(last)
        last.text = f"{last.text}\n{told}" if last.text else told

    def table_said(self, last: Piece) -> None:
        """That a table was kept as rows of text; once for each place."""
        said = _("Bảng ở “%(where)s” giữ nguyên thành dòng chữ, không tách.") % {
            "where": self.where() or last.label
        }
        if said not in self.made.said:
            self.made.said.append(said)

    def look_back(self) -> None:
        """What is odd about the numbers of the articles."""
        numbers = [each.number for each in self.made.pieces if each.level == "article"]
        twice = sorted({each for each in numbers if numbers.count(each) > 1})
        if twice:
            self.made.said.append(_("Số bị lặp lại: %(n)s. Kiểm tra dự thảo.") % {"n": ", ".join(twice)})
        plain = {int(each) for each in numbers if each.isdecimal() and len(each) <= MOST_DIGITS}
        gaps = [str(n) for n in range(1, max(plain, default=0)) if n not in plain]
        if gaps and not self.roman:
            self.made.said.append(_("Thiếu điều số %(n)s. Kiểm tra dự thảo.") % {"n": ", ".join(gaps[:10])})


def anchor(pieces: list[Piece], taken: Iterable[str] = ()) -> None:
    """Give each piece without an anchor one of its own, made of its label and of the article that it is in."""
    used = {*taken, *(each.anchor for each in pieces if each.anchor)}
    article = clause = ""
    for each in pieces:
        inside = each.level in ("clause", "point")
        before = (clause if each.level == "point" and clause else article) if inside else ""
        if not each.anchor:
            each.anchor = _free("-".join(part for part in (before, _slug(each.label)) if part), used)
        if each.level == "clause":
            clause = each.anchor
        elif not inside:
            article, clause = (each.anchor if each.level in SPOKEN_OF else ""), ""
        each.of = article
        used.add(each.anchor)


def _slug(label: str) -> str:
    return _NOT_ID.sub("-", fold(label))[:40].strip("-") or "doan"


def _free(wanted: str, used: set[str]) -> str:
    wanted, at = wanted[:70], 2
    found = wanted
    while found in used:
        found, at = f"{wanted}-{at}", at + 1
    return found


def by_article(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each article (or whole paragraph) with its clauses and points; chapters stand alone."""
    head: Piece | None = None
    inner: list[Piece] = []
    for each in pieces:
        if each.level in ("clause", "point"):
            inner.append(each)
            continue
        if head is not None:
            yield head, inner
        head, inner = each, []
    if head is not None:
        yield head, inner


def text_of(head: Piece, inner: Iterable[Piece]) -> str:
    """An article as it is read: title, text, clauses and points in lines."""
    rows = [head.whole]
    for each in inner:
        mark = f"{each.number}." if each.level == "clause" else f"{each.number})"
        rows.append(f"{mark} {each.text}")
    return "\n".join(row for row in rows if row)
