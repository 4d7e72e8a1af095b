"""Dialogues and requests for them checked against the journal."""

from collections.abc import Iterator

from danvan.dialogues.actions.ledger import DIALOGUES, REQUESTS, SALT
from danvan.dialogues.models import Dialogue, Request
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row


def dialogues() -> Iterator[Lie]:
    """Each request and each dialogue that is not what was recorded, is gone, or that no event tells of."""
    for stream, table in ((REQUESTS, Request), (DIALOGUES, Dialogue)):
        yield from without_row(stream, table)
        events = Event.objects.filter(stream=stream).order_by("subject", "number")
        rows = list(table._default_manager.order_by("pk"))
        yield from prints.lies(prints.last_kept(events.iterator()), rows, SALT)
