"""Views, batches and exports checked against the journal."""

from collections.abc import Iterable, Iterator

from django.db.models import Model

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.worklists.actions import batches as batch_actions
from danvan.worklists.actions import exports as export_actions
from danvan.worklists.actions import views as view_actions
from danvan.worklists.models import Batch, BatchItem, Export, SavedView


def views() -> Iterator[Lie]:
    """Each saved view that is not what was recorded, is gone, or was saved by no event."""
    rows = SavedView.objects.order_by("pk").iterator()
    yield from _lies(view_actions.STREAM, ((row, row.salt) for row in rows))


def batches() -> Iterator[Lie]:
    """The same of batches and of what became of each of their cases."""
    items = BatchItem.objects.select_related("batch").order_by("pk").iterator()
    of_items = ((item, item.batch.salt) for item in items)
    of_batches = ((batch, batch.salt) for batch in Batch.objects.order_by("pk").iterator())
    yield from _lies(batch_actions.STREAM, (row for rows in (of_batches, of_items) for row in rows))


def exports() -> Iterator[Lie]:
    """The same of lists that were taken out."""
    rows = Export.objects.order_by("pk").iterator()
    yield from _lies(export_actions.STREAM, ((row, row.salt) for row in rows))


def _lies(stream: str, rows: Iterable[tuple[Model, str]]) -> Iterator[Lie]:
    events = Event.objects.filter(stream=stream).order_by("subject", "number")
    kept = prints.last_kept(events.iterator())
    for row, salt in rows:
        name = prints.name_of(row)
        yield from prints.lies({name: kept.pop(name)} if name in kept else {}, [row], salt)
    yield from prints.lies(kept, [], "")
