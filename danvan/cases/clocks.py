"""The terms of a case: started, stopped, let run, extended, met. The counting itself is danvan.law's."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars import queries as calendars
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import URGED
from danvan.cases.models.parts import DeadlineState as State
from danvan.cases.workflow import SAME, Clock, Transition
from danvan.law.granted import extensions_of
from danvan.law.rulebook import ExtensionLimit
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Unit

GIVEN = "given"  # purpose and rule of a term that no law sets
PROMISED = (
    "promised"  # rule of a term that a procedure promises, counted by whoever keeps it (danvan.onestop)
)
GOING = (State.RUNNING, State.SUSPENDED, State.UNCONFIRMED)


@dataclass(frozen=True)
class Promise:
    """The last day that a procedure promises, and how it was counted, where it was counted in days."""

    due_on: date
    recipe: dict[str, Any]
    purpose: str = "result"


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
        area=case.area,
        start_on=on,
        state=State.UNCONFIRMED,
    )
    count(deadline, unit=case.unit_responsible)
    return deadline


def kept(case: Case, clock: Clock, *, since: date, on: date) -> Deadline:
    """A term within which a case had to come, counted from `since` and ended by its coming; not yet stored.

    Came too late: its last day lies before the day on which it was met.
    """
    deadline = start(case, clock, on=since)
    deadline.state, deadline.met_on = (State.MET if deadline.due_on else State.CANCELLED), on
    return deadline


def came_late(case: Case, clock: Clock) -> date | None:
    """The last day of the term that a case missed by coming when it came; None where it kept it, or none is known."""
    found = case.deadlines.filter(purpose=clock.purpose, state=State.MET, due_on__lt=models.F("met_on"))
    return found.values_list("due_on", flat=True).first()


def given(case: Case, until: date, *, on: date, purpose: str = GIVEN) -> Deadline:
    """A term that the office itself gives, for a part of a letter or to answer an urging; no rule of law, not stored.

    A day is named and stays: no calendar moves it. Raises InvalidTerm unless it lies after the first day.
    """
    due = law.due_by_term(
        (until - on).days, "calendar", on, moves=False, calendar=calendar_of(case.unit_responsible)
    )
    return Deadline(
        case=case,
        purpose=purpose,
        rule=GIVEN,
        area=case.unit_responsible.area,
        start_on=on,
        due_on=due.due_on,
        recipe=due.derivation.as_dict(),
        state=State.RUNNING,
    )


def promised(case: Case, promise: Promise, *, on: date) -> Deadline:
    """The term that a procedure promises, running from that day; not stored."""
    return Deadline(
        case=case,
        purpose=promise.purpose,
        rule=PROMISED,
        area=case.unit_responsible.area,
        start_on=on,
        due_on=promise.due_on,
        recipe=promise.recipe,
        state=State.RUNNING,
    )


def count(deadline: Deadline, *, unit: Unit) -> None:
    """Set day, derivation and state from what the deadline says of itself; leaves an unconfirmed one empty.

    A clock that stands still keeps the day that it would have had if it had not been stopped now.
    """
    if deadline.rule == PROMISED and deadline.state in GOING:
        deadline.state = State.SUSPENDED if life_of(deadline).stopped_on else State.RUNNING
    if deadline.rule in (GIVEN, PROMISED):
        return
    try:
        rule = law.rule(deadline.rule, deadline.start_on)
    except law.NotInForce:
        return
    if not is_sure(rule, unit, dates.today()):
        return
    life = life_of(deadline)
    due = law.due(
        deadline.rule,
        start=deadline.start_on,
        area=deadline.area,
        complexity=deadline.complexity,
        extensions=life.extensions,
        suspensions=life.settled,
        calendar=calendar_of(unit),
        confirmed=True,
        override=_override(deadline, unit),
        received_at=_hour(deadline) if rule.cutoff else None,
    )
    deadline.due_on = due.due_on
    deadline.recipe = due.derivation.as_dict()
    if deadline.state in GOING:
        deadline.state = State.SUSPENDED if life.stopped_on else State.RUNNING


def shut(step: Transition, deadlines: Iterable[Deadline], *, on: date) -> str | None:
    """Why the clocks, as they stand, leave nothing for the step to do; None when they do."""
    going = {each.purpose: each for each in deadlines if each.state in GOING}
    urged = going.get(URGED)
    if "answer_by" in step.needs and urged and urged.due_on and urged.due_on >= on:
        return _("Đã đôn đốc; hạn trả lời là %(day)s, chưa hết.") % {"day": dates.short(urged.due_on)}
    if step.target != SAME or not step.meets or going.keys() & set(step.meets):
        return None
    if URGED in step.meets:
        return _("Không có văn bản đôn đốc nào chờ trả lời.")
    return _("Việc này đã ghi rồi: không còn thời hạn nào chờ nó.")


def _override(deadline: Deadline, unit: Unit) -> law.Override | None:
    """The term that a province had set when the clock was first counted; what it decides later is for later clocks."""
    if (why := deadline.derivation) is None:
        return people.override_of(deadline.rule, unit, deadline.start_on)
    counted = why.recipe
    return law.Override(counted.amount, counted.unit, counted.set_by) if counted.set_by else None


def is_sure(rule: law.Rule, unit: Unit, on: date) -> bool:
    """Whether a rule may be relied upon: read in the act, or confirmed by the office by that day."""
    return rule.fires_by_itself or people.is_confirmed(rule.id, rule.version, unit, on)


def take(deadline: Deadline, step: law.Step, *, unit: Unit) -> None:
    """One more step in the life of a clock; an unconfirmed one remembers it. Nothing changes when one is raised:

    AlreadyStopped, NotStopped, NothingToUndo, ExtensionOverCap, InvalidTerm, NoReason, StepBeforeStart.
    """
    if step.on < deadline.start_on:
        life_of(deadline).then(step).due(deadline.rule, start=deadline.start_on)  # raises, and says why
    if step.kind == "extend":
        step = replace(step, reason=_why_longer(deadline, step.days))
    deadline.steps = [_as_row(each) for each in life_of(deadline).then(step).steps]
    count(deadline, unit=unit)


def life_of(deadline: Deadline) -> law.Life:
    """What the steps of a clock came to."""
    return law.live(_from_row(row) for row in deadline.steps) if deadline.steps else _UNTOUCHED


def living(step: Transition, deadlines: Collection[Deadline]) -> Collection[Deadline]:
    """The clocks on which the step works: all that a law set; of more than one, it lengthens those that may be."""
    lawful = [deadline for deadline in deadlines if deadline.rule != GIVEN]
    if step.clock not in ("extend", "undo_extension"):
        return lawful
    return [deadline for deadline in lawful if limit_of(deadline)] or lawful


def limit_of(deadline: Deadline) -> ExtensionLimit | None:
    """How far the law lets this clock be extended, and who may approve it; None where it says nothing."""
    try:
        rule = law.rule(deadline.rule, deadline.start_on)
        return rule.term(deadline.area, deadline.complexity).extension
    except law.LawError:
        return None


def limits_of(deadline: Deadline, step: Transition) -> list[ExtensionLimit]:
    """How far the law lets the step extend this clock; of one that finds how complex the matter is, by each level."""
    if "complexity" not in step.needs:
        return [limit] if (limit := limit_of(deadline)) else []
    try:
        rule = law.rule(deadline.rule, deadline.start_on)
        levels = dict.fromkeys(level for _area, level in rule.terms)
        found = [rule.term(deadline.area, level).extension for level in levels]
    except law.LawError:
        return []
    return [limit for limit in found if limit]


def left(deadline: Deadline, today: date) -> tuple[int, str]:
    """How many days a clock with a last day has left, today not counted: (number, 'working' or 'calendar').

    In the unit in which its rule counts; in calendar days too where the calendar of its years is not known. A day
    that is over gives a number of calendar days below zero. A clock that stands still has left what it had then.
    """
    due_on: date = deadline.due_on  # type: ignore[assignment]
    if stopped_on := life_of(deadline).stopped_on:
        today = min(today, stopped_on - timedelta(days=1))
    why = deadline.derivation
    if why is None or why.recipe.unit != "working" or due_on < today:
        return (due_on - today).days, "calendar"
    try:
        return why.calendar.count_working(today + timedelta(days=1), due_on), "working"
    except law.LawError:
        return (due_on - today).days, "calendar"


_UNTOUCHED = law.live(())


def _why_longer(deadline: Deadline, days: int) -> str:
    """The reason for which the law lets the clock be extended by so much more. Raises ExtensionOverCap, InvalidTerm."""
    rule = law.rule(deadline.rule, deadline.start_on)
    term = rule.term(deadline.area, deadline.complexity)
    extensions_of([*life_of(deadline).extensions, days], term, rule)
    return term.extension.reason.vi if term.extension else ""


def _hour(deadline: Deadline) -> datetime | None:
    """The hour of receipt, in Viet Nam, of a clock that began with it; None where no hour is known."""
    case = deadline.case
    began_with_it = deadline.start_on == case.received_on == dates.day_of(case.received_at)
    return case.received_at.astimezone(dates.VIETNAM) if began_with_it else None


def _as_row(step: law.Step) -> dict[str, Any]:
    """A step as a deadline keeps it; what is not said is left out."""
    row = {name: value for name, value in asdict(step).items() if value}
    return {**row, "on": step.on.isoformat()}


def _from_row(row: dict[str, Any]) -> law.Step:
    return law.Step(**{**row, "on": date.fromisoformat(row["on"])})
