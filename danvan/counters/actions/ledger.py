"""What every write to a number does first and last: lock, check, turn its period over, put it on record."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.counters import policies, queries
from danvan.counters.models import Counter, Errand, Hall, Stretch, Ticket
from danvan.counters.workflow import INVITED, LIFE, SERVING
from danvan.journal.actors import Outsider
from danvan.journal.keeping import keep
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.queues import actions as queues
from danvan.web import words


def locked(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """The number as it is now, locked. Raises Refused for who does not work in the hall, or a number of another day."""
    row = hold(ticket.pk)
    policies.check_can_serve(by, row.hall, on=on)
    if row.on != on or on != dates.today():
        raise Refused(_("Số này không phải của hôm nay."))
    return row


def hold(pk: int) -> Ticket:
    """The number, locked: one writer at a time."""
    rows = Ticket.objects.select_for_update(of=("self",)).select_related("hall__unit", "counter")
    return rows.get(pk=pk)


def locked_counter(counter: Counter, *, by: Account, on: date) -> Counter:
    """The counter, locked, open that day, with nobody at it: whoever calls second waits here and then reads who is."""
    rows = Counter.objects.select_for_update(of=("self",), no_key=True).select_related("hall__unit")
    row = rows.get(pk=counter.pk)
    policies.check_can_serve(by, row.hall, on=on)
    policies.check_at(row, on=on)
    if on != dates.today():
        raise Refused(_("Số chỉ gọi trong ngày."))
    if busy := Ticket.objects.filter(counter=row, state__in=(INVITED, SERVING)).first():
        raise Refused(
            _("Quầy %(n)s đang có số %(number)s: xong, giữ lại hoặc ghi không có mặt rồi mới gọi số khác.")
            % {"n": row.number, "number": busy.shown}
        )
    return row


def current(ticket: Ticket) -> Errand:
    """The errand that is being done, or comes next; of a number that has ended, its last."""
    found = queries.open_errands(ticket)
    return found[0] if found else last(ticket)


def last(ticket: Ticket) -> Errand:
    """The last errand of a number."""
    found: Errand = ticket.errands.select_related("service").order_by("-place")[0]
    return found


def step(
    ticket: Ticket,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    errand: Errand,
    counter: Counter | None = None,
    rows: Iterable[Model] = (),
    data: dict[str, Any] | None = None,
) -> Event:
    """Take a step of danvan.counters.workflow.LIFE; the period that ran ends, the next begins, both now.

    Raises Refused where somebody was quicker: the sentence says who did what, and when.
    """
    move = LIFE.move(verb)
    if ticket.state not in move.sources:
        raise Refused(_said(ticket))
    old, was_in_line, now = ticket.state, ticket.in_queue, dates.now()
    ticket.counter = counter if move.target in (INVITED, SERVING) else None
    window = ticket.counter.number if ticket.counter else None
    beside = {"errand": errand, "counter": ticket.counter}
    if was_in_line:
        periods = queues.turn_over(
            ticket, ticket.periods, move.target, by=by, now=now, window=window, beside=beside
        )
    else:
        ticket.state, ticket.window = move.target, window
        periods = [queues.begin(ticket, ticket.periods, by=by, now=now, beside=beside)]
    ticket.ended_at = None if ticket.in_queue else now
    return write(ticket, verb, by=by, on=on, old=old, rows=[*periods, *rows], data=data)


def write(
    ticket: Ticket,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    old: str = "",
    rows: Iterable[Model] = (),
    data: dict[str, Any] | None = None,
) -> Event:
    """Save the number, and put on record what was done."""
    return keep(
        ticket,
        verb,
        stream=LIFE.stream,
        by=by,
        on=on,
        salt=ticket.salt,
        old=old,
        new=ticket.state,
        rows=rows,
        data=data,
    )


def locked_hall(hall: Hall) -> Hall:
    """The hall, locked: numbers are given one after another."""
    rows = Hall.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    return rows.get(pk=hall.pk)


def _said(ticket: Ticket) -> str:
    """Who did what last: whoever is late reads it."""
    last: Stretch = ticket.periods.select_related("by").order_by("-pk")[0]
    told = {
        "number": ticket.shown,
        "who": last.by.full_name if last.by else _("Sổ"),
        "at": words.clock(last.from_at),
        "window": ticket.window or last.window or 1,
        "state": str(LIFE.state(ticket.state).label).lower(),
    }
    if ticket.state == INVITED:
        return _("Số %(number)s đã được %(who)s gọi đến quầy %(window)s lúc %(at)s.") % told
    if ticket.state == SERVING:
        return _("Số %(number)s đang được %(who)s phục vụ ở quầy %(window)s từ %(at)s.") % told
    return _("Số %(number)s đang ở tình trạng “%(state)s” từ %(at)s.") % told
