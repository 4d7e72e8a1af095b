"""Reads of appointments and of the queue. Times are computed from periods, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.db.models import Q, QuerySet

from danvan.lib.codes import normalise
from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.reception.models import Booking, Period, Room, Visit
from danvan.reception.workflow import IN_QUEUE, BookingState, VisitState

NOBODY = "0" * 14
"""A code that no appointment has: 0 is not in the alphabet."""
WAITED = (VisitState.WAITING, VisitState.INVITED)


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


@dataclass(frozen=True)
class Line:
    """A visit that is in the queue, the period that runs, and how long it has run."""

    visit: Visit
    period: Period
    minutes: int


@dataclass(frozen=True)
class Queue:
    """The queue of a moment, each part in its order."""

    waiting: list[Line]
    aside: list[Line]
    invited: list[Line]
    serving: list[Line]

    @property
    def called(self) -> Line | None:
        """Whoever was invited last: what the screen shows large."""
        return max(self.invited, key=lambda line: line.period.from_at, default=None)


def queue(unit: Unit, room: Room, *, on: date, now: datetime) -> Queue:
    """Who waits, is invited, served or set aside; appointments and those let in first before the others; one statement.

    Who was left over from an evening stands before all, where the office keeps places overnight.
    """
    rows = Period.objects.filter(visit__unit=unit, visit__state__in=IN_QUEUE, until_at__isnull=True)
    rows = rows.filter(visit__on__lte=on) if room.keep_overnight else rows.filter(visit__on=on)
    lines = [
        Line(period.visit, period, int(period.lasted(now).total_seconds() // 60))
        for period in rows.select_related("visit__booking", "by")
    ]
    lines.sort(key=lambda line: (line.visit.on, not line.visit.is_first, line.visit.number))
    by_state = {state: [line for line in lines if line.visit.state == state] for state in IN_QUEUE}
    return Queue(
        waiting=by_state[VisitState.WAITING],
        aside=by_state[VisitState.ASIDE],
        invited=by_state[VisitState.INVITED],
        serving=by_state[VisitState.SERVING],
    )


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
    waits: dict[int, float] = {}
    services: dict[int, float] = {}
    rows = Period.objects.filter(visit__unit=unit, visit__on=on, visit__late=False)
    for period in rows.filter(Q(visit__state=VisitState.DONE) | Q(visit__state=VisitState.SERVING)):
        if period.state in WAITED:
            waits[period.visit_id] = waits.get(period.visit_id, 0) + period.lasted(now).total_seconds()
        elif period.state == VisitState.SERVING and period.until_at:
            services[period.visit_id] = services.get(period.visit_id, 0) + period.lasted(now).total_seconds()
    return Times(
        done=ended.count(),
        longest_wait=_minutes(max(waits.values(), default=None)),
        median_wait=_minutes(median(waits.values()) if waits else None),
        median_service=_minutes(median(services.values()) if services else None),
    )


def _minutes(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds // 60)
