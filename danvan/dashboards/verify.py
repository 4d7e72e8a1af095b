"""Rises and publications checked against the journal."""

from collections.abc import Iterator

from danvan.dashboards.actions import publishing, watching
from danvan.dashboards.models import Publication, Surge
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie


def surges() -> Iterator[Lie]:
    """Each rise that is not what was recorded, is gone, or that no event tells of."""
    kept = prints.last_kept(Event.objects.filter(stream=watching.STREAM).order_by("pk"))
    yield from prints.lies(kept, list(Surge.objects.order_by("pk")), watching.SALT)


def publications() -> Iterator[Lie]:
    """The same of what is published."""
    kept = prints.last_kept(Event.objects.filter(stream=publishing.STREAM).order_by("pk"))
    yield from prints.lies(kept, list(Publication.objects.order_by("pk")), publishing.SALT)
