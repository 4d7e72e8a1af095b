"""Where the table of a register begins, and which of its columns is which, by headings with or without marks.

Titles stand above the table; a heading may stand over two rows, the upper one spread over several columns; a row of
column numbers may follow. Nothing is guessed that somebody cannot change on the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from danvan.imports.workflow import COLUMNS, Register
from danvan.lib.alphabets import READINGS
from danvan.lib.spreadsheet import Sheet, Unreadable, shown
from danvan.lib.text import fold

LOOKED_AT = 40
ENOUGH = 3  # so many columns must be understood
CLOSE = 88  # out of 100, by rapidfuzz
_SUMS = ("ty le", "truoc dung han", "tre han", "dang giai quyet trong han", "dang giai quyet qua han")
_COUNTING = re.compile(r"\(?\d{1,2}\)?")
_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The head of a table: its headings, the columns understood (place → name), its first row of data, a year above."""

    headings: tuple[str, ...]
    columns: dict[int, str]
    first: int
    year: int | None = None

    @property
    def shape(self) -> tuple[str, ...]:
        """What makes two sheets sheets of one register."""
        return tuple(map(fold, self.headings))


def find(sheet: Sheet, register: Register) -> Head | None:
    """The head of the register's table on a sheet; None where there is none."""
    best: Head | None = None
    for row in range(min(LOOKED_AT, len(sheet.rows))):
        for depth in (1, 2):
            head = _head(sheet, register, row, depth)
            if head and (best is None or len(head.columns) > len(best.columns)):
                best = head
    return best if best and len(best.columns) >= ENOUGH else None


def at(sheet: Sheet, register: Register, row: int) -> Head:
    """The head that somebody has pointed at: its row, counted from 1."""
    if not 1 <= row <= len(sheet.rows):
        raise Unreadable(_("Không có dòng tiêu đề số %(row)s trong tệp.") % {"row": row})
    found = _head(sheet, register, row - 1, 1)
    return found or Head(tuple(map(shown, sheet.rows[row - 1])), {}, row)


def widest(sheet: Sheet, register: Register) -> Head:
    """The row that looks most like headings where none are understood: the first one with most words."""
    filled = [sum(bool(shown(cell)) for cell in row) for row in sheet.rows[:LOOKED_AT]]
    return at(sheet, register, filled.index(max(filled)) + 1)


def check_no_sums(sheet: Sheet) -> None:
    """Raises Unreadable for a table of sums: it has no people and no matters to bring in."""
    for row in sheet.rows[:LOOKED_AT]:
        words = [fold(shown(cell)) for cell in row]
        if sum(any(word.startswith(one) for one in _SUMS) for word in words) >= ENOUGH:
            raise Unreadable(
                _(
                    "Đây là bảng tổng hợp số liệu, không phải sổ: mỗi dòng là một đơn vị chứ không phải một vụ việc."
                )
            )


def _head(sheet: Sheet, register: Register, row: int, depth: int) -> Head | None:
    if row + depth > len(sheet.rows):
        return None
    headings = _together([sheet.rows[row + n] for n in range(depth)])
    columns, chosen = _columns(headings, register)
    if not columns:
        return None
    first = row + depth
    if first < len(sheet.rows) and _counts(sheet.rows[first]):
        first += 1
    titles = " ".join(shown(cell) for above in sheet.rows[:row] for cell in above)
    years = set(_YEAR.findall(titles))
    return Head(tuple(chosen), columns, first, int(years.pop()) if len(years) == 1 else None)


def _together(rows: Sequence[list[Any]]) -> list[str]:
    """The headings of one or two rows; the upper one reaches over the empty places on its right that have a lower."""
    cells = [[shown(cell) for cell in row] for row in rows]
    if len(cells) == 1:
        return cells[0]
    upper, lower = cells
    width = max(len(upper), len(lower))
    upper, lower = [each + [""] * (width - len(each)) for each in (upper, lower)]
    over, made = "", []
    for place in range(width):
        over = upper[place] or (over if lower[place] else "")
        made.append(f"{over} {lower[place]}".strip())
    return made


def _columns(headings: Sequence[str], register: Register) -> tuple[dict[int, str], list[str]]:
    """Place → column for every heading that is understood, each column once; and the headings made readable."""
    found: list[tuple[float, int, str]] = []
    chosen = list(headings)
    for place, heading in enumerate(headings):
        best = max(
            ((*_best(read(heading), register), read(heading)) for read in READINGS.values()),
            key=lambda one: one[0],
        )
        if best[0] >= CLOSE:
            found.append((best[0], place, best[1]))
            chosen[place] = best[2]
    columns: dict[int, str] = {}
    for _score, place, name in sorted(found, key=lambda one: (-one[0], one[1])):
        if name not in columns.values():
            columns[place] = name
    return columns, chosen


def _best(heading: str, register: Register) -> tuple[float, str]:
    """How well the nearest column fits a heading, out of 100, and its name."""
    words = fold(heading)
    if not words:
        return 0, ""
    found = [(_fit(words, said), column.name) for column in COLUMNS[register] for said in column.said]
    return max(found, key=lambda one: one[0])


def _fit(words: str, said: str) -> float:
    """The same words: 100. Under a common upper heading, or with a slip or a word more: less."""
    if words == said:
        return 100
    if len(said) < 4:
        return 0
    whole = len(said) / len(words)
    if words.endswith(
        f" {said}"
    ):  # the lower of two rows says what the column is, the upper what it is one of
        return 94 + min(5.0, 5 * whole)
    if words.startswith(f"{said} "):
        return 88 + min(6.0, 6 * whole)
    return fuzz.ratio(words, said) - 1


def _counts(row: Sequence[Any]) -> bool:
    """Whether a row holds the numbers of the columns: 1, 2, 3 … or (1), (2), (3) …"""
    told = [shown(cell) for cell in row if shown(cell)]
    numbers = [int(text.strip("()")) for text in told if _COUNTING.fullmatch(text)]
    return (
        len(told) >= ENOUGH
        and len(numbers) >= len(told) - 2
        and numbers == sorted(numbers)
        and numbers[:1] == [1]
    )
