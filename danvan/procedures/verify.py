"""The catalogue checked against the journal: every procedure, version, part and suspension."""

from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.procedures.actions import bringing
from danvan.procedures.actions.ledger import SALT, STREAM
from danvan.procedures.models import Document, Import, Procedure, Step, Suspension, Version, Way


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


def imports() -> Iterator[Lie]:
    """Each list that was brought in whose row, or one of whose entries, is not what was recorded."""
    yield from without_row(bringing.STREAM, Import)
    events = Event.objects.filter(stream=bringing.STREAM).order_by("subject", "number")
    rows = list(Import.objects.order_by("pk"))
    yield from prints.lies(prints.last_kept(events.iterator()), rows, bringing.SALT)
    for row in rows:
        if bringing.lines_hash(row) != row.lines_hash:
            yield Lie(str(row), "its entries are not what was recorded")
