"""A period cut into the spans of which totals are kept: whole years, whole months, and the days at their edges."""

from collections.abc import Iterator
from datetime import date, timedelta

DAY, MONTH, YEAR = 0, 1, 12
"""How many months a span lasts; a day has none."""

Piece = tuple[int, date, date]
"""Spans of one length side by side: how many months each lasts, the first day of them all, and the day after them."""


def pieces(from_: date, to: date) -> Iterator[Piece]:
    """The days from_..to, both counted, as few spans as may be; they never overlap and leave nothing out."""
    return _cut(from_, to + timedelta(days=1), (YEAR, MONTH))


def months(from_: date, to: date) -> Iterator[tuple[date, date, date]]:
    """Each month of a period by its first day, with its first and last day inside the period."""
    month = from_.replace(day=1)
    while month <= to:
        after = next_month(month)
        yield month, max(month, from_), min(after - timedelta(days=1), to)
        month = after


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _cut(first: date, end: date, sizes: tuple[int, ...]) -> Iterator[Piece]:
    """The days from `first` until before `end`, in the greatest spans that fit, then what is left at both edges."""
    if first >= end:
        return
    if not sizes:
        yield DAY, first, end
        return
    size, *smaller = sizes
    begins, ends = _begins(first, size), _begun(end, size)
    if begins >= ends:
        yield from _cut(first, end, tuple(smaller))
        return
    yield from _cut(first, begins, tuple(smaller))
    yield size, begins, ends
    yield from _cut(ends, end, tuple(smaller))


def _begun(day: date, size: int) -> date:
    """The first day of the month or year that holds the day."""
    return day.replace(day=1) if size == MONTH else date(day.year, 1, 1)


def _begins(day: date, size: int) -> date:
    """The first day, from this one on, on which a month or year begins."""
    begun = _begun(day, size)
    if begun == day:
        return day
    return next_month(day) if size == MONTH else date(day.year + 1, 1, 1)
