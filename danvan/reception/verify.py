"""The register of reception checked against its journal."""

from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.reception.actions import STREAM
from danvan.reception.models import Turn

CHUNK = 500


def turns() -> Iterator[Lie]:
    """Each row of a turn that is not what its events recorded, is gone, or was written by no event."""
    yield from without_row(STREAM, Turn)
    last, rows = 0, Turn.objects.order_by("pk").prefetch_related("visitors", "matters", "notices")
    while found := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = found[-1].pk
        chains: dict[int, list[Event]] = {turn.pk: [] for turn in found}
        for event in Event.objects.filter(stream=STREAM, subject__in=chains).order_by("subject", "number"):
            chains[event.subject].append(event)
        for turn in found:
            kept = prints.last_kept(chains[turn.pk])
            rows_of = [turn, *turn.visitors.all(), *turn.matters.all(), *turn.notices.all()]
            yield from prints.lies(kept, rows_of, turn.salt, of_what=f"turn {turn.pk}")
