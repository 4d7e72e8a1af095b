"""The queue: a number is given, whoever has it is invited, served, set aside, or has left."""

import secrets
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import SYSTEM, Outsider
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.queues import actions as queues
from danvan.queues.models import next_number
from danvan.reception import policies
from danvan.reception.actions.bookings import STREAM as BOOKINGS
from danvan.reception.actions.sessions import lock_room
from danvan.reception.models import Booking, Room, Turn, Visit
from danvan.reception.workflow import IN_QUEUE, VISIT_STEPS, BookingState, VisitState
from danvan.web import words

STREAM = "visit"


@transaction.atomic
def arrive(
    *, unit: Unit, persons: int, by: Account, on: date, first: bool = False, late: bool = False
) -> Visit:
    """Give the next number of the day to somebody who came without an appointment.

    Numbers follow one another without a gap, whoever gives them at the same moment. `first`: let in before others;
    `late`: given after the person came, so that the times are not accurate. Raises StepRefused for an officer of
    another unit, or a day that is not today.
    """
    _check_today(unit, by=by, on=on)
    return _enter(unit, persons=persons, by=by, on=on, first=first, late=late)


@transaction.atomic
def check_in(booking: Booking, *, by: Account, on: date) -> Visit:
    """Whoever has an appointment has come: the next number, at the head of the queue.

    Raises StepRefused for an appointment of another day, one cancelled, or one that was checked in already.
    """
    row = Booking.objects.select_for_update(of=("self",)).select_related("unit").get(pk=booking.pk)
    _check_today(row.unit, by=by, on=on)
    if row.on != on or row.state != BookingState.BOOKED:
        raise StepRefused(_("Lịch hẹn này không phải của hôm nay, đã hủy hoặc đã nhận."))
    row.state = BookingState.ARRIVED
    row.save(update_fields=["state"])
    data = {"rows": prints.of([row], row.salt)}
    journal.record(stream=BOOKINGS, subject=row.pk, verb="check_in", by=by, on=on, new=row.state, data=data)
    return _enter(row.unit, persons=row.persons, by=by, on=on, booking=row)


@transaction.atomic
def step_visit(
    visit: Visit, verb: str, *, by: Account, on: date, window: int | None = None, turn: Turn | None = None
) -> Event:
    """Take a step of danvan.reception.workflow.VISIT_STEPS; the period that ran ends, the next begins, both now.

    `window`: the desk to which somebody is invited. `turn`: what the visit became in the register. Raises
    StepRefused where somebody was quicker: the sentence says who did what, and when.
    """
    row = Visit.objects.select_for_update(of=("self",)).select_related("unit").get(pk=visit.pk)
    policies.check_can_serve(by, row.unit, on=on)
    step = VISIT_STEPS[verb]
    if row.state not in step.sources:
        raise StepRefused(_said(row))
    return _moved(row, verb, step.target, by=by, on=on, window=window, turn=turn)


@transaction.atomic
def enter_visit(visit: Visit, turn: Turn, *, by: Account, on: date) -> Event | None:
    """End a visit with the turn that it became in the register; None where that is done already.

    Somebody may have ended it meanwhile without the register: it is tied to the turn all the same. Raises StepRefused
    where it is not being served, or became another turn.
    """
    row = Visit.objects.select_for_update(of=("self",)).select_related("unit").get(pk=visit.pk)
    if row.turn_id == turn.pk:
        return None
    if row.state != VisitState.DONE or row.turn_id:
        return step_visit(visit, "finish", by=by, on=on, turn=turn)
    policies.check_can_serve(by, row.unit, on=on)
    row.turn = turn
    row.save(update_fields=["turn"])
    data = {"rows": prints.of([row], row.salt)}
    return journal.record(stream=STREAM, subject=row.pk, verb="finish", by=by, on=on, data=data)


