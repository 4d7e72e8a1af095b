"""What the screen of a hall shows: numbers and counters, no names."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from danvan.counters.models import Hall, Stretch, Ticket
from danvan.counters.queries.line import following
from danvan.counters.workflow import INVITED, SERVING, WAITING
from danvan.people.models import Unit
from danvan.queues.screen import Column, Screen, Shown, spoken

CALLS, NEXT = 6, 6


def screen(hall: Hall, *, on: date, now: datetime, poll: str = "") -> Screen:
    """The last calls and those that follow; three statements."""
    calls = [_call(period) for period in called(hall, on=on)]
    coming = [Shown(each.shown) for each in following(hall, on=on, most=NEXT)]
    waiting = Ticket.objects.filter(hall=hall, on=on, state=WAITING).count()
    return Screen(
        head=hall.name,
        place=_name(hall.unit, on),
        now=now,
        called=calls[0] if calls else None,
        columns=[
            Column(_("Vừa gọi"), calls[1:]),
            Column(_("Tiếp theo"), coming, _("không có ai chờ")),
        ],
        waiting=waiting,
        foot=_("Đến lượt mà vắng thì còn một lần: báo cán bộ, hoặc bấm “Tôi đã có mặt” trên điện thoại."),
        calls=calls,
        poll=poll,
    )


def called(hall: Hall, *, on: date) -> Sequence[Stretch]:
    """The last calls whose people are at a counter or on the way to it, the newest first; each number once."""
    rows = Stretch.objects.filter(
        ticket__hall=hall, ticket__on=on, ticket__state__in=(INVITED, SERVING), state=INVITED
    ).select_related("ticket", "counter")
    found: dict[int, Stretch] = {}
    for period in rows.order_by("-pk")[: CALLS * 4]:
        found.setdefault(period.ticket_id, period)
    return list(found.values())[:CALLS]


def _call(period: Stretch) -> Shown:
    number, window = period.ticket.shown, period.window
    return Shown(
        number, _("Quầy %(n)s") % {"n": window or 1}, say=spoken(number, window, "quầy"), key=period.pk
    )


def _name(unit: Unit, on: date) -> str:
    return unit.name_on(on)
