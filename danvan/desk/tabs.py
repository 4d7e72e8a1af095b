"""Whose turn it is: the tabs of the work list, what stands in each, and the figures that every desk page shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db.models import Q, Value

from danvan.alarms import queries as alarms
from danvan.cases import kinds
from danvan.cases import queries as cases
from danvan.cases.models import CaseQuerySet
from danvan.cases.models.case import PASSED_ON, of_units
from danvan.cases.workflow import OPEN_PHASES, Kind, Status, Whose
from danvan.lib import dates
from danvan.lib.constants import Numbers
from danvan.lib.sentences import Given, Kept, Sentence
from danvan.notices import queries as notices
from danvan.people.models import Account
from danvan.people.policies import standing
from danvan.people.roles import Role
from danvan.worklists import queries as worklists


def _statuses(chosen: Callable[[Kind, Status], bool]) -> Q:
    """Cases in one of the statuses chosen, of every kind."""
    kinds_of: dict[tuple[str, ...], list[str]] = {}
    for code, kind in kinds.all_kinds().items():
        if found := tuple(status.code for status in kind.statuses if chosen(kind, status)):
            kinds_of.setdefault(found, []).append(code)
    pairs = (Q(kind__in=codes, status__in=statuses) for statuses, codes in kinds_of.items())
    return reduce(or_, pairs, Q(pk__in=[]))


def _opened_again(kind: Kind, status: Status) -> bool:
    """Whether the citizen puts a case that had been answered into that status."""
    again = {step.target for step in kind.transitions if step.by_citizen and not step.roles}
    return status.code in again and status.phase in OPEN_PHASES


@cache
def _by_status() -> dict[str, Q]:
    """`gone`: another authority has the next word; `opened_again`: the citizen put a case that had been answered."""
    return {
        "gone": _statuses(lambda _kind, status: status.whose == Whose.OTHER),
        "opened_again": _statuses(_opened_again),
    }


def gone() -> Q:
    """Cases of which another authority has the next word."""
    return _by_status()["gone"]


# Whose turn it is, tab by tab: what must be so, one way or another, of open cases (`done`: of those that have ended).
_OURS = {"here": True, "gone": False}
_RUNNING = {**_OURS, "waits": False}
TABS: Mapping[str, Sequence[Mapping[str, bool]]] = {
    "mine": [{"hers": True, "gone": False}],
    "stand_in": [{"in_hand": True, "hers": False, "gone": False}],
    "today": [{**_RUNNING, "ends_today": True}],
    "late": [{**_RUNNING, "over": True}],
    "waiting": [{**_OURS, "waits": True}],
    "again": [{**_RUNNING, "opened_again": True}],
    "unassigned": [{**_RUNNING, "free": True}],
    "office": [_OURS],
    "elsewhere": [{"here": True, "gone": True}, {"here": False, "passed_on": True}],
    "done": [{"here": True}, {"passed_on": True}],
}


def turns(officer: Account, units: Iterable[int], *, on: date) -> dict[str, Q]:
    """What `TABS` ask of a case, for the officer and the units that answer for it or received it."""
    # No unit has the key 0: a question with an empty list could not stand among the others.
    ids = Numbers(frozenset(units) or {0})
    return {
        "hers": Q(officer=officer),
        "in_hand": standing(officer, on).in_hand(officer),
        "here": Q(unit_responsible__in=ids),
        "passed_on": Q(unit_received__in=ids) & PASSED_ON,
        "waits": Q(waiting_since__isnull=False),
        "over": Q(due_on__lt=on),
        "ends_today": Q(due_on=on),
        "free": Q(officer__isnull=True),
        **_by_status(),
    }


def cases_in(*tabs: str, officer: Account, units: Iterable[int], on: date) -> CaseQuerySet:
    """The cases of one tab or of some that the officer may read."""
    visible = cases.visible_to(officer, on=on)
    found = visible.ended() if "done" in tabs else visible.open()
    ways = reduce(or_, (Q(**way) for tab in tabs for way in TABS[tab]))
    return found.alias(**turns(officer, units, on=on)).filter(ways)


def first_in_line(units: Mapping[Role, Iterable[int]]) -> Q:
    """Cases that wait for what these roles bring forward, in the units where each is held.

    A clerk's are the letters to be sorted; a leader's those to be taken up, given into hands, or signed.
    """
    found = Q(pk__in=[])
    for code, kind in kinds.all_kinds().items():
        here = Q(kind=code, waiting_since__isnull=True)
        sources = {step.verb: step.sources for step in kind.transitions}
        signs = next(
            (s.sources for s in kind.transitions if s.answers and s.roles == {Role.LEADER}), frozenset()
        )
        clerk = Q(status__in=sources.get("screen", ()))
        leader = Q(status__in=sources.get("accept", ())) | Q(status__in=signs)
        leader |= Q(status__in=sources.get("assign", ()), officer__isnull=True)
        for role, waits in ((Role.CLERK, clerk), (Role.LEADER, leader)):
            if held := list(units.get(role, ())):
                found |= here & waits & Q(unit_responsible__in=held)
    return found


def counts(officer: Account, units: Iterable[int], *, on: date) -> dict[str, Any]:
    """How many cases stand in each tab of these units, finished ones uncounted, how many alarms press the officer, and
    how many tellings wait for her; and, as JSON, the views of the list that she has. One statement.
    """
    units, stands = frozenset(units), standing(officer, on)
    asked = _counts.under((officer.pk, stands, units, on), lambda: _counting(officer, units, on))
    (found,) = asked.ask(now=dates.now())
    return dict(zip(_COUNTED, found, strict=True))


_counts: Kept[Sentence] = Kept()
_COUNTED = (*(tab for tab in TABS if tab != "done"), "alarms", "to_tell", "views")


def _counting(officer: Account, units: frozenset[int], on: date) -> Sentence:
    """The sentence of the figures, for any moment of that day."""
    alarmed = alarms.concerning(officer, on=on) & alarms.pressing(on)
    asked = turns(officer, units, on=on) | {"alarmed": alarmed}
    rows = [
        Sentence.of(some.annotate(**{**asked, **known}).values_list(*asked), asked)
        for some, known in _apart(officer, units, alarmed, on)
    ]
    to_tell = Sentence.of(notices.worklist(officer, Given("now"), on=on).values_list("pk"), ["pk"])
    views = Sentence.of(worklists.as_tabs(officer, units), ["pk"])
    # Without OFFSET the answers would be worked out anew for each figure that asks for them.
    counted = " UNION ALL ".join(f"({some.sql} OFFSET 0)" for some in rows)
    return Sentence(
        f"""SELECT {", ".join(_figures())}, (SELECT count(*) FROM ({to_tell.sql}) t),
        (SELECT coalesce(json_agg(row_to_json(v)), '[]')::text FROM ({views.sql}) v) FROM ({counted}) c""",
        [*to_tell.params, *views.params, *(param for some in rows for param in some.params)],
    )


def _apart(
    officer: Account, units: frozenset[int], alarmed: Q, on: date
) -> Iterator[tuple[CaseQuerySet, Mapping[str, Value]]]:
    """The open cases that the figures are about, each once: those of the units, those that these passed on, and what
    else the officer has in hand or is alarmed by; with what is known of all of them and need not be asked of each.

    Each sort is found in an index of its own, which no OR could use.
    """
    found, stands = cases.visible_to(officer, on=on).open(), standing(officer, on)
    ids = Numbers(units or {0})
    here = Q(unit_responsible__in=ids)
    passed_on = ~here & Q(unit_received__in=ids) & PASSED_ON
    yield found.filter(here), {"here": Value(True), "passed_on": Value(False)}
    yield found.filter(passed_on), {"here": Value(False), "passed_on": Value(True)}
    if not units.issuperset(stands.reads):
        others = found.filter(stands.in_hand(officer) | alarmed).exclude(of_units(units))
        yield others, {"here": Value(False), "passed_on": Value(False)}


def _figures() -> Iterator[str]:
    """The figures of the tabs as SQL over the answers to what `TABS` ask."""
    ways = [" OR ".join(map(_all_so, TABS[tab])) for tab in TABS if tab != "done"]
    yield from (f"count(*) FILTER (WHERE {way})" for way in [*ways, "c.alarmed"])


def _all_so(way: Mapping[str, bool]) -> str:
    return "(" + " AND ".join(f"c.{name}" if so else f"NOT c.{name}" for name, so in way.items()) + ")"
