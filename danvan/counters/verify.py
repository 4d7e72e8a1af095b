"""Halls and numbers checked against the journal, and numbers against themselves."""

from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Model

from danvan.counters.actions.halls import STREAM
from danvan.counters.models import Errand, Hall, Stretch, Ticket
from danvan.counters.workflow import LIFE, ErrandState
from danvan.journal import chains, prints
from danvan.journal.verify import Lie, without_row
from danvan.queues.workflow import IN_QUEUE


def halls() -> Iterator[Lie]:
    """Each hall, service and counter that is not what was recorded, is gone, or that no event tells of."""
    yield from without_row(STREAM, Hall)
    for hall, kept in chains.with_kept(STREAM, Hall.objects.prefetch_related("services", "counters")):
        rows: list[Model] = [hall, *hall.services.all(), *hall.counters.all()]
        yield from prints.lies(kept, rows, hall.salt, of_what=f"hall {hall.pk}")


def tickets() -> Iterator[Lie]:
    """The same of numbers with their errands and periods; and each whose periods do not follow one another."""
    yield from without_row(LIFE.stream, Ticket)
    for ticket, kept in chains.with_kept(LIFE.stream, Ticket.objects.prefetch_related("errands", "periods")):
        errands, periods = list(ticket.errands.all()), sorted(ticket.periods.all(), key=lambda row: row.pk)
        rows: list[Model] = [ticket, *errands, *periods]
        yield from prints.lies(kept, rows, ticket.salt, of_what=f"ticket {ticket.pk}")
        for reason in _course(ticket, errands, periods):
            yield Lie(f"ticket {ticket.pk}", reason)


def _course(ticket: Ticket, errands: list[Errand], periods: list[Stretch]) -> Iterator[str]:
    """What is wrong with its periods and errands."""
    running = [row for row in periods if row.until_at is None]
    if [row.state for row in running] != ([ticket.state] if ticket.state in IN_QUEUE else []):
        yield "its running period is not its state"
    if (ticket.ended_at is None) != (ticket.state in IN_QUEUE):
        yield "it has ended and no moment says when, or the other way round"
    if any(row.state == ErrandState.OPEN for row in errands) != (ticket.state in IN_QUEUE):
        yield "something is still to be done and it has ended, or the other way round"
    for before, after in pairwise(periods):
        if before.until_at is None or before.until_at > after.from_at:
            yield f"period {after.pk} began before period {before.pk} ended"