def end_days(*, on: date) -> int:
    """End whatever was left in the queues of earlier days where the office keeps no places overnight; how many.

    For the worker, each night; the next number of a unit does the same for its own queue.
    """
    rooms = Room.objects.filter(keep_overnight=False).select_related("unit")
    waiting = Visit.objects.filter(on__lt=on, state__in=IN_QUEUE)
    return sum(_end_day(room.unit, on) for room in rooms.filter(unit__in=waiting.values("unit")))


@transaction.atomic
def _end_day(unit: Unit, on: date) -> int:
    lock_room(unit)
    return _clear(unit, on)


def _clear(unit: Unit, on: date) -> int:
    """Close every visit of an earlier day; whoever was being served was served, the others have left."""
    rows = Visit.objects.select_for_update(of=("self",)).filter(unit=unit, on__lt=on, state__in=IN_QUEUE)
    found = list(rows.order_by("on", "number"))
    for visit in found:
        served = visit.state == VisitState.SERVING
        visit.late = True
        verb, target = ("finish", VisitState.DONE) if served else ("leave", VisitState.LEFT)
        _moved(visit, verb, target, by=SYSTEM, on=on)
    return len(found)


def _check_today(unit: Unit, *, by: Account, on: date) -> None:
    policies.check_can_serve(by, unit, on=on)
    if on != dates.today():
        raise StepRefused(_("Số thứ tự chỉ lấy trong ngày; lượt của ngày khác ghi thẳng vào sổ."))


def _enter(
    unit: Unit,
    *,
    persons: int,
    by: Account,
    on: date,
    first: bool = False,
    late: bool = False,
    booking: Booking | None = None,
) -> Visit:
    room = lock_room(unit)
    if not room.keep_overnight:
        _clear(unit, on)
    visit = Visit.objects.create(
        unit=unit,
        on=on,
        number=_next_number(unit, on),
        persons=persons,
        booking=booking,
        first=first,
        late=late,
        state=VisitState.WAITING,
        salt=secrets.token_hex(16),
    )
    period = queues.begin(visit, visit.periods, by=by, now=dates.now())
    data = {"rows": prints.of([visit, period], visit.salt)}
    journal.record(stream=STREAM, subject=visit.pk, verb="arrive", by=by, on=on, new=visit.state, data=data)
    return visit


def _next_number(unit: Unit, on: date) -> int:
    """One more than the highest of today and of those who kept their place overnight."""
    rows = Visit.objects.filter(unit=unit)
    return next_number(rows.filter(on=on) | rows.filter(on__lt=on, state__in=IN_QUEUE))


def _moved(
    visit: Visit,
    verb: str,
    target: str,
    *,
    by: Account | Outsider,
    on: date,
    window: int | None = None,
    turn: Turn | None = None,
) -> Event:
    old = visit.state
    visit.late = visit.late or visit.on < on
    visit.turn = turn
    periods = queues.turn_over(visit, visit.periods, target, by=by, now=dates.now(), window=window)
    visit.save()
    data = {"rows": prints.of([visit, *periods], visit.salt), "window": visit.window}
    return journal.record(
        stream=STREAM, subject=visit.pk, verb=verb, by=by, on=on, old=old, new=visit.state, data=data
    )


def _said(visit: Visit) -> str:
    """Who did what last: whoever is late reads it."""
    last = visit.periods.select_related("by").order_by("-pk")[0]
    told = {
        "number": visit.shown,
        "who": last.by.full_name if last.by else _("Sổ"),
        "at": words.clock(last.from_at),
        "window": visit.window or 1,
    }
    if visit.state == VisitState.INVITED:
        return _("Số %(number)s đã được %(who)s mời vào bàn %(window)s lúc %(at)s.") % told
    if visit.state == VisitState.SERVING:
        return _("Số %(number)s đang được %(who)s tiếp từ %(at)s.") % told
    if visit.state in (VisitState.DONE, VisitState.LEFT):
        return _("Số %(number)s đã xong, do %(who)s ghi.") % told
    return _("Số %(number)s đang chờ từ %(at)s.") % told
