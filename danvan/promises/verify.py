"""The register of promises checked against the journal: each with its extensions and files, and the bytes of these."""

import hashlib
from collections.abc import Iterator

from danvan.journal import chains, prints
from danvan.journal.verify import Lie, without_row
from danvan.promises.actions.ledger import SALT, STREAM
from danvan.promises.models import Evidence, EvidenceContent, Extension, Promise


def promises() -> Iterator[Lie]:
    """Each promise that is not what its events recorded, is gone, or that no event tells of, with what hangs on it."""
    yield from without_row(STREAM, Promise)
    rows = Promise.objects.prefetch_related("extensions", "evidence")
    for row, kept in chains.with_kept(STREAM, rows):
        parts: list[Promise | Extension | Evidence] = [row, *row.extensions.all(), *row.evidence.all()]
        yield from prints.lies(kept, parts, SALT, of_what=f"promise {row.pk}")


def evidence() -> Iterator[Lie]:
    """Each file of evidence whose bytes are gone or are not those that were added."""
    named = set(Evidence.objects.values_list("sha256", flat=True))
    for content in EvidenceContent.objects.order_by("pk").iterator(chunk_size=20):
        if hashlib.sha256(bytes(content.content)).hexdigest() != content.sha256:
            yield Lie(f"evidence {content.sha256[:12]}", "its bytes are not what was added")
        named.discard(content.sha256)
    for missing in sorted(named):
        yield Lie(f"evidence {missing[:12]}", "its bytes are gone")
