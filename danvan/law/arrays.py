"""Many due dates in one call: arrays of days in, arrays of days out. Needs numpy (`pip install danvan[arrays]`).

The counting is that of `due_by_term`: a table of the calendar's working days, built once, and two look-ups for each
date. numpy is loaded with this module and with nothing else of danvan.law.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from danvan.law.calendar import GRACE_YEARS, OfficeCalendar
from danvan.law.errors import InvalidTerm, OutOfCalendar
from danvan.law.granted import LARGEST
from danvan.law.national_days import national

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Days = NDArray[np.datetime64]
    Numbers = NDArray[Any]

BLOCK = 1 << 15  # dates counted at a time: what is in between then stays in the processor's cache
MARGIN = 800  # days that a table reaches beyond what was asked for; longer than any row of days off
EPOCH = 719_163  # the ordinal of 01/01/1970, numpy's day 0


@dataclass(frozen=True)
class _Table:
    """Days since 1970 of one calendar from `low` to `high`.

    `upto[i]`: how many working days of the table lie on or before its day i; `days`: the working days; `next[i]`: the
    first working day from day i on.
    """

    low: int
    high: int
    upto: Numbers
    days: Numbers
    next: Numbers


_tables: WeakKeyDictionary[OfficeCalendar, _Table] = WeakKeyDictionary()


def due_many(
    starts: ArrayLike,
    amounts: ArrayLike,
    calendar: OfficeCalendar | None = None,
    count_first_day: bool = False,
    *,
    unit: str = "working",
    moves: bool | None = None,
) -> Days:
    """The ends of many terms: `amounts` working or calendar days from `starts`, as `due_by_term` counts each.

    `starts`: days (datetime64[D] is fastest). `amounts`: whole numbers, or one for all. `moves` as in `due_by_term`:
    left open, a last day on a day off moves where the first day is not counted. Working days always end on one, but
    for 0 of them. Raises InvalidTerm for a negative or endless term, a unit other than working and calendar, or a
    start that is no day; OutOfCalendar as `due_by_term` does.
    """
    if unit not in ("working", "calendar"):
        raise InvalidTerm(
            vi="Đếm hàng loạt chỉ theo ngày làm việc (working) hoặc ngày (calendar).",
            en="Many at once are counted in working or calendar days only.",
        )
    days, numbers = _checked(starts, amounts)
    if days.size == 0:
        return days.astype("datetime64[D]")
    own = calendar or national()
    _check_starts(days, own)
    table = _table(own, int(days.min()), int(days.max()), int(numbers.max()), unit)
    shift = 1 if count_first_day else 0
    move = not count_first_day if moves is None else moves
    out = np.empty(days.size, dtype=np.int64)
    none = not numbers.all()  # a term of 0 days counts nothing: a rare case, put right at the end
    for at in range(0, days.size, BLOCK):
        block, count = days[at : at + BLOCK], numbers if numbers.size == 1 else numbers[at : at + BLOCK]
        out[at : at + BLOCK] = _block(table, block, count, shift, unit, move)
    if none:
        _zero(table, days, numbers, out, move)
    shape = np.broadcast_shapes(np.shape(starts), np.shape(amounts))
    return out.view("datetime64[D]").reshape(shape)


def _block(table: _Table, days: Numbers, count: Numbers, shift: int, unit: str, move: bool) -> Numbers:
    if unit == "working":
        index = table.upto.take(days - (table.low + shift), mode="clip")
        index += count
        return table.days.take(index - 1, mode="clip")
    ends: Numbers = days + count - shift
    return table.next.take(ends - table.low, mode="clip") if move else ends


def _zero(table: _Table, days: Numbers, numbers: Numbers, out: Numbers, move: bool) -> None:
    """Put right the terms of 0 days: due on the day itself, or on the next working day."""
    where = np.flatnonzero(np.broadcast_to(numbers, days.shape) == 0)
    out[where] = table.next.take(days[where] - table.low) if move else days[where]


def _checked(starts: ArrayLike, amounts: ArrayLike) -> tuple[Numbers, Numbers]:
    """Days since 1970 and whole numbers, of one length (or one number for all)."""
    given = np.asarray(starts)
    if given.dtype.kind not in "MO" and given.size:
        raise _no_days()
    try:
        days = np.ascontiguousarray(given, dtype="datetime64[D]")
    except (ValueError, TypeError):
        raise _no_days() from None
    numbers = np.asarray(amounts)
    if numbers.dtype.kind not in "iu" and numbers.size:
        raise _no_numbers()
    if numbers.size != 1 and numbers.shape != days.shape:
        days = np.ascontiguousarray(np.broadcast_to(days, np.broadcast_shapes(days.shape, numbers.shape)))
        numbers = np.broadcast_to(numbers, days.shape)
    if np.isnat(days).any():
        raise _no_days()
    if numbers.size and not (numbers.min() >= 0 and numbers.max() <= LARGEST):
        raise _no_numbers()
    return days.view(np.int64).ravel(), numbers.ravel()


def _check_starts(days: Numbers, calendar: OfficeCalendar) -> None:
    """As OfficeCalendar.check_start, for the last of the starts."""
    last = np.datetime64(f"{calendar.known_until.year + GRACE_YEARS}-12-31", "D").astype(np.int64)
    if int(days.max()) > int(last):
        raise OutOfCalendar(
            vi=f"Lịch nghỉ mới có đến năm {calendar.known_until.year}; có ngày bắt đầu nằm ngoài lịch.",
            en=f"The office calendar ends in {calendar.known_until.year}; some start lies outside it.",
        )


def _table(calendar: OfficeCalendar, first: int, last: int, most: int, unit: str) -> _Table:
    """The calendar's table, made wider when these days do not fit."""
    known = _tables.get(calendar) or _built(calendar, _day(calendar.known_from), _day(calendar.known_until))
    reach = most if unit == "calendar" else 7 * most // len(calendar.week)
    low, high = min(first - MARGIN, known.low), max(last + reach + MARGIN, known.high)
    if first <= known.low or high > known.high:
        known = _built(calendar, low, high)
    while known.upto[last - known.low] + most >= len(
        known.days
    ):  # many days off: not enough working days yet
        known = _built(calendar, known.low, known.high + MARGIN)
    _tables[calendar] = known
    return known


def _day(day: Any) -> int:
    return int(day.toordinal()) - EPOCH


def _built(calendar: OfficeCalendar, low: int, high: int) -> _Table:
    span = np.arange(low, high + 1)
    working = np.isin((span + 3) % 7, calendar.week)  # 01/01/1970 was a Thursday
    for marks, open_then in ((calendar.days_off, False), (calendar.worked, True)):
        marked = np.array([_day(day) for day in marks], dtype=np.int64)
        marked = marked[(marked >= low) & (marked <= high)]
        working[marked - low] = open_then
    upto = np.cumsum(working)
    days = span[working]
    following = np.minimum(upto - working, len(days) - 1)  # beyond the last working day nobody asks
    return _Table(low, high, upto.astype(np.int32), days, days[following])


def _no_days() -> InvalidTerm:
    return InvalidTerm(
        vi="Các ngày bắt đầu phải là ngày (datetime64[D]), không được trống.",
        en="The starts must be days (datetime64[D]), none of them empty.",
    )


def _no_numbers() -> InvalidTerm:
    return InvalidTerm(
        vi=f"Các thời hạn phải là số nguyên từ 0 đến {LARGEST}.",
        en=f"The terms must be whole numbers from 0 to {LARGEST}.",
    )
