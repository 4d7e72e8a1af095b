"""The terms of a case: started, stopped, let run, met. The counting itself is danvan.law's."""

from datetime import date, timedelta

from danvan import law
from danvan.calendars import queries as calendars
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState as State
from danvan.cases.workflow import Clock
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Unit


def calendar_of(unit: Unit) -> law.OfficeCalendar:
    """The calendar by which a unit's terms are counted: national days, rows of the units above, its own, its week."""
    return calendars.calendar_of(unit)


def start(case: Case, clock: Clock, *, on: date) -> Deadline:
    """A new clock, not yet stored: running, or unconfirmed where the office has not confirmed its rule.

    A rule that was not in force on that day starts nothing that could fall due: it stays unconfirmed too,
    so that the officer sees that no term is known.
    """
    deadline = Deadline(
        case=case,
        purpose=clock.purpose,
        rule=clock.rule_for(case.channel),
        area=case.unit_responsible.area,
        start_on=on,
        state=State.UNCONFIRMED,
    )
    count(deadline, unit=case.unit_responsible)
    return deadline


def count(deadline: Deadline, *, unit: Unit) -> None:
    """Set the day and its derivation from what the deadline says of itself; leaves an unconfirmed one empty."""
    try:
        rule = law.rule(deadline.rule, deadline.start_on)
    except law.NotInForce:
        return
    if not rule.fires_by_itself and not people.is_confirmed(rule.id, rule.version, unit, dates.today()):
        return
    due = law.due(
        deadline.rule,
        start=deadline.start_on,
        area=deadline.area,
        complexity=deadline.complexity,
        suspensions=[_span(s) for s in deadline.suspensions if s[1]],
        calendar=calendar_of(unit),
        confirmed=True,
    )
    deadline.due_on = due.due_on
    deadline.recipe = due.derivation.as_dict()
    if deadline.state == State.UNCONFIRMED:
        deadline.state = State.SUSPENDED if is_stopped(deadline) else State.RUNNING


def suspend(deadline: Deadline, *, on: date) -> None:
    """Stop the clock; the days from the next one on are not counted. An unconfirmed one remembers it."""
    if deadline.state == State.RUNNING:
        deadline.state = State.SUSPENDED
    if deadline.state in (State.SUSPENDED, State.UNCONFIRMED):
        deadline.suspensions = [*deadline.suspensions, [(on + timedelta(days=1)).isoformat(), None]]


def resume(deadline: Deadline, *, on: date, unit: Unit) -> None:
    """Let the clock run again; this day is the last one not counted. Stopped and let run on one day: nothing lost."""
    if not is_stopped(deadline):
        return
    first = deadline.suspensions[-1][0]
    kept = deadline.suspensions[:-1]
    deadline.suspensions = kept if on.isoformat() < first else [*kept, [first, on.isoformat()]]
    if deadline.state == State.SUSPENDED:
        deadline.state = State.RUNNING
        count(deadline, unit=unit)


def is_stopped(deadline: Deadline) -> bool:
    """Whether the clock waits for something that has not come yet."""
    return bool(deadline.suspensions) and deadline.suspensions[-1][1] is None


def left(deadline: Deadline, today: date) -> tuple[int, str]:
    """How many days a clock with a last day has left, today not counted: (number, 'working' or 'calendar').

    In the unit in which its rule counts; in calendar days too where the calendar of its years is not known. A day
    that is over gives a number of calendar days below zero.
    """
    due_on: date = deadline.due_on  # type: ignore[assignment]
    why = deadline.derivation
    if why is None or why.recipe.unit != "working" or due_on < today:
        return (due_on - today).days, "calendar"
    try:
        return why.calendar.count_working(today + timedelta(days=1), due_on), "working"
    except law.LawError:
        return (due_on - today).days, "calendar"


def _span(pair: list[str]) -> tuple[date, date]:
    return date.fromisoformat(pair[0]), date.fromisoformat(pair[1])
