"""Meeting the authority in person: where and when it receives, and the days of its head."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.people.models import Unit
from danvan.portal import queries
from danvan.portal.views.show import show
from danvan.reception import present
from danvan.reception import queries as reception
from danvan.reception.words import WEEKDAYS


def place_asked(request: HttpRequest, on: date) -> queries.Place | None:
    """The unit that the address names (?don-vi=KEY), if it receives people there."""
    key = request.GET.get("don-vi", "")[:60].upper()
    return queries.place_by_key(key, on) if key else None


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The units that receive citizens; of one of them its hours and the published days of its head."""
    today = dates.today()
    place = place_asked(request, today)
    if place is None:
        return show(request, "meetings", {"places": queries.open_places(today)}, here="meetings")
    context = {"place": place, "today": today, **_calendar(place.unit, today)}
    return show(request, "meetings", context, here="meetings")


def _calendar(unit: Unit, today: date) -> dict[str, Any]:
    room = reception.room_of(unit)
    return {
        "room": room,
        "weekdays": [word for number, word in WEEKDAYS.items() if room.week & (1 << number)],
        "lines": [present.session_line(session) for session in reception.published(unit, on=today)],
        "days_ahead": reception.AHEAD,
    }
