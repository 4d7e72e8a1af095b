"""The rows of a register's table, each with its cells by name: ditto marks followed, sums and titles set aside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from danvan.imports.reading import cells, headings
from danvan.imports.reading.errors import Problem
from danvan.imports.reading.headings import Head
from danvan.imports.workflow import COLUMNS, Register
from danvan.lib.spreadsheet import Sheet, convert, sheets, shown
from danvan.lib.text import fold

SUM, TITLE = "sum", "title"
_SIGNED = ("nguoi lap", "nguoi ghi so", "thu truong", "chu tich", "lanh dao", "ky ten", "xac nhan cua")
_SUMS = ("tong cong", "tong so", "tong", "cong thang", "cong quy", "cong nam", "cong", "luy ke")


@dataclass
class Line:
    """A row of the file: its place in it, all its cells as text, what is understood by column, what is not.

    `rest` are the cells of columns that are none of the register's; they go along in its note. `aside` says why it is
    no row of the register: a sum, or a title.
    """

    sheet: str
    row: int
    raw: list[str]
    given: dict[str, Any] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    aside: str = ""

    def text(self, name: str) -> str:
        """A cell as text."""
        value = self.given.get(name, "")
        return value if isinstance(value, str) else shown(value)

    def wrong(self, column: str, why: str, value: Any = "") -> None:
        """Note what is not understood."""
        self.problems.append(Problem(column, why, shown(value)[:120]))


@dataclass
class Table:
    """A register as it was read: the head of its first sheet, all its lines, the alphabets that were found."""

    register: Register
    head: Head
    lines: list[Line]
    alphabets: set[str]
    sheets: list[str]
    unread: list[str]


def read(
    content: bytes,
    register: Register,
    *,
    columns: Mapping[int, str] | None = None,
    heading_row: int | None = None,
) -> Table:
    """Read a file as that register. `columns` and `heading_row` (counted from 1) are what somebody has set by hand.

    Sheets with the same headings are one register, as a sheet for each month. Raises Unreadable.
    """
    found = sheets(content)
    for sheet in found:
        headings.check_no_sums(sheet)
    heads = [(sheet, _head(sheet, register, heading_row)) for sheet in found]
    known = [(sheet, head) for sheet, head in heads if head]
    if not known:  # somebody has to say which column is which
        known = [(found[0], headings.widest(found[0], register))]
    first = max(known, key=lambda one: len(one[1].columns))[1]
    same = [(sheet, head) for sheet, head in known if head.shape == first.shape]
    chosen = dict(first.columns if columns is None else columns)
    table = Table(register, Head(first.headings, chosen, first.first, first.year), [], set(), [], [])
    for sheet, head in same:
        table.lines += _lines(sheet, Head(head.headings, chosen, head.first, head.year), table)
        table.sheets.append(sheet.name)
    table.unread = [sheet.name for sheet in found if sheet.name not in table.sheets]
    return table


def missing(register: Register, columns: Iterable[str]) -> list[str]:
    """The columns without which no row can be understood, as far as they are not there."""
    there = set(columns)
    return [column.name for column in COLUMNS[register] if column.needed and column.name not in there]


def _head(sheet: Sheet, register: Register, row: int | None) -> Head | None:
    if row is not None:
        return headings.at(sheet, register, row) if row <= len(sheet.rows) else None
    return headings.find(sheet, register)


def _lines(sheet: Sheet, head: Head, table: Table) -> Iterator[Line]:
    """The lines of a sheet below its head; empty rows are none."""
    rows = sheet.rows[head.first :]
    table.alphabets |= convert(rows) if sheet.alphabet == "unicode" else {sheet.alphabet}
    heading = [fold(text) for text in head.headings if text]
    above: dict[str, Any] = {}
    for number, row in enumerate(rows, head.first + 1):
        line = Line(sheet.name, number, [shown(cell) for cell in row])
        if not any(line.raw):
            continue
        line.given = {
            name: line.raw[place] if isinstance(row[place], str) else row[place]
            for place, name in head.columns.items()
            if place < len(row)
        }
        line.given["year"] = head.year
        line.rest = [
            f"{head.headings[place]}: {text}"
            for place, text in enumerate(line.raw)
            if text and place not in head.columns and place < len(head.headings) and head.headings[place]
        ]
        line.aside = _aside(line, heading)
        if not line.aside:
            _follow_dittos(line, above)
            above = line.given
        yield line


def _aside(line: Line, heading: list[str]) -> str:
    """Whether a row is a sum, or a title between the rows, or the headings of a further page."""
    if cells.day(line.given.get("on") or "", year=line.given["year"]):
        return ""
    told = [text for text in line.raw if text]
    folded = [fold(text) for text in told[:3] if len(text) < 60]
    if folded and folded == heading[:3]:
        return TITLE
    if any(word in _SUMS or word.startswith(("tong cong", "tong so", "cong thang")) for word in folded):
        return SUM
    bare = not line.text("on") and not line.text("people") and len(told) <= 2
    signed = any(word.startswith(_SIGNED) for word in folded)
    if signed and len(told) <= 2 and not line.text("summary"):  # in whatever column somebody signed
        return TITLE
    return TITLE if bare and (signed or not line.text("summary")) else ""


def _follow_dittos(line: Line, above: Mapping[str, Any]) -> None:
    """A cell that says “nt” holds what the one above it holds."""
    for name, value in line.given.items():
        if name == "year" or not cells.is_ditto(value):
            continue
        if above.get(name) in ("", None):
            line.wrong(name, "no_above", value)
        line.given[name] = above.get(name, "")
