"""Reads of the calendar of reception."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from danvan.papers.models import Paper
from danvan.people import queries as people
from danvan.people.models import Account, Unit
from danvan.reception.models import Room, Session
from danvan.reception.queries.turns import known_to
from danvan.reception.workflow import SessionState

SHOWN = (SessionState.PUBLISHED, SessionState.HELD, SessionState.POSTPONED)
AHEAD = 60
"""How many days of the calendar the public page and the bookings show (the office's own rule)."""


def room_of(unit: Unit) -> Room:
    """The room of a unit; one with usual hours, not stored, where the unit has set none."""
    return Room.objects.filter(pk=unit.pk).first() or Room(unit=unit)


def sessions(
    unit_ids: Iterable[int], *, since: date, until: date | None = None, on: date
) -> QuerySet[Session]:
    """Sessions of these units from a day on, the next first, with names of the unit, the head and who presided."""
    rows = Session.objects.filter(unit__in=list(unit_ids), on__gte=since)
    if until:
        rows = rows.filter(on__lte=until)
    return (
        rows.select_related("head", "presided_by", "moved_to")
        .annotate(unit_name=people.name_of_day(on))
        .order_by("on", "starts_at", "pk")
    )


def published(unit: Unit, *, on: date, days: int = AHEAD) -> QuerySet[Session]:
    """What the public may know of the next days: published sessions, and those postponed with their new day."""
    rows = Session.objects.filter(unit=unit, on__gte=on, on__lte=on + timedelta(days), state__in=SHOWN)
    return rows.select_related("head", "moved_to").order_by("on", "starts_at", "pk")


def turns_with_papers(session: Session, officer: Account, *, on: date) -> list[tuple[int, list[Paper]]]:
    """The turns of a session that the officer may know of, each with the papers about it: two statements."""
    rows = known_to(officer, on=on).filter(unit=session.unit_id, on=session.on, sitting=session.sitting)
    turns = list(rows.filter(cancelled_on__isnull=True).order_by("pk").values_list("pk", flat=True))
    found: dict[int, list[Paper]] = {pk: [] for pk in turns}
    for paper in Paper.objects.filter(stream="turn", subject__in=turns).order_by("pk"):
        found[paper.subject].append(paper)
    return list(found.items())
