"""Retention checked against its journal: every term, hold and list, and every destruction against its list."""

from collections.abc import Iterator

from danvan.journal import prints, redaction
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.retention.actions.holds import STREAM as HOLDS
from danvan.retention.actions.lists import SALT, STREAM
from danvan.retention.actions.terms import STREAM as TERMS
from danvan.retention.models import DestructionList, Hold, Item, Term
from danvan.retention.things import all_things


def records() -> Iterator[Lie]:
    """Each term, list, line and hold that is not what was recorded, is gone, or was written by no event."""
    kept = prints.last_kept(Event.objects.filter(stream=TERMS).order_by("pk"))
    yield from prints.lies(kept, list(Term.objects.order_by("pk")), SALT)
    kept = prints.last_kept(Event.objects.filter(stream=STREAM).order_by("pk"))
    rows = [*DestructionList.objects.order_by("pk"), *Item.objects.order_by("pk")]
    yield from prints.lies(kept, rows, SALT)
    kept = prints.last_kept(Event.objects.filter(stream=HOLDS).order_by("pk"))
    for hold in Hold.objects.order_by("pk"):
        name = prints.name_of(hold)
        mark = {name: kept.pop(name)} if name in kept else {}
        yield from prints.lies(mark, [hold], hold.salt)
    yield from prints.lies(kept, [], "")


def destructions() -> Iterator[Lie]:
    """Each destruction that no approved list of two persons names, and each line said to be destroyed that is not."""
    done = {item.pk: item for item in Item.objects.filter(state="destroyed").select_related("list")}
    streams = {thing.stream for thing in all_things().values()}
    for event in Event.objects.filter(verb=redaction.VERB, stream__in=streams).order_by("pk"):
        item = done.pop(event.data.get("item", 0), None)
        if item is None or (item.stream, item.subject) != (event.stream, event.subject):
            yield Lie(f"destruction of {event.stream} {event.subject}", "no list names it")
        elif item.list.state != "approved" or item.list.decided_by_id in (None, item.list.by_id):
            yield Lie(
                f"destruction of {event.stream} {event.subject}", "its list was not approved by another"
            )
    for item in done.values():
        yield Lie(
            f"line {item.pk} of list {item.list_id}", "it is said to be destroyed, and no event tells of it"
        )
