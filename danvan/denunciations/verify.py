"""The custodians checked against their journal; what hangs on a denunciation is checked with its case."""

from collections import defaultdict
from collections.abc import Iterator

from danvan.denunciations.keeping import STREAM
from danvan.denunciations.models import Custodian
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row


def custodians() -> Iterator[Lie]:
    """Each custodian that is not what the journal recorded, is gone, or was named by no event."""
    yield from without_row(STREAM, Custodian)
    chains: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(stream=STREAM).order_by("subject", "number"):
        chains[event.subject].append(event)
    for row in Custodian.objects.order_by("pk"):
        yield from prints.lies(prints.last_kept(chains[row.pk]), [row], "", of_what=f"custodian {row.pk}")
