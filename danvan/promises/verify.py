"""The register of promises checked against the journal: each with its extensions and files, and the bytes of these."""

import hashlib
from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.promises.actions.ledger import SALT, STREAM
from danvan.promises.models import Evidence, EvidenceContent, Extension, Promise

CHUNK = 500


def promises() -> Iterator[Lie]:
    """Each promise that is not what its events recorded, is gone, or that no event tells of, with what hangs on it."""
    yield from without_row(STREAM, Promise)
    last, rows = 0, Promise.objects.order_by("pk").prefetch_related("extensions", "evidence")
    while found := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = found[-1].pk
        chains: dict[int, list[Event]] = {row.pk: [] for row in found}
        for event in Event.objects.filter(stream=STREAM, subject__in=chains).order_by("subject", "number"):
            chains[event.subject].append(event)
        for row in found:
            parts: list[Promise | Extension | Evidence] = [row, *row.extensions.all(), *row.evidence.all()]
            yield from prints.lies(prints.last_kept(chains[row.pk]), parts, SALT, of_what=f"promise {row.pk}")


def evidence() -> Iterator[Lie]:
    """Each file of evidence whose bytes are gone or are not those that were added."""
    named = set(Evidence.objects.values_list("sha256", flat=True))
    for content in EvidenceContent.objects.order_by("pk").iterator(chunk_size=20):
        if hashlib.sha256(bytes(content.content)).hexdigest() != content.sha256:
            yield Lie(f"evidence {content.sha256[:12]}", "its bytes are not what was added")
        named.discard(content.sha256)
    for missing in sorted(named):
        yield Lie(f"evidence {missing[:12]}", "its bytes are gone")
