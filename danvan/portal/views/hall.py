"""The screen of the waiting room: numbers and desks, read from eight metres; no names, no log-in, no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.people.models import Unit
from danvan.portal.views.show import show
from danvan.reception import queries as reception

NEXT = 5
SECONDS = 10


@require_safe
@never_cache
def hall(request: HttpRequest, key: str) -> HttpResponse:
    """The number that is called, those that follow, those being received; the page asks again by itself."""
    unit, today, now = get_object_or_404(Unit, key=key.upper()), dates.today(), dates.now()
    room = reception.room_of(unit)
    queue = reception.queue(unit, room, on=today, now=now)
    service = reception.times(unit, on=today, now=now).median_service
    following = [
        (line.visit.shown, -(-service * (place + 1) // room.windows) if service else None)
        for place, line in enumerate(queue.waiting[:NEXT])
    ]
    context = {
        "unit_name": unit.name_on(today),
        "now": now,
        "called": queue.called,
        "following": following,
        "serving": queue.serving,
        "waiting": len(queue.waiting),
    }
    response = show(request, "hall", context)
    response["Refresh"] = str(SECONDS)  # without a script; nobody types here, and an old number would mislead
    return response
