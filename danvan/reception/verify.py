"""The register of reception checked against its journal."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.reception.actions import STREAM
from danvan.reception.models import Booking, Refusal, Room, Session, Turn, Visit

CHUNK = 500


def turns() -> Iterator[Lie]:
    """Each row of a turn that is not what its events recorded, is gone, or was written by no event."""
    yield from without_row(STREAM, Turn)
    last, rows = 0, Turn.objects.order_by("pk").prefetch_related("visitors", "matters", "notices")
    while found := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = found[-1].pk
        chains: dict[int, list[Event]] = {turn.pk: [] for turn in found}
        for event in Event.objects.filter(stream=STREAM, subject__in=chains).order_by("subject", "number"):
            chains[event.subject].append(event)
        for turn in found:
            kept = prints.last_kept(chains[turn.pk])
            rows_of = [turn, *turn.visitors.all(), *turn.matters.all(), *turn.notices.all()]
            yield from prints.lies(kept, rows_of, turn.salt, of_what=f"turn {turn.pk}")


def calendar() -> Iterator[Lie]:
    """Each session of the calendar, and each room, that is not what its events recorded."""
    yield from _single("session", Session.objects.all(), Session)
    yield from _single("room", Room.objects.all(), Room)


def queue() -> Iterator[Lie]:
    """Each appointment, and each visit with its periods, that is not what its events recorded."""
    yield from _single("booking", Booking.objects.all(), Booking)
    yield from _single("visit", Visit.objects.prefetch_related("periods"), Visit)


def refusals() -> Iterator[Lie]:
    """Each refusal with its notice that is not what its events recorded."""
    yield from _single("refusal", Refusal.objects.prefetch_related("notices"), Refusal)


def _parts(row: Model) -> list[Model]:
    """The rows that hang on a subject."""
    if isinstance(row, Visit):
        return [*row.periods.all()]
    return [*row.notices.all()] if isinstance(row, Refusal) else []


def _single(stream: str, rows: QuerySet[Any], table: type[Model]) -> Iterator[Lie]:
    """Each row of a table in which a subject is one row, and each subject whose row is gone."""
    yield from without_row(stream, table)
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = found[-1].pk
        chains: dict[int, list[Event]] = {row.pk: [] for row in found}
        for event in Event.objects.filter(stream=stream, subject__in=chains).order_by("subject", "number"):
            chains[event.subject].append(event)
        for row in found:
            kept = prints.last_kept(chains[row.pk])
            yield from prints.lies(kept, [row, *_parts(row)], row.salt, of_what=f"{stream} {row.pk}")
