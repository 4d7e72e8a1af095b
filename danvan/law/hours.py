"""The clock in working hours (giờ làm việc): four hours promised on a Friday at three end on Monday morning.

Only the time within the office's hours on its working days counts; what stands still is left out to the minute. A
promise that comes in outside of them begins when the office opens again. One that is used up as the office closes
ends then, not at the next opening. Moments are those of Viet Nam, without a zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from danvan.law.calendar import ONE_DAY, OfficeCalendar
from danvan.law.errors import InvalidCalendar, InvalidTerm, NegativeSuspension, OutOfCalendar
from danvan.law.national_days import national
from danvan.law.words import long

LONGEST = timedelta(hours=2_000)
"""A working year. What takes longer is promised in days."""
NOTHING = timedelta()

Stretch = tuple[datetime, datetime]
"""From one moment to a later one."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office is open on a day on which it works: spans in order that do not overlap.

    Raises InvalidCalendar for spans that are none.
    """

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        apart = all(first <= second for first, second in pairwise(edges))
        if not edges or not apart or any(opens >= closes for opens, closes in self.spans):
            raise InvalidCalendar(
                vi="Giờ làm việc phải có ít nhất một buổi, buổi trước kết thúc trước khi buổi sau bắt đầu.",
                en="Office hours need at least one span, each ending before the next begins.",
            )

    def on(self, day: date) -> Iterator[Stretch]:
        """The spans as moments of a day."""
        for opens, closes in self.spans:
            yield datetime.combine(day, opens), datetime.combine(day, closes)


@dataclass(frozen=True, slots=True)
class DueAt:
    """The moment by which it must be done, and the stretches that were counted up to it.

    `provisional`: leans on days that have not been announced.
    """

    due_at: datetime
    start_at: datetime
    counted: tuple[Stretch, ...]
    provisional: bool

    def sentences(self, lang: str = "vi") -> list[str]:
        """What was counted, a line for each stretch, and where it ends."""
        of, ends = ("giờ làm việc", "hết hạn lúc") if lang == "vi" else ("working hours", "due at")
        lines = [
            f"{long(begin.date(), lang)}: {begin:%H:%M}–{end:%H:%M} ({_length(end - begin)} {of})"
            for begin, end in self.counted
        ]
        return [*lines, f"{ends} {self.due_at:%H:%M}, {long(self.due_at.date(), lang)}"]


def due_within(
    length: timedelta,
    *,
    start: datetime,
    hours: OfficeHours,
    calendar: OfficeCalendar | None = None,
    stopped: Iterable[Stretch] = (),
) -> DueAt:
    """The moment at which so many working hours from `start` are used up.

    `stopped`: stretches in which the clock stood still, in any order, overlapping or not. `calendar`: the office's; the
    national one when not given. Raises InvalidTerm, OutOfCalendar, NegativeSuspension.
    """
    if not NOTHING < length <= LONGEST:
        raise InvalidTerm(
            vi=f"Thời hạn tính bằng giờ phải dài hơn 0 và không quá {_length(LONGEST)} giờ làm việc.",
            en=f"A term in hours must be longer than none and at most {_length(LONGEST)} working hours.",
        )
    days = calendar or national()
    days.check_start(start.date())
    still, left, counted = _in_order(stopped), length, []
    for begin, end in _open(start, hours, days, still):
        took = min(left, end - begin)
        counted.append((begin, begin + took))
        left -= took
        if not left:
            break
    ends = counted[-1][1]
    known = days.knows(start.date()) and days.knows(ends.date())
    return DueAt(ends, start, tuple(counted), not known)


def worked_between(
    start: datetime,
    end: datetime,
    *,
    hours: OfficeHours,
    calendar: OfficeCalendar | None = None,
    stopped: Iterable[Stretch] = (),
) -> timedelta:
    """How much working time lies between two moments, the stretches left out in which the clock stood still.

    None where the end does not come after the start. Raises OutOfCalendar, NegativeSuspension.
    """
    days = calendar or national()
    days.check_start(start.date())
    took = NOTHING
    if end <= start:
        return took
    for begin, last in _open(start, hours, days, _in_order(stopped)):
        if begin >= end:
            break
        took += min(last, end) - begin
    return took


def _open(
    start: datetime, hours: OfficeHours, calendar: OfficeCalendar, still: list[Stretch]
) -> Iterator[Stretch]:
    """The time that counts, from `start` on, without end."""
    day = start.date()
    while True:
        day = calendar.next_working(day)
        for opens, closes in hours.on(day):
            yield from _without(still, max(opens, start), closes)
        try:
            day += ONE_DAY
        except OverflowError:
            raise OutOfCalendar(
                vi="Thời hạn vượt quá những ngày mà lịch đếm được.",
                en="The term runs past the last day that can be counted.",
            ) from None


def _without(still: list[Stretch], begin: datetime, end: datetime) -> Iterator[Stretch]:
    """What is left of one stretch."""
    for first, last in still:
        if begin < first < end:
            yield begin, first
        if first < end:
            begin = max(begin, last)
    if begin < end:
        yield begin, end


def _in_order(stopped: Iterable[Stretch]) -> list[Stretch]:
    found = sorted(stopped)
    if any(last < first for first, last in found):
        raise NegativeSuspension(
            vi="Lần tạm dừng kết thúc trước khi bắt đầu.", en="A stop ends before it begins."
        )
    return found


def _length(length: timedelta) -> str:
    """Hours, with minutes where there are any: '2', '1:30'."""
    whole, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{whole}:{minutes:02}" if minutes else str(whole)
