"""The facts checked against the events that posted them, the totals against the facts."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db import connection

from danvan.figures import rolled, spans
from danvan.figures.models import Fact, RollUp
from danvan.figures.postings import in_event
from danvan.journal.models import Event
from danvan.journal.verify import Lie

CHUNK = 2000

_LIMITS = """
    SELECT min(day), max(day) FROM (SELECT day FROM figures_fact UNION ALL SELECT first FROM figures_total) days
"""
_DIFFERENCES = f"""
    SELECT months, first, below, detail, unit_id, measure, kind, topic,
        coalesce(kept.amount, 0), coalesce(made.amount, 0)
    FROM (SELECT * FROM figures_total WHERE first >= %(from_)s AND first < %(until)s) kept
    FULL JOIN ({rolled.EVERY}) made
    USING (months, first, below, detail, unit_id, measure, kind, topic)
    WHERE coalesce(kept.amount, 0) <> coalesce(made.amount, 0)
      AND (%(units)s::int[] IS NULL OR unit_id = ANY(%(units)s::int[])) ORDER BY 2, 1, 3, 4, 5, 6, 7, 8
"""


def totals(units: Collection[int] | None = None) -> Iterator[Lie]:
    """Each total, of a unit or of a group of units, that is not the sum of its facts; year by year.

    `units`: of these alone.
    """
    mark = RollUp.objects.filter(pk=1).first()
    asked = {
        "after": 0,
        "last": mark.last_fact if mark else 0,
        "units": None if units is None else list(units),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIMITS)
        for year in rolled.yearly(*cursor.fetchone()):
            cursor.execute(_DIFFERENCES, {**asked, **year})
            yield from (_lie(*row) for row in cursor.fetchall())


def _lie(
    months: int,
    first: date,
    below: bool,
    detail: int,
    unit: int,
    measure: str,
    kind: str,
    topic: str,
    *said: int,
) -> Lie:
    span = {spans.YEAR: f"{first:%Y}", spans.MONTH: f"{first:%Y-%m}"}.get(months, f"{first}")
    whose = f"unit {unit} with its group" if below else f"unit {unit}"
    over = {0: "over all kinds", 1: "over all topics"}
    cell = " ".join(filter(None, (measure, kind, topic, over.get(detail))))
    return Lie(f"total {span}, {whose}, {cell}", "it says {}, its facts say {}".format(*said))


def facts() -> Iterator[Lie]:
    """Each event whose facts are not those that it posted, and each fact whose event never was."""
    last = 0
    while events := list(Event.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from _lies_between(last, events)
        last = events[-1].pk
    for fact in Fact.objects.filter(event_id__gt=last).order_by("pk")[:CHUNK]:
        yield Lie(f"fact {fact.pk} ({fact})", f"its event {fact.event_id} is not in the journal")


def _lies_between(last: int, events: Sequence[Event]) -> Iterator[Lie]:
    found: dict[int, Counter] = {}
    for row in Fact.objects.filter(event_id__gt=last, event_id__lte=events[-1].pk):
        key = (row.measure, row.day, row.unit_id, row.kind, row.topic, row.subject_id, row.recorded_at)
        found.setdefault(row.event_id, Counter())[key] += row.amount
    for event in events:
        expected: Counter = Counter()
        for p in in_event(event):
            expected[(p.measure, p.day, p.unit_id, p.kind, p.topic, event.subject, event.at)] += p.amount
        if _nonzero(expected) != _nonzero(found.pop(event.pk, Counter())):
            yield Lie(f"facts of event {event.pk} ({event})", "they are not those that were recorded")
    for event_id in found:
        yield Lie(f"facts of event {event_id}", "the event is not in the journal")


def _nonzero(counts: Counter) -> dict:
    return {key: amount for key, amount in counts.items() if amount}
