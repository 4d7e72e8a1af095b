"""When the office calendar changes, the terms of what is open are counted again, in bulk.

What is met, cancelled or closed never moves. A term is counted again from its own recipe, which keeps number, unit,
start, extensions and pauses: a later change of the law therefore moves nothing here. Suspended clocks stay stopped.
settings.DANVAN_CALENDAR_FOLLOWER names this module.

Cases and clocks are read as bare values by column, not as objects: a hundred thousand of them take their time.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast, Greatest, Least
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.urls import NoReverseMatch, reverse

from danvan import law
from danvan.calendars.build import Calendars
from danvan.calendars.followers import Chunk, MovedOne, Span
from danvan.cases import postings
from danvan.cases.actions import ledger
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import URGED, DeadlineState, summary_of
from danvan.cases.queries import visible_to
from danvan.cases.workflow import Phase
from danvan.figures import actions as figures
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actions import Entry
from danvan.journal.models import Recorded
from danvan.lib import bulk, dates
from danvan.lib.beside import Beside
from danvan.lib.canonical import Ready, canonical
from danvan.lib.codes import GROUPS
from danvan.people.models import Account, Unit

TEXT = Cast("recipe", TextField())  # as it is stored: the key by which one way of counting is counted once
LIVE = (DeadlineState.RUNNING, DeadlineState.SUSPENDED)
PART = 500  # cases that are worked out while the part before is written
MOVED, COUNTED = "calendar_moved", "calendar_counted"
Columns = dict[str, Any]  # a row by column

_DEADLINES = """
    UPDATE cases_deadline d SET due_on = new.due_on, recipe = new.recipe
    FROM json_to_recordset(%s) AS new(ids bigint[], due_on date, recipe jsonb), unnest(new.ids) AS one(id)
    WHERE d.id = one.id
"""
_CASES = """
    UPDATE cases_case c SET due_on = new.due_on, version = new.version, last_hash = new.hash
    FROM json_to_recordset(%s) AS new(id bigint, due_on date, version int, hash text) WHERE c.id = new.id
