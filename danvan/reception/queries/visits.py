"""Reads of appointments and of the queue. Times are computed from periods, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from danvan.lib.codes import normalise
from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.queues.queries import Queue, in_order, middle, minutes, spent
from danvan.reception.models import Booking, Period, Room, Visit
from danvan.reception.workflow import IN_QUEUE, BookingState, VisitState

NOBODY = "0" * 14
"""A code that no appointment has: 0 is not in the alphabet."""


def find_booking(code: str) -> Booking | None:
    """The appointment with this code; what is no code costs the same one statement as a code that nobody has."""
    rows = Booking.objects.select_related("unit", "session__head", "session__moved_to")
    return rows.filter(code=normalise(code) or NOBODY).first()


def bookings(unit_ids: Iterable[int], *, since: date, on: date) -> QuerySet[Booking]:
    """Appointments in these units from a day on, the next first, with the unit's name."""
    rows = Booking.objects.filter(unit__in=list(unit_ids), on__gte=since)
    return (
        rows.select_related("session__head")
        .annotate(unit_name=people.name_of_day(on))
        .order_by("on", "at", "pk")
    )


def expected(unit: Unit, *, on: date) -> QuerySet[Booking]:
    """Appointments of that day whose people have not come yet, by the hour."""
    rows = Booking.objects.filter(unit=unit, on=on, state=BookingState.BOOKED)
    return rows.select_related("session__head").order_by("at", "pk")


def queue(unit: Unit, room: Room, *, on: date, now: datetime) -> Queue:
    """Who waits, is invited, served or set aside; appointments and those let in first before the others; one statement.

    Who was left over from an evening stands before all, where the office keeps places overnight.
    """
    rows = Period.objects.filter(visit__unit=unit, visit__state__in=IN_QUEUE, until_at__isnull=True)
    rows = rows.filter(visit__on__lte=on) if room.keep_overnight else rows.filter(visit__on=on)
    found = rows.select_related("visit__booking", "by")
    return in_order(((period.visit, period) for period in found), now)


@dataclass(frozen=True)
class Times:
    """How a day went: visits ended, and in minutes the longest and the middle wait and the middle service.

    Visits whose times are not accurate are counted in `done` and in no time. None where there is nothing to tell.
    """

    done: int
    longest_wait: int | None
    median_wait: int | None
    median_service: int | None


def times(unit: Unit, *, on: date, now: datetime) -> Times:
    """The times of a day; two statements."""
    ended = Visit.objects.filter(unit=unit, on=on, state=VisitState.DONE)
    rows = Period.objects.filter(visit__unit=unit, visit__on=on, visit__late=False)
    rows = rows.filter(Q(visit__state=VisitState.DONE) | Q(visit__state=VisitState.SERVING))
    waits, services = spent(rows, now, "visit_id")
    return Times(
        done=ended.count(),
        longest_wait=minutes(max(waits.values(), default=None)),
        median_wait=middle(waits.values()),
        median_service=middle(services.values()),
    )
