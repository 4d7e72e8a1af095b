"""The office calendar: which days an office works, and for every other day why not.

A working day (ngày làm việc) is a day of the office's week that is not off, or a day worked in exchange for
another (ngày làm bù, hoán đổi). What lies outside the announced years is counted by the week alone, and every
answer that leans on it is called provisional (tạm tính). Counting is a look-up in one table, built at the first
question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from danvan.law.errors import InvalidCalendar, OutOfCalendar
from danvan.law.words import Words, same

ONE_DAY = timedelta(1)
MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
# A clock may still start in the first year that nobody has announced: its days are provisional.
GRACE_YEARS = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a day is off, or why it is worked: a name for sentences, a word for a small cell, and how sure we are."""

    name: Words
    kind: str  # holiday | in_lieu | swap | closure | weekend | worked
    word: Words
    sure: bool = True


WEEKEND = Reason(Words("ngày cuối tuần", "weekend"), "weekend", Words("Nghỉ", "Off"))
_CLOSED = Words("Nghỉ", "Closed")


def reason(given: Reason | Words | str, kind: str = "closure", word: Words = _CLOSED) -> Reason:
    """A Reason made of whatever the caller has: a Reason, two languages, or what an officer typed."""
    if isinstance(given, Reason):
        return given
    return Reason(given if isinstance(given, Words) else same(given), kind, word)


