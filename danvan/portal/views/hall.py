"""The screen of the room where citizens are received: numbers and desks; no names, no log-in, no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.people.models import Unit
from danvan.queues.queries import Line
from danvan.queues.screen import Column, Screen, Shown
from danvan.reception import queries as reception
from danvan.web import words

NEXT = 5
SECONDS = 10


@require_safe
@never_cache
def hall(request: HttpRequest, key: str) -> HttpResponse:
    """The number that is called, those that follow, those being received; the page asks again by itself."""
    screen = _screen(get_object_or_404(Unit, key=key.upper()))
    response = render(request, "queues/screen.html", {"screen": screen})
    response["Refresh"] = str(SECONDS)  # without a script; nobody types here, and an old number would mislead
    return response


def _screen(unit: Unit) -> Screen:
    """What the screen shows now."""
    today, now, room = dates.today(), dates.now(), reception.room_of(unit)
    queue = reception.queue(unit, room, on=today, now=now)
    service = reception.times(unit, on=today, now=now).median_service
    following = [
        Shown(line.visit.shown, _about(-(-service * (place + 1) // room.windows)) if service else "")
        for place, line in enumerate(queue.waiting[:NEXT])
    ]
    serving = [Shown(line.visit.shown, _("bàn %(n)s") % _desk(line)) for line in queue.serving]
    called = queue.called
    return Screen(
        head=_("Tiếp công dân"),
        place=unit.name_on(today),
        now=now,
        called=Shown(called.visit.shown, _("Vào bàn %(n)s") % _desk(called)) if called else None,
        columns=[
            Column(_("Tiếp theo"), following, _("không có ai chờ")),
            Column(_("Đang tiếp"), serving),
        ],
        waiting=len(queue.waiting),
        foot=_("Người có hẹn được mời trước. Người già, khuyết tật, có con nhỏ: xin báo cán bộ."),
    )


def _about(minutes: int) -> str:
    return _("khoảng %(n)s phút") % {"n": words.number(minutes)}


def _desk(line: Line) -> dict[str, int]:
    return {"n": line.visit.window or 1}
