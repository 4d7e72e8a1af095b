"""The register of reception checked against its journal."""

from collections.abc import Iterator

from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.reception.actions import STREAM
from danvan.reception.models import Turn, turn_digest

CHUNK = 500


def turns() -> Iterator[Lie]:
    """Each turn that is not what was entered."""
    last = 0
    while rows := list(
        Turn.objects.filter(pk__gt=last).order_by("pk").prefetch_related("visitors", "matters")[:CHUNK]
    ):
        last = rows[-1].pk
        events = Event.objects.filter(stream=STREAM, subject__in=[turn.pk for turn in rows], number=1)
        first = {event.subject: event for event in events}
        for turn in rows:
            yield from _content_lies(turn, first.get(turn.pk))


def _content_lies(turn: Turn, first: Event | None) -> Iterator[Lie]:
    visitors = sorted(turn.visitors.all(), key=lambda row: row.pk)
    matters = sorted(turn.matters.all(), key=lambda row: row.pk)
    if first is None or first.data.get("content") != turn_digest(turn, visitors, matters):
        yield Lie(f"turn {turn.pk}", "it is not what was entered")
