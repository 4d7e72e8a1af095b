"""When one may come by appointment: the hours of a day that are still free."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count

from danvan import law
from danvan.calendars import queries as calendars
from danvan.people.models import Unit
from danvan.reception.models import Booking, Room, Session
from danvan.reception.queries.sessions import AHEAD, room_of
from danvan.reception.workflow import BookingState, SessionState


@dataclass(frozen=True)
class Slot:
    """An hour at which one may come, and how many more may."""

    on: date
    at: time
    free: int
    session: Session | None = None

    @property
    def key(self) -> str:
        """As a form sends it: '2018-03-09 08:00 12', the last being the head's session."""
        return f"{self.on.isoformat()} {self.at:%H:%M} {self.session.pk if self.session else ''}".strip()


def slots(unit: Unit, *, since: date, until: date) -> list[Slot]:
    """Every hour of these days at which somebody may still come, the soonest first; four statements.

    The daily desk on working days of the unit's calendar, and the published sessions of its head.
    """
    room, calendar = room_of(unit), calendars.calendar_of(unit)
    taken = _taken(unit, since, until)
    found = [
        Slot(day, at, free)
        for day in _days(since, until)
        if room.receives_on(day) and _works(calendar, day)
        for at in _hours(room.stretches, room)
        if (free := room.per_slot - taken.get((day, at, None), 0)) > 0
    ]
    for session in _open_sessions(unit, since, until):
        for at in _hours([(session.starts_at, session.ends_at)], room):
            free = room.per_slot - taken.get((session.on, at, session.pk), 0)
            if free > 0:
                found.append(Slot(session.on, at, free, session))
    return sorted(found, key=lambda slot: (slot.on, slot.at, slot.session is not None))


def days_with_room(unit: Unit, *, since: date) -> list[tuple[date, int]]:
    """Days on which one may still come, each with how many more may, within the days that are shown."""
    found: dict[date, int] = {}
    for slot in slots(unit, since=since, until=since + timedelta(AHEAD)):
        found[slot.on] = found.get(slot.on, 0) + slot.free
    return list(found.items())


def _open_sessions(unit: Unit, since: date, until: date) -> Iterable[Session]:
    rows = Session.objects.filter(unit=unit, on__gte=since, on__lte=until, state=SessionState.PUBLISHED)
    return rows.select_related("head").order_by("on", "starts_at")


def _taken(unit: Unit, since: date, until: date) -> dict[tuple[date, time, int | None], int]:
    rows = Booking.objects.filter(unit=unit, on__gte=since, on__lte=until).exclude(
        state=BookingState.CANCELLED
    )
    counted = rows.values_list("on", "at", "session").annotate(n=Count("pk"))
    return {(on, at, session): n for on, at, session, n in counted}


def _works(calendar: law.OfficeCalendar, day: date) -> bool:
    """Whether the day is worked for certain: of a year that is not announced nobody can promise anything."""
    return calendar.knows(day) and calendar.is_working(day)


def _days(since: date, until: date) -> Iterator[date]:
    for number in range((until - since).days + 1):
        yield since + timedelta(number)


def _hours(stretches: Sequence[tuple[time, time]], room: Room) -> Iterator[time]:
    """Beginnings of slots that end within a stretch."""
    step = timedelta(minutes=room.slot_minutes)
    for begin, end in stretches:
        at, last = datetime.combine(date.min, begin), datetime.combine(date.min, end)
        while at + step <= last:
            yield at.time()
            at += step
