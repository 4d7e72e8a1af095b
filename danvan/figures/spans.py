"""A period cut into the spans of which totals are kept: whole years, whole months, and single days.

What lies at the edges of a period is added up, or its whole span is taken and the rest taken away, whichever is less
to read: from 1 January to 29 November is a year less December and a day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from danvan.lib.dates import months_later

DAY, MONTH, YEAR = 0, 1, 12
"""How many months a span lasts; a day has none."""
_SMALLER = {YEAR: MONTH, MONTH: DAY}


class Piece(NamedTuple):
    """Spans of one length side by side, to be added (`times` 1) or taken away (-1).

    `months`: how many each lasts. `first`: the first day of them all; `ends`: the day after them.
    """

    times: int
    months: int
    first: date
    ends: date

    @property
    def length(self) -> int:
        """How many spans they are."""
        if self.months == DAY:
            return (self.ends - self.first).days
        between = 12 * (self.ends.year - self.first.year) + self.ends.month - self.first.month
        return between // self.months


def pieces(from_: date, to: date) -> list[Piece]:
    """The days from_..to, both counted, as few spans as may be: each day of them comes once more than it is taken away,
    every other as often as it is taken away.
    """
    return _cut(from_, to + timedelta(days=1), YEAR)


def months(from_: date, to: date) -> Iterator[tuple[date, date, date]]:
    """Each month of a period by its first day, with its first and last day inside the period."""
    month = from_.replace(day=1)
    while month <= to:
        after = months_later(month, 1)
        yield month, max(month, from_), min(after - timedelta(days=1), to)
        month = after


def _cut(first: date, end: date, size: int) -> list[Piece]:
    """The days from `first` until before `end`, in spans of that size and what is left at both edges."""
    if first >= end:
        return []
    if size == DAY:
        return [Piece(1, DAY, first, end)]
    begins, ends = _begins(first, size), _begun(end, size)
    if begins > ends:
        return _part(first, end, size)
    whole = [Piece(1, size, begins, ends)] if begins < ends else []
    return [*_part(first, begins, size), *whole, *_part(ends, end, size)]


def _part(first: date, end: date, size: int) -> list[Piece]:
    """Days within one span of that size: in smaller ones, or the whole of it less the rest."""
    if first >= end:
        return []
    smaller, begun = _SMALLER[size], _begun(first, size)
    after = _begins(begun + timedelta(days=1), size)
    rest = [*_cut(begun, first, smaller), *_cut(end, after, smaller)]
    around = [Piece(1, size, begun, after), *(piece._replace(times=-piece.times) for piece in rest)]
    return min(_cut(first, end, smaller), around, key=lambda some: sum(piece.length for piece in some))


def _begun(day: date, size: int) -> date:
    """The first day of the month or year that holds the day."""
    return day.replace(day=1) if size == MONTH else date(day.year, 1, 1)


def _begins(day: date, size: int) -> date:
    """The first day, from this one on, on which a month or year begins."""
    begun = _begun(day, size)
    if begun == day:
        return day
    return months_later(day, 1) if size == MONTH else date(day.year + 1, 1, 1)
