"""The review checked against the journal: reports, proposals with all that hangs on them, tellings."""

from collections.abc import Iterator

from danvan.burdens.actions.ledger import PROPOSALS, REPORTS, SALT, TELLINGS
from danvan.burdens.models import Line, Opinion, Proposal, Report, Sheet, Telling
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row


def reports() -> Iterator[Lie]:
    """Each report that is not what was recorded, is gone, or that no event tells of; each has a salt of its own."""
    yield from without_row(REPORTS, Report)
    kept = prints.last_kept(Event.objects.filter(stream=REPORTS).order_by("subject", "number").iterator())
    for row in Report.objects.order_by("pk").iterator():
        name = prints.name_of(row)
        yield from prints.lies({name: kept[name]} if name in kept else {}, [row], row.salt)


def proposals() -> Iterator[Lie]:
    """The same of proposals, their costs and opinions, and of what people were told."""
    yield from without_row(PROPOSALS, Proposal)
    for stream, tables in ((PROPOSALS, (Proposal, Sheet, Line, Opinion)), (TELLINGS, (Telling,))):
        events = Event.objects.filter(stream=stream).order_by("subject", "number")
        rows = [row for table in tables for row in table._default_manager.order_by("pk").iterator()]
        yield from prints.lies(prints.last_kept(events.iterator()), rows, SALT)
