"""From a term as a procedure promises it to the minute by which the result is due (giờ hẹn trả kết quả).

Terms in hours are counted to the minute of the office's hours (`law.due_within`), terms in days as every other term
of the register, to the hour at which the office closes on the last day. A term of “the same day” received after the
hour that the law on civil status names ends on the next working day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from danvan import law
from danvan.calendars import hours as office_hours
from danvan.cases import clocks
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.procedures.terms import Term, TermUnit

SAME_DAY_RULE = "civil_status.birth"
MINUTE = timedelta(minutes=1)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Office:
    """When one unit works: its calendar, and its hours as they are on the day on which a term begins."""

    unit: Unit
    day: date

    @cached_property
    def calendar(self) -> law.OfficeCalendar:
        """Its days."""
        return clocks.calendar_of(self.unit)

    @cached_property
    def hours(self) -> law.OfficeHours:
        """Its hours."""
        return office_hours.hours_of(self.unit, self.day)

    @property
    def length(self) -> timedelta:
        """How long it works in a day."""
        return sum((end - begin for begin, end in self.hours.on(self.day)), timedelta())

    def closing(self, day: date) -> datetime:
        """The moment at which it closes that day, without a zone."""
        return datetime.combine(day, self.hours.spans[-1][1])

    def is_open(self, at: datetime) -> bool:
        """Whether somebody can come at that moment; False for a day that its calendar does not know yet."""
        try:
            return bool(self.worked(at - MINUTE, at) or self.worked(at, at + MINUTE))
        except law.LawError:
            return False

    def worked(self, start: datetime, end: datetime, stopped: Iterable[Stretch] = ()) -> timedelta:
        """Working time between two moments."""
        return law.worked_between(
            _local(start), _local(end), hours=self.hours, calendar=self.calendar, stopped=_locals(stopped)
        )

    def after(self, length: timedelta, start: datetime, stopped: Iterable[Stretch] = ()) -> law.DueAt:
        """The moment at which so much working time is used up."""
        return law.due_within(
            length, start=_local(start), hours=self.hours, calendar=self.calendar, stopped=_locals(stopped)
        )

    def later(self, length: timedelta, start: datetime) -> datetime:
        """The same as a moment with its zone; no time at all ends where it starts."""
        return _aware(self.after(length, start).due_at) if length else start


def read_hours(offices: Iterable[Office]) -> None:
    """Read when these offices work, of all in one statement; none where there are none."""
    found = list(offices)
    told = office_hours.hours_on({(one.unit.pk, one.day) for one in found})
    for one in found:
        vars(one)["hours"] = told[one.unit.pk, one.day]


@dataclass(frozen=True)
class Counted:
    """The end of a term, how its days were counted (empty of hours) and its stretches (empty of days)."""

    due_at: datetime
    recipe: dict[str, Any] = field(default_factory=dict)
    stretches: list[list[str]] = field(default_factory=list)

    @property
    def promise(self) -> clocks.Promise:
        """As the clock of the case keeps it."""
        return clocks.Promise(dates.day_of(self.due_at), self.recipe)


def moment() -> datetime:
    """The present moment to the minute: what happens at a counter is told no finer."""
    return dates.now().replace(second=0, microsecond=0)


def whole(term: Term, *, start: datetime, office: Office, halts: Sequence[Stretch] = ()) -> Counted | None:
    """The end of the whole term, `halts` left out; None where it is told in words, which no number can say.

    Raises InvalidTerm, OutOfCalendar.
    """
    if term.unit == TermUnit.WORKING_HOURS and term.amount:
        return _in_hours(office.after(timedelta(hours=term.amount), start, halts))
    if term.unit == TermUnit.SAME_DAY:
        return _same_day(start, office, halts)
    if term.unit in (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS) and term.amount is not None:
        return _in_days(term, start, office, halts)
    return None


def share(term: Term, *, start: datetime, office: Office, halts: Sequence[Stretch] = ()) -> datetime | None:
    """The end of a step's share of the term; None where nobody has told it. A working day is the office's own length.

    Raises InvalidTerm, OutOfCalendar.
    """
    if not term or not term.amount:
        return None
    if term.unit == TermUnit.CALENDAR_DAYS:
        return _in_days(term, start, office, halts).due_at
    days = term.unit == TermUnit.WORKING_DAYS
    length = office.length * term.amount if days else timedelta(hours=term.amount)
    return _aware(office.after(length, start, halts).due_at)


def day(at: datetime) -> date:
    """The day of a moment in Viet Nam."""
    return dates.day_of(at)


def minutes(length: timedelta) -> int:
    """Whole minutes."""
    return int(length / MINUTE)


def cutoff(day: date) -> time | None:
    """The hour after which what is promised for the same day counts as received on the next working day."""
    try:
        return law.rule(SAME_DAY_RULE, day).cutoff
    except law.NotInForce:
        return None


def _in_hours(found: law.DueAt) -> Counted:
    told = [
        [begin.isoformat(timespec="minutes"), end.isoformat(timespec="minutes")]
        for begin, end in found.counted
    ]
    return Counted(_aware(found.due_at), stretches=told)


def _in_days(term: Term, start: datetime, office: Office, halts: Sequence[Stretch]) -> Counted:
    unit = "working" if term.unit == TermUnit.WORKING_DAYS else "calendar"
    still = law.live(step for each in halts for step in _as_steps(each)).suspensions
    due = law.due_by_term(
        term.amount or 0, unit, dates.day_of(start), suspensions=still, calendar=office.calendar
    )
    return Counted(_aware(office.closing(due.due_on)), due.derivation.as_dict())


def _same_day(start: datetime, office: Office, halts: Sequence[Stretch]) -> Counted:
    """The closing hour of the day of receipt, or of the next one; what stood still is given back to the minute."""
    day = dates.day_of(start)
    due = law.due_by_term(
        0, "working", day, calendar=office.calendar, received_at=_local(start), cutoff=cutoff(day)
    )
    ends = _aware(office.closing(due.due_on))
    length = office.worked(start, ends)
    if not length:  # it came when the office had closed: all of the next working day is its own
        due = law.due_by_term(1, "working", day, calendar=office.calendar)
        ends = _aware(office.closing(due.due_on))
        length = office.worked(start, ends)
    if halts:
        return _in_hours(office.after(length, start, halts))
    return Counted(ends, due.derivation.as_dict())


def _as_steps(halt: Stretch) -> list[law.Step]:
    """A halt as the life of a clock has it: its first day counts, those after it do not, up to the last one."""
    begin, end = (dates.day_of(each) for each in halt)
    return [law.Step("suspend", begin, reason="suspend"), law.Step("resume", end)]


def _local(at: datetime) -> datetime:
    return at.astimezone(dates.VIETNAM).replace(tzinfo=None)


def _locals(stretches: Iterable[Stretch]) -> list[Stretch]:
    return [(_local(begin), _local(end)) for begin, end in stretches]


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=dates.VIETNAM)
