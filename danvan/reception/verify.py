"""The register of reception checked against its journal."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from danvan.journal import chains, prints
from danvan.journal.verify import Lie, without_row
from danvan.reception.actions import STREAM
from danvan.reception.models import Booking, Refusal, Room, Session, Turn, Visit


def turns() -> Iterator[Lie]:
    """Each row of a turn that is not what its events recorded, is gone, or was written by no event."""
    yield from without_row(STREAM, Turn)
    rows = Turn.objects.prefetch_related("visitors", "matters", "notices")
    for turn, kept in chains.with_kept(STREAM, rows):
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
    for row, kept in chains.with_kept(stream, rows):
        yield from prints.lies(kept, [row, *_parts(row)], row.salt, of_what=f"{stream} {row.pk}")
