"""The ledger of the exchange checked against the journal."""

from collections.abc import Iterator

from danvan.exchange.actions import ledger
from danvan.exchange.models import Decision, Item, Package
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie


def items() -> Iterator[Lie]:
    """Each item and package that is not what was recorded, is gone, or that no event tells of."""
    events = Event.objects.filter(stream__in=[ledger.STREAM, ledger.PACKAGES]).order_by("pk")
    rows = [*Item.objects.order_by("pk"), *Package.objects.order_by("pk")]
    yield from prints.lies(prints.last_kept(events.iterator()), rows, ledger.SALT)


def decisions() -> Iterator[Lie]:
    """The same of decisions on personal data."""
    kept = prints.last_kept(Event.objects.filter(stream=ledger.DECISIONS).order_by("pk"))
    yield from prints.lies(kept, list(Decision.objects.order_by("pk")), ledger.SALT)
