"""The catalogue checked against the journal: every procedure, version, part and suspension."""

from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.procedures.actions.ledger import SALT, STREAM
from danvan.procedures.models import Document, Procedure, Step, Suspension, Version, Way


def catalogue() -> Iterator[Lie]:
    """Each row that is not what its procedure's events recorded, is gone, or that no event tells of."""
    yield from without_row(STREAM, Procedure)
    events = Event.objects.filter(stream=STREAM).order_by("subject", "number")
    rows = [
        row
        for table in (Procedure, Version, Document, Way, Step, Suspension)
        for row in table._default_manager.order_by("pk").iterator()
    ]
    yield from prints.lies(prints.last_kept(events.iterator()), rows, SALT)