"""


def leaning(span: Span) -> int:
    """How many open cases have a clock whose days touch the span."""
    return int(_clocks(span).aggregate(n=Count("case", distinct=True))["n"])


def would_move(span: Span, calendars: Calendars) -> int:
    """How many open cases would get another last day; each way of counting is counted once, however many share it."""
    rows = _clocks(span).values_list("case__unit_responsible", "case__unit_responsible__week", TEXT, "due_on")
    moved = 0
    for unit, week, recipe, due_on, cases in rows.annotate(n=Count("case", distinct=True)).order_by():
        again = _again(recipe, calendars.of_id(unit, _weekdays(week)))
        moved += cases if again and again.due_on != due_on else 0
    return moved


def recount(
    span: Span, calendars: Calendars, *, after: int, size: int, by: Account, on: date, text: str, change: int
) -> Chunk:
    """Count the next cases again: clocks, last days, events, figures; inside the caller's transaction.

    Running it twice changes nothing more. `text` names the notice, `change` is the number of the change.
    """
    wanted = _clocks(span).filter(case__gt=after).order_by("case_id").values_list("case_id", flat=True)
    ids = list(wanted.distinct()[:size])
    if not ids:
        return Chunk(None, 0, ())
    moved: list[MovedOne] = []
    ready: list[_Again] = []
    why = _Why(change, text, on)
    with Beside() as writer:
        for start in range(0, len(ids), PART):
            writer.wait()
            rows = _read(ids[start : start + PART], calendars)
            if ready:
                writer.start(partial(_write, ready, by=by, on=on))
            ready = _work_out(rows, why)
            moved += [each.one for each in ready if each.one]
        writer.start(partial(_write, ready, by=by, on=on))
    return Chunk(ids[-1], len(ids), moved)


class _Why(NamedTuple):
    """The change that is followed: its number, the notice as events name it, the day."""

    change: int
    notice: str
    on: date


class _Rows(NamedTuple):
    """Locked cases, the live clocks of each, and the calendar of each unit."""

    cases: list[Columns]
    clocks: dict[int, list[Columns]]
    calendars: dict[int, law.OfficeCalendar]


class _Counted(NamedTuple):
    """A stored derivation counted by another calendar: the day, and its recipe as bytes where it says another thing."""

    due_on: date
    recipe: Ready | None


class _Again(NamedTuple):
    """A case counted again: its event, and the line of the list where a day of it moved."""

    case: Columns
    clocks: list[Columns]
    entry: Entry
    one: MovedOne | None


def _columns(model: type[Case | Deadline]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _read(ids: Sequence[int], calendars: Calendars) -> _Rows:
    cases = Case.objects.select_for_update(no_key=True).filter(pk__in=bulk.among(ids)).order_by("pk")
    rows = list(cases.values(*_columns(Case)))
    live = Deadline.objects.filter(case__in=bulk.among(ids), state__in=LIVE).order_by("pk")
    plain = [name for name in _columns(Deadline) if name != "recipe"]
    clocks: dict[int, list[Columns]] = defaultdict(list)
    for clock in live.values(*plain, recipe_text=TEXT):
        clocks[clock["case_id"]].append(clock)
    units = Unit.objects.filter(pk__in={case["unit_responsible_id"] for case in rows})
    return _Rows(rows, clocks, {unit.pk: calendars.of(unit) for unit in units})


def _work_out(rows: _Rows, why: _Why) -> list[_Again]:
    """The cases of which a clock is counted otherwise now; asks nothing of the database."""
    found = []
    for case in rows.cases:
        clocks = rows.clocks[case["id"]]
        before = {clock["id"]: clock["due_on"] for clock in clocks}
        touched = _count_again(clocks, rows.calendars[case["unit_responsible_id"]])
        if touched and case["phase"] != Phase.CLOSED:
            found.append(_case_again(case, clocks, touched, before, why))
    return found


def shown(subjects: Collection[int], officer: Account, on: date) -> dict[int, tuple[str, str]]:
    """First group of the code (the whole code is the citizen's key), subject and address, of those she may read."""
    try:
        address = reverse("desk:case", args=[0])
    except NoReverseMatch:
        address = ""
    rows = visible_to(officer, on=on).filter(pk__in=list(subjects)).only("code", "subject")
    return {
        case.pk: (f"{case.code[: GROUPS[0]]}… {case.subject}", address.replace("/0/", f"/{case.pk}/"))
        for case in rows
    }


def _clocks(span: Span) -> Any:
    """Clocks that run or are stopped on open cases, and whose days touch the span."""
    first, last = Least("start_on", "due_on"), Greatest("start_on", "due_on")
    touching = Q(LessThanOrEqual(first, span.last), GreaterThanOrEqual(last, span.first))
    found = Deadline.objects.filter(touching, state__in=LIVE, due_on__isnull=False)
    found = found.exclude(case__phase=Phase.CLOSED)
    return found if span.unit_ids is None else found.filter(case__unit_responsible__in=span.unit_ids)


def _count_again(clocks: Sequence[Columns], calendar: law.OfficeCalendar) -> list[Columns]:
    """Count the clocks of a case again; those whose derivation is another now."""
    touched = []
    for clock in clocks:
        again = _again(clock.pop("recipe_text"), calendar)
        if again and again.recipe:
            clock["due_on"], clock["recipe"] = again
            touched.append(clock)
    return touched


@lru_cache(maxsize=4096)
def _again(stored: str, calendar: law.OfficeCalendar) -> _Counted | None:
    """A stored derivation counted by another calendar; None where it cannot be counted."""
    try:
        before = json.loads(stored)
        old = law.Derivation.from_dict(before).recipe
        answer = law.due_by_term(
            old.amount,
            old.unit,
            old.received.date() if old.received else old.start,
            old.first,
            moves=old.moves,
            back=old.back,
            extensions=old.extended,
            suspensions=old.suspended,
            calendar=calendar,
            received_at=old.received,
            cutoff=old.cutoff,
        )
    except law.LawError:
        return None
    found = answer.derivation
    recipe = replace(old, start=found.recipe.start, received=found.recipe.received)
    again = law.Derivation(recipe, found.counted_on, found.due_on, found.provisional, calendar)
    told = again.as_dict()
    return _Counted(again.due_on, None if _told(told) == _told(before) else Ready(canonical(told)))


def _case_again(
    case: Columns, clocks: list[Columns], touched: list[Columns], before: dict[int, date], why: _Why
) -> _Again:
    """Give the case its new last day, and say so: in public where a day moved, else on record only."""
    old_on, case["due_on"] = case["due_on"], _shown_day(clocks)
    moved = [clock for clock in touched if clock["due_on"] != before[clock["id"]]]
    days = [f"{_short(before[clock['id']])} → {_short(clock['due_on'])}" for clock in moved]
    rows: list[prints.Bare] = [(Case, case), *((Deadline, clock) for clock in touched)]
    facts = () if case["waiting_since"] else _facts(*_place(case), old_on, case["due_on"], why.on)
    data = {
        "change": why.change,
        "clocks": {clock["purpose"]: summary_of(clock) for clock in touched},
        "rows": prints.of_bare(rows, case["salt"]),
        **({"facts": facts} if facts else {}),
    }
    entry = Entry(
        case["id"],
        (case["version"], case["last_hash"]),
        old=case["status"],
        new=case["status"],
        public=bool(moved),
        text=f"{', '.join(days)} ({why.notice})" if moved else why.notice,
        data=data,
    )
    if not moved:
        return _Again(case, touched, entry, None)
    last = moved[-1]
    line = MovedOne(case["id"], case["unit_responsible_id"], before[last["id"]], last["due_on"])
    return _Again(case, touched, entry, line)


def _shown_day(clocks: Sequence[Columns]) -> date:
    """The day that lists show, as ledger.show_clock chooses it: that of the clock that began last."""
    own = [clock for clock in clocks if clock["purpose"] != URGED] or clocks
    last: date = max(own, key=lambda clock: (clock["start_on"], clock["id"]))["due_on"]
    return last


def _place(case: Columns) -> tuple[str, str, int, str]:
    return case["kind"], case["topic"], case["unit_responsible_id"], case["status"]


@lru_cache(maxsize=4096)
def _facts(
    kind: str, topic: str, unit: int, status: str, old_on: date | None, new_on: date, on: date
) -> list[list[Any]]:
    """What the figures gain and lose when the last day of such a case moves; the same for all of them."""
    before, after = (postings.Standing(unit, status, day) for day in (old_on, new_on))
    return [fact.as_list() for fact in postings.between(kind, topic, before, after, on=on)]


_short = lru_cache(maxsize=1024)(dates.short)


def _write(found: Sequence[_Again], *, by: Account, on: date) -> None:
    """The clocks of these cases, their events, their figures, and the cases' place in their chains."""
    _write_clocks([clock for each in found for clock in each.clocks])
    told = [each for each in found if each.one], [each for each in found if not each.one]
    pairs: list[tuple[Columns, Recorded]] = []
    for verb, some in zip((MOVED, COUNTED), told, strict=True):
        entries = [each.entry for each in some]
        events = journal.record_many(entries, stream=ledger.STREAM, verb=verb, by=by, on=on)
        pairs += zip((each.case for each in some), events, strict=True)
    figures.post(*(event for _case, event in pairs))
    rows = (
        {"id": event.subject, "due_on": case["due_on"], "version": event.number, "hash": event.hash}
        for case, event in pairs
    )
    bulk.update(_CASES, rows)


def _write_clocks(clocks: Sequence[Columns]) -> None:
    """The new days and derivations; one that many clocks share is sent once."""
    shared: dict[int, list[Columns]] = defaultdict(list)
    for clock in clocks:
        shared[id(clock["recipe"])].append(clock)
    rows = (
        {"ids": [clock["id"] for clock in some], "due_on": some[0]["due_on"], "recipe": some[0]["recipe"]}
        for some in shared.values()
    )
    bulk.update(_DEADLINES, rows)


def _told(recipe: dict[str, Any]) -> dict[str, Any]:
    """What a recipe says; how far the calendar is known matters only through `provisional`."""
    return {key: value for key, value in recipe.items() if key != "known"}


def _weekdays(mask: int) -> tuple[int, ...]:
    return Unit(week=mask).weekdays
