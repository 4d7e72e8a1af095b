"""One thing that is kept, whatever its table: its unit, its term and where its page is."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.urls import reverse

from danvan.burdens.models import Report
from danvan.cases import policies
from danvan.cases import queries as register
from danvan.cases.models import Case
from danvan.consultations.models import Consultation
from danvan.emulation.models import Exemplar, Nomination
from danvan.people.models import Account, Unit
from danvan.reception import queries as reception
from danvan.reception.models import Booking, Refusal, Turn
from danvan.retention import present, queries, terms
from danvan.retention.things import Thing, all_things, taken_before

TABLES: dict[str, Any] = {
    "case": Case,
    "turn": Turn,
    "refusal": Refusal,
    "booking": Booking,
    "consultation": Consultation,
    "burden": Report,
    "exemplar": Exemplar,
    "nomination": Nomination,
}
OWNERS = {"case": "unit_responsible", "burden": "procedure__unit"}
"""Which row of it is the unit; `unit` where nothing is said."""


@dataclass(frozen=True)
class Kept:
    """What a page says of one thing: `why` is the derivation of its last day, empty while there is none."""

    unit: Unit
    kind: str
    url: str
    why: str
    destroyed_on: date | None


def load(stream: str, pk: int, *, officer: Account, on: date) -> Kept | None:
    """The thing of that stream and number; None where there is none, or where it is about this officer."""
    if stream not in TABLES or _is_unknown(stream, pk, officer, on):
        return None
    owner = OWNERS.get(stream, "unit")
    row = TABLES[stream].objects.select_related(owner).filter(pk=pk).first()
    if row is None:
        return None
    unit, thing = attrgetter(owner.replace("__", "."))(row), _thing(stream, row)
    start = _start(row)
    why = ""
    if thing and start:
        span = terms.span(thing, start, queries.decided(unit, on)[thing.key])
        why = terms.explained(start, span, thing) if span else ""
    name = thing.name.say(present.language()) if thing else ""
    return Kept(unit, name, reverse(present.PAGES[stream], args=[pk]), why, row.destroyed_on)


def _start(row: Any) -> date | None:
    """The day from which its term of keeping runs; None while that has not come."""
    if isinstance(row, Case):
        return row.closed_on
    if isinstance(row, Report):
        return row.set_aside_on or (row.proposal.decided_on if row.proposal else None)
    day: date = row.on
    return day


def _is_unknown(stream: str, pk: int, officer: Account, on: date) -> bool:
    if stream == "case":
        found = register.load(pk)
        return found is not None and policies.is_unknown(officer, found, on=on)
    return stream == "turn" and reception.unknown_to(officer, on=on).filter(turn=pk).exists()


def _thing(stream: str, row: Any) -> Thing | None:
    """Which kind of thing it is."""
    for thing in all_things().values():
        if thing.stream != stream:
            continue
        if not isinstance(row, Case):
            return thing
        fits = not thing.statuses or row.status in thing.statuses
        if row.kind in thing.kinds and fits and row.status not in taken_before(thing):
            return thing
    return None
