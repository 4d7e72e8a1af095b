"""The figures of emulation counted again from the exemplars and their decisions, without a look at the facts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from danvan.emulation.models import Exemplar
from danvan.emulation.postings import FLOWS, IN_FORCE, OPEN, STOCKS
from danvan.emulation.term import last_day
from danvan.emulation.workflow import LIFE, RUNNING, Status
from danvan.figures import queries as figures
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.lib import dates

CHUNK = 1000
A_DAY = timedelta(days=1)
FAR = date(2200, 1, 1)  # what runs out later is known already
ENDS = {Status.REJECTED.value: "emulation.rejected", Status.WITHDRAWN.value: "emulation.withdrawn"}
Cells = Counter[tuple[str, int, str, str]]


def differences() -> Iterator[Lie]:
    """Each figure that is not what the exemplars themselves give: all that ever happened, and what stands today."""
    today = dates.today()
    told = Counter(figures.flow(FLOWS, from_=figures.BEGINNING, to=FAR, by=figures.DIMENSIONS))
    told.update(figures.stock(STOCKS, on=today, by=figures.DIMENSIONS))
    counted = _flows() + _stocks(today)
    for key in sorted({*told, *counted}):
        if told[key] != counted[key]:
            measure, unit, sort, field = key
            reason = f"the facts say {told[key]}, the exemplars {counted[key]}"
            yield Lie(f"figure {measure} {sort} {field}, unit {unit}", reason)


def _flows() -> Cells:
    kept = _kept()
    counted: Cells = Counter()
    rows = Exemplar.objects.select_related("criteria").order_by("pk")
    for row in rows.iterator(chunk_size=CHUNK):
        counted.update(
            (measure, row.unit_id, row.sort, row.field) for measure in _of(row, kept.get(row.pk, []))
        )
    return counted


def _kept() -> dict[int, list[date]]:
    """For each exemplar that was looked at again and kept, the days of those decisions."""
    found: dict[int, list[date]] = {}
    rows = Event.objects.filter(stream=LIFE.stream, verb="exemplar_confirm").order_by("subject", "number")
    for event in rows:
        found.setdefault(event.subject, []).append(date.fromisoformat(event.data["decided_on"]))
    return found


def _of(row: Exemplar, kept: list[date]) -> Iterator[str]:
    yield "emulation.registered"
    if row.status in ENDS:
        yield ENDS[row.status]
    if row.recognised_on is None:
        return
    yield "emulation.recognised"
    if row.copied_from_id:
        yield "emulation.copied"
    until = last_day(row.criteria, row.recognised_on)
    for on in kept:
        if until is not None and until < on:
            yield from ("emulation.expired", "emulation.restored")
        until = last_day(row.criteria, on)
    if row.status == Status.REVOKED and row.ended_on and (until is None or until >= row.ended_on):
        yield "emulation.revoked"
    elif until is not None:
        yield "emulation.expired"


def _stocks(on: date) -> Cells:
    counted: Cells = Counter()
    for measure, rows in (
        (OPEN, Exemplar.objects.filter(status__in=RUNNING)),
        (IN_FORCE, Exemplar.objects.in_force(on)),
    ):
        counted.update((measure, *key) for key in rows.values_list("unit", "sort", "field"))
    return counted
