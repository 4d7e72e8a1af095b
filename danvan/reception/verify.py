"""The register of reception checked against its journal."""

from collections import Counter
from collections.abc import Iterator

from danvan.figures.models import Fact
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.reception.actions import STREAM
from danvan.reception.models import Turn, turn_digest

CHUNK = 500


def turns() -> Iterator[Lie]:
    """Each turn that is not what was entered, or whose figures are not those that were recorded."""
    last = 0
    while rows := list(
        Turn.objects.filter(pk__gt=last).order_by("pk").prefetch_related("visitors", "matters")[:CHUNK]
    ):
        last = rows[-1].pk
        events = list(
            Event.objects.filter(stream=STREAM, subject__in=[turn.pk for turn in rows]).order_by("number")
        )
        first = {event.subject: event for event in reversed(events)}
        facts: dict[int, Counter] = {}
        for fact in Fact.objects.filter(event_id__in=[event.pk for event in events]):
            key = (fact.measure, fact.day.isoformat(), fact.unit_id, fact.topic)
            facts.setdefault(fact.event_id, Counter())[key] += fact.amount
        for turn in rows:
            yield from _content_lies(turn, first.get(turn.pk))
        for event in events:
            yield from _fact_lies(event, facts.get(event.pk, Counter()))


def _content_lies(turn: Turn, first: Event | None) -> Iterator[Lie]:
    visitors = sorted(turn.visitors.all(), key=lambda row: row.pk)
    matters = sorted(turn.matters.all(), key=lambda row: row.pk)
    if first is None or first.data.get("content") != turn_digest(turn, visitors, matters):
        yield Lie(f"turn {turn.pk}", "it is not what was entered")


def _fact_lies(event: Event, found: Counter) -> Iterator[Lie]:
    expected: Counter = Counter()
    for measure, day, unit, topic, amount in event.data.get("facts", []):
        expected[(measure, day, unit, topic)] += amount
    if {k: v for k, v in expected.items() if v} != {k: v for k, v in found.items() if v}:
        yield Lie(
            f"facts of event {event.pk} of turn {event.subject}", "they are not those that were recorded"
        )
