"""The register of complex matters checked against its journal."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Model

from danvan.dossiers.actions import STREAM
from danvan.dossiers.models import Dossier
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row


def dossiers() -> Iterator[Lie]:
    """Each row of a matter that is not what its events recorded, is gone, or was written by no event."""
    yield from without_row(STREAM, Dossier)
    chains: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(stream=STREAM).order_by("subject", "number"):
        chains[event.subject].append(event)
    for row in Dossier.objects.order_by("pk").prefetch_related("members", "entries"):
        rows: list[Model] = [row, *row.members.all(), *row.entries.all()]
        kept = prints.last_kept(chains[row.pk])
        yield from prints.lies(kept, rows, row.salt, of_what=f"dossier {row.pk}")
