"""Appointments: made by a citizen or a clerk, cancelled, agreed to be held online."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.codes import new_code
from danvan.people.models import Account, Unit
from danvan.reception import policies
from danvan.reception.actions.sessions import lock_room
from danvan.reception.models import Booking, MatterKind
from danvan.reception.queries.sessions import AHEAD
from danvan.reception.queries.slots import Slot, slots
from danvan.reception.workflow import BookingState

STREAM = "booking"


@dataclass(frozen=True)
class Guest:
    """Whoever wants to come, before it is a row; `secret`: a denouncer who asks that nobody learns who it was."""

    full_name: str
    phone: str
    persons: int = 1
    kind: str = MatterKind.RECOMMENDATION
    about: str = ""
    online: bool = False
    secret: bool = False


@transaction.atomic
def book(
    guest: Guest, *, unit: Unit, slot: str, by: Account | Outsider, on: date, submission: UUID | None = None
) -> Booking:
    """Make an appointment at a slot that is still free; the same submission twice gives the one appointment.

    `slot` is the key of a danvan.reception.queries.Slot. A citizen books from the next day on, a clerk also for
    today. Raises StepRefused for a slot that is taken or none, another one of the same telephone on that day, an
    officer of another unit, and for a denunciation online whose author wants to stay unknown.
    """
    if submission and (earlier := Booking.objects.filter(submission=submission).first()):
        return earlier
    citizen = isinstance(by, Outsider)
    if not isinstance(by, Outsider):
        policies.check_can_plan(by, unit, on=on)
    policies.check_online(kind=guest.kind, online=guest.online, secret=guest.secret)
    lock_room(unit)
    if submission and (earlier := Booking.objects.filter(submission=submission).first()):
        return earlier
    chosen = _free(unit, slot, since=on + timedelta(1) if citizen else on, until=on + timedelta(AHEAD))
    _check_once(guest, unit, chosen)
    given = {
        name: getattr(guest, name) for name in ("full_name", "phone", "persons", "kind", "about", "online")
    }
    booking = Booking.objects.create(
        unit=unit,
        session=chosen.session,
        on=chosen.on,
        at=chosen.at,
        code=new_code(),
        state=BookingState.BOOKED,
        made_by=None if isinstance(by, Outsider) else by,
        made_at=dates.now(),
        submission=submission,
        salt=secrets.token_hex(16),
        **given,
    )
    _record(booking, "book", by=by, on=on)
    return booking


@transaction.atomic
def cancel_booking(booking: Booking, *, by: Account | Outsider, on: date) -> Event:
    """Give an appointment up; its slot is free again. Raises StepRefused once the person came, or the day is over."""
    row = _locked(booking, by=by, on=on)
    if row.state != BookingState.BOOKED or row.on < on:
        raise StepRefused(_("Lịch hẹn này đã xong hoặc đã hủy."))
    row.state = BookingState.CANCELLED
    row.save(update_fields=["state"])
    return _record(row, "cancel_booking", by=by, on=on)


@transaction.atomic
def agree_online(booking: Booking, *, link: str, by: Account, on: date) -> Event:
    """The office agrees to receive online and gives the address of the meeting: both sides have agreed.

    Raises StepRefused where the citizen did not ask for it, or the appointment is over.
    """
    row = _locked(booking, by=by, on=on)
    if row.state != BookingState.BOOKED or row.on < on or not row.online:
        raise StepRefused(_("Công dân không đề nghị tiếp trực tuyến, hoặc lịch hẹn đã xong."))
    if not link:
        raise StepRefused(_("Cần ghi địa chỉ phòng họp trực tuyến."))
    row.link, row.agreed_on = link, on
    row.save(update_fields=["link", "agreed_on"])
    return _record(row, "agree_online", by=by, on=on)


@transaction.atomic
def reveal_booking(booking: Booking, *, by: Account, on: date) -> Event:
    """Look at whoever booked behind the mask; always on record. Raises StepRefused for another unit's officer."""
    row = Booking.objects.select_for_update(of=("self",)).get(pk=booking.pk)
    policies.check_can_read(by, row.unit_id, on=on)
    return journal.record(stream=STREAM, subject=row.pk, verb="reveal", by=by, on=on)


def _locked(booking: Booking, *, by: Account | Outsider, on: date) -> Booking:
    row = Booking.objects.select_for_update(of=("self",)).select_related("unit").get(pk=booking.pk)
    if not isinstance(by, Outsider):
        policies.check_can_plan(by, row.unit, on=on)
    return row


def _free(unit: Unit, key: str, *, since: date, until: date) -> Slot:
    found = next((slot for slot in slots(unit, since=since, until=until) if slot.key == key), None)
    if found is None:
        raise StepRefused(_("Giờ này vừa hết chỗ hoặc không tiếp. Xin chọn giờ khác."))
    return found


def _check_once(guest: Guest, unit: Unit, slot: Slot) -> None:
    """One telephone holds one appointment a day in a unit, so that nobody takes all slots."""
    same = Booking.objects.filter(unit=unit, on=slot.on, phone=guest.phone, state=BookingState.BOOKED)
    if same.exists():
        raise StepRefused(_("Số điện thoại này đã có lịch hẹn trong ngày ấy."))


def _record(booking: Booking, verb: str, *, by: Account | Outsider, on: date) -> Event:
    data = {"rows": prints.of([booking], booking.salt)}
    return journal.record(
        stream=STREAM, subject=booking.pk, verb=verb, by=by, on=on, new=booking.state, data=data
    )
