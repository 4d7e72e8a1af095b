"""The ledger checked against the journal."""

from collections import defaultdict
from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.notices.actions.ledger import ADDRESSES, SALT, STREAM
from danvan.notices.models import AddressChange, Telling

CHUNK = 1000


def tellings() -> Iterator[Lie]:
    """Each telling that is not what was recorded, is gone, or that no event tells of."""
    events = Event.objects.filter(stream=STREAM).order_by("subject", "number")
    yield from prints.lies(prints.last_kept(events.iterator()), list(Telling.objects.order_by("pk")), SALT)


def addresses() -> Iterator[Lie]:
    """The same of addresses for mail, each salted as its person is."""
    kept: dict[str, str] = defaultdict(str)
    kept |= prints.last_kept(Event.objects.filter(stream=ADDRESSES).order_by("subject", "number").iterator())
    for change in AddressChange.objects.select_related("party").order_by("pk"):
        mark = kept.pop(prints.name_of(change), "")
        yield from prints.lies({prints.name_of(change): mark}, [change], change.party.salt)
    for name in kept:
        yield Lie(name.replace(":", " "), "it is gone")
