"""When the office calendar changes, the terms of what is open are counted again, in bulk.

What is met, cancelled or closed never moves. A term is counted again from its own recipe, which keeps number, unit,
start, extensions and pauses: a later change of the law therefore moves nothing here. Suspended clocks stay stopped.
settings.DANVAN_CALENDAR_FOLLOWER names this module.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

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
from danvan.cases.models.parts import DeadlineState
from danvan.cases.queries import visible_to
from danvan.cases.workflow import Phase
from danvan.figures import actions as figures
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actions import Entry
from danvan.journal.models import Event
from danvan.lib import bulk, dates
from danvan.lib.beside import Beside
from danvan.lib.codes import GROUPS
from danvan.people.models import Account, Unit

TEXT = Cast("recipe", TextField())  # as it is stored: the key by which one way of counting is counted once
LIVE = (DeadlineState.RUNNING, DeadlineState.SUSPENDED)
PART = 1000  # cases that are worked out while the part before is written
MOVED, COUNTED = "calendar_moved", "calendar_counted"
Touched = tuple[Deadline, date]  # a clock that is counted otherwise now, and its last day before

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
        moved += cases if again and again[0] != due_on else 0
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
    with Beside() as writer:
        for start in range(0, len(ids), PART):
            writer.wait()
            rows = _read(ids[start : start + PART])
            if ready:
                writer.start(partial(_write, ready, by=by, on=on))
            ready = _work_out(rows, calendars, notice=text, change=change, on=on)
            moved += [each.one for each in ready if each.one]
        writer.start(partial(_write, ready, by=by, on=on))
    return Chunk(ids[-1], len(ids), moved)


@dataclass(frozen=True)
class _Rows:
    """Locked cases with their live clocks and their units."""

    cases: list[Case]
    clocks: dict[int, list[Any]]
    units: dict[int, Unit]


@dataclass(frozen=True)
class _Again:
    """A case counted again: its event, and the line of the list where a day of it moved."""

    case: Case
    clocks: list[Deadline]
    entry: Entry
    one: MovedOne | None


def _read(ids: Sequence[int]) -> _Rows:
    cases = list(Case.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    live = Deadline.objects.filter(case__in=ids, state__in=LIVE).annotate(stored=TEXT).defer("recipe")
    clocks: dict[int, list[Any]] = defaultdict(list)
    for clock in live.order_by("pk"):
        clocks[clock.case_id].append(clock)
    return _Rows(cases, clocks, Unit.objects.in_bulk({case.unit_responsible_id for case in cases}))


def _work_out(rows: _Rows, calendars: Calendars, *, notice: str, change: int, on: date) -> list[_Again]:
    """The cases of which a clock is counted otherwise now; asks nothing of the database."""
    found = []
    for case in rows.cases:
        if case.phase == Phase.CLOSED:
            continue
        clocks = rows.clocks[case.pk]
        touched = _count_again(clocks, calendars.of(rows.units[case.unit_responsible_id]))
        if touched:
            found.append(_case_again(case, clocks, touched, notice, change, on))
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


def _count_again(clocks: Sequence[Any], calendar: law.OfficeCalendar) -> list[Touched]:
    """Count the clocks of a case again; those whose derivation is another now, with the day before."""
    touched = []
    for clock in clocks:
        again = _again(clock.stored, calendar) if clock.due_on else None
        if again and clock.due_on and again[1] is not None:
            touched.append((clock, clock.due_on))
            clock.due_on, clock.recipe = again
    return touched


@lru_cache(maxsize=4096)
def _again(stored: str, calendar: law.OfficeCalendar) -> tuple[date, dict[str, Any] | None] | None:
    """A stored derivation counted by another calendar: day and recipe; None where it cannot be counted.

    The recipe is None where it says the same as before.
    """
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
    return again.due_on, None if _told(told) == _told(before) else told


def _case_again(
    case: Case, clocks: list[Deadline], touched: list[Touched], notice: str, change: int, on: date
) -> _Again:
    """Give the case its new last day, and say so: in public where a day moved, else on record only."""
    before, counted = postings.Standing.of(case), [clock for clock, _old in touched]
    ledger.show_clock(case, clocks)
    moved = [(clock, old) for clock, old in touched if clock.due_on != old]
    days = [f"{dates.short(old)} → {dates.short(clock.due_on)}" for clock, old in moved if clock.due_on]
    facts = [fact.as_list() for fact in postings.of_standing(case, before, on=on)]
    data = {
        "change": change,
        "clocks": {clock.purpose: clock.summary() for clock in counted},
        "rows": prints.of([case, *counted], case.salt),
        **({"facts": facts} if facts else {}),
    }
    entry = Entry(
        case.pk,
        (case.version, case.last_hash),
        old=case.status,
        new=case.status,
        public=bool(moved),
        text=f"{', '.join(days)} ({notice})" if moved else notice,
        data=data,
    )
    if not moved:
        return _Again(case, counted, entry, None)
    clock, old = moved[-1]
    return _Again(case, counted, entry, MovedOne(case.pk, case.unit_responsible_id, old, clock.due_on or old))


def _write(found: Sequence[_Again], *, by: Account, on: date) -> None:
    """The clocks of these cases, their events, their figures, and the cases' place in their chains."""
    _write_clocks([clock for each in found for clock in each.clocks])
    told = [each for each in found if each.one], [each for each in found if not each.one]
    pairs: list[tuple[Case, Event]] = []
    for verb, some in zip((MOVED, COUNTED), told, strict=True):
        entries = [each.entry for each in some]
        events = journal.record_many(entries, stream=ledger.STREAM, verb=verb, by=by, on=on)
        pairs += zip((each.case for each in some), events, strict=True)
    figures.post(*(event for _case, event in pairs))
    rows = (
        {"id": case.pk, "due_on": case.due_on, "version": event.number, "hash": event.hash}
        for case, event in pairs
    )
    bulk.update(_CASES, rows)


def _write_clocks(clocks: Sequence[Deadline]) -> None:
    """The new days and derivations; one that many clocks share is sent once."""
    shared: dict[int, list[Deadline]] = defaultdict(list)
    for clock in clocks:
        shared[id(clock.recipe)].append(clock)
    rows = (
        {"ids": [clock.pk for clock in some], "due_on": some[0].due_on, "recipe": some[0].recipe}
        for some in shared.values()
    )
    bulk.update(_DEADLINES, rows)


def _told(recipe: dict[str, Any]) -> dict[str, Any]:
    """What a recipe says; how far the calendar is known matters only through `provisional`."""
    return {key: value for key, value in recipe.items() if key != "known"}


def _weekdays(mask: int) -> tuple[int, ...]:
    return Unit(week=mask).weekdays