class OfficeCalendar:
    """The working days of one office. Never changed: `with_week` and `with_closures` give a new one.

    `week`: weekdays worked, Monday = 0. `days_off` and `worked`: day → Reason, Words or text.
    `known_from`, `known_until`: the years that have been announced; outside them only the week is known.
    """

    def __init__(
        self,
        week: Iterable[int] = MONDAY_TO_FRIDAY,
        days_off: Mapping[date, Reason | Words | str] | None = None,
        worked: Mapping[date, Reason | Words | str] | None = None,
        known_from: date = date(2017, 1, 1),
        known_until: date = date(2026, 12, 31),
    ) -> None:
        self.week = tuple(sorted(set(week)))
        if not self.week or not set(self.week) <= set(range(7)):
            raise InvalidCalendar(
                vi="Tuần làm việc phải có ít nhất một ngày, từ 0 (thứ Hai) đến 6 (Chủ nhật).",
                en="A working week needs at least one day, from 0 (Monday) to 6 (Sunday).",
            )
        self.days_off = {day: reason(why) for day, why in (days_off or {}).items()}
        worked_word = Words("làm bù", "worked")
        self.worked = {day: reason(why, "worked", worked_word) for day, why in (worked or {}).items()}
        both = self.days_off.keys() & self.worked.keys()
        if both or known_until < known_from:
            raise InvalidCalendar(
                vi="Lịch mâu thuẫn: một ngày vừa nghỉ vừa làm bù, hoặc năm cuối trước năm đầu.",
                en="The calendar contradicts itself: a day both off and worked, or it ends before it begins.",
            )
        self.known_from = known_from
        self.known_until = known_until

    # -- other calendars from this one

    def with_week(self, week: Iterable[int]) -> OfficeCalendar:
        """The same days off with another working week, e.g. a one-stop desk that opens on Saturdays."""
        return OfficeCalendar(week, self.days_off, self.worked, self.known_from, self.known_until)

    def with_closures(self, closures: Mapping[date, Reason | Words | str]) -> OfficeCalendar:
        """The same calendar with an office's own days off, each with its reason."""
        worked = {day: why for day, why in self.worked.items() if day not in closures}
        return OfficeCalendar(
            self.week, {**self.days_off, **closures}, worked, self.known_from, self.known_until
        )

    # -- questions about one day

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day."""
        return day in self.worked or (day.weekday() in self.week and day not in self.days_off)

    def why_off(self, day: date) -> Reason | None:
        """Why this day is off; None when it is worked."""
        if self.is_working(day):
            return None
        return self.days_off.get(day, WEEKEND)

    def knows(self, day: date) -> bool:
        """Whether the days off of this day's year have been announced."""
        return self.known_from <= day <= self.known_until

    def check_start(self, day: date) -> None:
        """Raise OutOfCalendar for a clock that would start after the calendar and its year of grace."""
        if day > self.last_start:
            raise OutOfCalendar(
                vi=f"Lịch nghỉ mới có đến năm {self.known_until.year}; ngày bắt đầu {day:%d/%m/%Y} nằm ngoài lịch.",
                en=f"The office calendar ends in {self.known_until.year}; a start on {day:%d/%m/%Y} lies outside it.",
            )

    @cached_property
    def last_start(self) -> date:
        """The last day on which a clock may start: the end of the first year that nobody has announced."""
        return date(min(self.known_until.year + GRACE_YEARS, date.max.year), 12, 31)

    # -- counting working days

    def next_working(self, day: date) -> date:
        """This day when it is worked, else the first working day after it."""
        low, base, ranks, days = self._table
        index = day.toordinal() - low
        if 0 < index < len(ranks):
            index = ranks[index - 1] - base
            if index < len(days):
                return days[index]
        try:
            while not self.is_working(day):
                day += ONE_DAY
        except OverflowError:
            raise _too_far() from None
        return day

    def previous_working(self, day: date) -> date:
        """This day when it is worked, else the last working day before it."""
        try:
            while not self.is_working(day):
                day -= ONE_DAY
        except OverflowError:
            raise _too_far() from None
        return day

    def add_working(self, day: date, amount: int) -> date:
        """The `amount`-th working day after `day`, which itself does not count; negative counts back; 0 is `day`."""
        if amount > 0:
            low, base, ranks, days = self._table
            index = day.toordinal() - low
            if 0 <= index < len(ranks):  # the whole of daily life: one look-up there, one back
                index = ranks[index] + amount - base - 1
                if index < len(days):
                    return days[index]
            return self._at(self.rank(day) + amount)
        if amount == 0:
            return day
        return self._at(self.rank(day - ONE_DAY) + amount + 1)  # the day itself does not count, worked or not

    def count_working(self, first: date, last: date) -> int:
        """How many working days lie between two days, both included; 0 when `last` is before `first`."""
        if last < first:
            return 0
        ordinal = first.toordinal()
        before = self.rank(first - ONE_DAY) if ordinal > 1 else 0
        return self.rank(last) - before

    def rank(self, day: date) -> int:
        """The ordinal of the last working day up to and including `day` (a number to subtract and add to)."""
        low, _, ranks, _ = self._table
        ordinal = day.toordinal()
        index = ordinal - low
        if 0 <= index < len(ranks):
            return ranks[index]
        rank = self._weekly(ordinal)
        return rank if index < 0 else rank + self._shift

    def _at(self, rank: int) -> date:
        """The working day with this ordinal."""
        _, base, _, days = self._table
        index = rank - base - 1
        if 0 <= index < len(days):
            return days[index]
        if index >= 0:
            rank -= self._shift
        weeks, rest = divmod(rank - 1, len(self.week))
        try:
            return date.fromordinal(weeks * 7 + self.week[rest] + 1)
        except (ValueError, OverflowError):
            raise _too_far() from None

    def _weekly(self, ordinal: int) -> int:
        """Days of the working week from 01/01/0001, a Monday, up to this ordinal."""
        weeks, weekday = divmod(ordinal - 1, 7)
        return weeks * len(self.week) + sum(1 for day in self.week if day <= weekday)

    @cached_property
    def _shift(self) -> int:
        """By how much the exceptions have moved the count at the end of the table."""
        low, _, ranks, _ = self._table
        return ranks[-1] - self._weekly(low + len(ranks) - 1)

    @cached_property
    def _table(self) -> tuple[int, int, list[int], list[date]]:
        """(first ordinal, rank before it, rank of each day, working days), from the first exception to the last."""
        marked = (*self.days_off, *self.worked, self.known_from, self.known_until)
        low, high = min(marked).toordinal(), max(marked).toordinal()
        base = rank = self._weekly(low - 1)
        ranks, days = [], []
        for ordinal in range(low, high + 1):
            day = date.fromordinal(ordinal)
            if self.is_working(day):
                rank += 1
                days.append(day)
            ranks.append(rank)
        return low, base, ranks, days


def _too_far() -> OutOfCalendar:
    return OutOfCalendar(
        vi="Thời hạn vượt quá những ngày mà lịch đếm được.",
        en="The term runs past the last day that can be counted.",
    )
