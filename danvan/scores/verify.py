"""Scales checked against the journal."""

from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.scores.actions import SALT, STREAM
from danvan.scores.models import Scale


def scales() -> Iterator[Lie]:
    """Each scale that is not what was recorded, is gone, or that no event tells of."""
    kept = prints.last_kept(Event.objects.filter(stream=STREAM).order_by("subject", "number"))
    yield from prints.lies(kept, list(Scale.objects.order_by("pk")), SALT)
