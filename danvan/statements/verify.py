"""Reports checked against their journal: every row, what was kept of it, its files."""

from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.papers.models import Content
from danvan.statements.actions.ledger import SALT, STREAM
from danvan.statements.models import Statement


def statements() -> Iterator[Lie]:
    """Each report that is not what its events recorded, is gone, or whose kept content or files are gone.

    Whether kept bytes are those of their hash is asked of papers (danvan.papers.verify), which keep them.
    """
    yield from without_row(STREAM, Statement)
    events = Event.objects.filter(stream=STREAM).order_by("subject", "number")
    rows = list(Statement.objects.order_by("pk"))
    yield from prints.lies(prints.last_kept(events.iterator()), rows, SALT)
    there = set(Content.objects.values_list("pk", flat=True))
    for row in rows:
        for mark in {row.snapshot, *row.files.values()} - {""} - there:
            yield Lie(f"kept file {mark[:12]} of report {row.pk}", "it is gone")
