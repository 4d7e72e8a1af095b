"""Imports checked against the journal: each row, the one hash over its lines, the file while it is kept."""

import hashlib
from collections.abc import Iterator

from danvan.imports.actions import STREAM
from danvan.imports.actions.ledger import COLUMNS, Hash
from danvan.imports.models import Import, Upload
from danvan.imports.workflow import State
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row


def imports() -> Iterator[Lie]:
    """Each import that is not what was recorded, or whose lines or file are not those that came with it."""
    yield from without_row(STREAM, Import)
    for found in Import.objects.order_by("pk"):
        chain = Event.objects.filter(stream=STREAM, subject=found.pk).order_by("number")
        name = f"import {found.pk}"
        yield from prints.lies(prints.last_kept(chain), [found], found.salt, of_what=name)
        if found.state in (State.DONE, State.UNDONE) and _hash(found) != found.lines_hash:
            yield Lie(name, "its lines are not those that were recorded")
        file = Upload.objects.filter(of=found).first()
        if file and hashlib.sha256(bytes(file.content)).hexdigest() != found.sha256:
            yield Lie(name, "its file is not the one that was sent")


def _hash(found: Import) -> str:
    made = Hash()
    made.add(found.lines.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=5000))
    return made.hex()
