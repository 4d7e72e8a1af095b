"""The question put to the clock, and what came out of it: all that a derivation needs, and nothing in words.

A recipe says how a term is counted: number, unit, start, what was extended and suspended. With the days off that lie
in its window it is enough to count the term again years later, whatever the rules and the calendar have become.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from danvan.law.calendar import ONE_DAY, OfficeCalendar, Reason
from danvan.law.words import Words


@dataclass(frozen=True, slots=True)
class Extension:
    """Gia hạn: so many units more, in the unit of the rule, by which decision, of which day, and why."""

    amount: int
    decision: str = ""
    on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Tạm dừng: the days that do not count, `first`, `last` and all between, why, and by which decision."""

    first: date
    last: date
    reason: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """What a province set where the law lets it: its own number and unit, by the decision of that number."""

    amount: int
    unit: str
    decision: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a term is counted. `first`: the day of the event counts. `back`: counted back from an event.

    `received`: the moment when it came, kept only when that was after the hour `cutoff`; `start` is then the working
    day on which it counts as received. `lawful`: the law's own number and unit where `set_by`, the decision of a
    province, has put another. `passage`: the transition provision that chose the version.
    """

    unit: str
    amount: int
    start: date
    rule: str | None = None
    version: str | None = None
    citation: Words | None = None
    starts: Words | None = None
    area: str = "normal"
    complexity: str = "normal"
    first: bool = False
    moves: bool = True
    back: bool = False
    extended: tuple[Extension, ...] = ()
    suspended: tuple[Suspension, ...] = ()
    unconfirmed: bool = False
    received: datetime | None = None
    cutoff: time | None = None
    lawful: tuple[int, str] | None = None
    set_by: str = ""
    passage: Words | None = None

    @property
    def total(self) -> int:
        """The number of the law and all extensions together."""
        return self.amount + sum(each.amount for each in self.extended)


@dataclass(frozen=True, eq=False)
class Outcome:
    """A recipe, the day it led to and the calendar it was counted with.

    `counted_on` is where counting ended; `due_on` differs from it when a day off moved the end.
    """

    recipe: Recipe
    counted_on: date
    due_on: date
    provisional: bool
    calendar: OfficeCalendar

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day that matter: from the event to the due day, or the other way round."""
        return (self.due_on, self.recipe.start) if self.recipe.back else (self.recipe.start, self.due_on)

    @property
    def leaned_on(self) -> tuple[date, date]:
        """The days whose being off or worked had a say: all of them, or where calendar days count, the end."""
        if self.recipe.unit == "working":
            return self.window
        return min(self.counted_on, self.due_on), max(self.counted_on, self.due_on)

    @property
    def seen(self) -> tuple[date, date]:
        """The days off and worked that are kept: those leaned on, and those from a late receipt to the start."""
        first, last = self.leaned_on
        return (min(first, self.recipe.received.date()) if self.recipe.received else first), last

    def steps(self) -> Iterator[date]:
        """The days after the event in the order in which they are counted, up to the due day."""
        step = -ONE_DAY if self.recipe.back else ONE_DAY
        day = self.recipe.start
        while day != self.due_on:
            day += step
            yield day

    def suspended(self, day: date) -> Suspension | None:
        """The suspension that covers a day."""
        return next((pause for pause in self.recipe.suspended if pause.first <= day <= pause.last), None)

    def left_out(self) -> dict[date, Reason]:
        """The days off in the window that were not counted, suspended days aside.

        In a term of working days that is every day off; in the others only those between the end of counting and
        the due day.
        """
        days = {}
        edges = (self.recipe.start, self.due_on)
        for day in self._running():
            if self.recipe.unit == "working" or self.after_count(day):
                why = None if day in edges else self.calendar.why_off(day)
                if why is not None:
                    days[day] = why
        return days

    def _running(self) -> Iterator[date]:
        """The days leaned on that no suspension covers; a suspension of centuries costs no more than one of a day."""
        first, last = (day.toordinal() for day in self.leaned_on)
        for pause in self.recipe.suspended:
            yield from map(date.fromordinal, range(first, min(pause.first.toordinal(), last + 1)))
            first = max(first, pause.last.toordinal() + 1)
        yield from map(date.fromordinal, range(first, last + 1))

    def worked_instead(self) -> dict[date, Reason]:
        """The days worked in exchange for others that were counted, or on which the term ends."""
        first, last = self.leaned_on
        found = {day: why for day, why in self.calendar.worked.items() if first <= day <= last}
        return {
            day: why
            for day, why in sorted(found.items())
            if day != self.recipe.start and not self.suspended(day)
        }

    def days_paused(self) -> int:
        """How many days of suspension lie between the event and the due day."""
        first, last = self.window
        spans = [
            (max(pause.first, first + ONE_DAY), min(pause.last, last)) for pause in self.recipe.suspended
        ]
        return sum((b - a).days + 1 for a, b in spans if a <= b)

    def after_count(self, day: date) -> bool:
        """Whether a day lies behind the end of counting."""
        return day < self.counted_on if self.recipe.back else day > self.counted_on
