"""The facts checked against the events that posted them, the totals against the facts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import connection

from danvan.figures.models import Fact
from danvan.figures.postings import in_event
from danvan.journal.models import Event
from danvan.journal.verify import Lie

CHUNK = 2000

_DIFFERENCES = """
    SELECT month, unit_id, measure, kind, topic, coalesce(t.amount, 0), coalesce(f.amount, 0)
    FROM figures_total t
    FULL JOIN (
        SELECT date_trunc('month', day)::date AS month, unit_id, measure, kind, topic, sum(amount)::bigint AS amount
        FROM figures_fact WHERE id <= coalesce((SELECT last_fact FROM figures_rollup WHERE id = 1), 0)
        GROUP BY 1, 2, 3, 4, 5
    ) f USING (month, unit_id, measure, kind, topic)
    WHERE coalesce(t.amount, 0) <> coalesce(f.amount, 0) ORDER BY 1, 2, 3
"""


def totals() -> Iterator[Lie]:
    """Each total that is not the sum of its facts."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES)
        for month, unit, measure, kind, topic, total, facts in cursor.fetchall():
            cell = " ".join(filter(None, (measure, kind, topic)))
            yield Lie(f"total {month:%Y-%m}, unit {unit}, {cell}", f"it says {total}, its facts say {facts}")


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
