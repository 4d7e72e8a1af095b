"""Reports checked against their journal: every row, what was kept of it, its files."""

from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.papers.models import Content
from danvan.statements.actions import collecting
from danvan.statements.actions.ledger import SALT, STREAM
from danvan.statements.models import Request, Statement, Submission


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


def requests() -> Iterator[Lie]:
    """Each request, and what a unit owes on it, that is not what was recorded, is gone, or that no event tells of."""
    yield from without_row(collecting.STREAM, Request)
    events = Event.objects.filter(stream=collecting.STREAM).order_by("subject", "number")
    rows = [*Request.objects.order_by("pk"), *Submission.objects.order_by("pk")]
    yield from prints.lies(prints.last_kept(events.iterator()), rows, collecting.SALT)
