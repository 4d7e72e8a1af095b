"""How an application ends: the result is handed out, it is refused with reasons, it is withdrawn; and late ones."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.lib.text import clean
from danvan.onestop import clock, policies
from danvan.onestop.actions import halting, ledger
from danvan.onestop.models import Application, Handing
from danvan.people.models import Account


class _TooLate(StepRefused):
    """No other appointment can be named; the leader is told."""


def apologise(
    application: Application,
    *,
    reason: str,
    new_at: datetime,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Event:
    """Apologise and name one new appointment (Phiếu xin lỗi và hẹn lại ngày trả kết quả), with the reason.

    At the latest a day before the appointment that stands. The whole term stays the law's: late is late. A second new
    appointment, or one that comes too late, is refused with StepRefused, and is put before the unit's leader.
    """
    try:
        with transaction.atomic():
            return _apologise(application, reason, new_at, by=by, on=on, seen=seen)
    except _TooLate as why:
        _escalate(application, str(why), by=by, on=on)
        raise


def _apologise(
    application: Application, reason: str, new_at: datetime, *, by: Account, on: date, seen: int | None
) -> Event:
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "apologise", by=by, on=on)
    if why := policies.why_no_apology(row, on=on):
        raise _TooLate(why)
    new_at = new_at.replace(second=0, microsecond=0)
    policies.check_new_appointment(row, new_at)
    before, row.appointment_at, row.apologised_at = row.appointment_at, new_at, clock.moment()
    data = {"appointment_before": before.isoformat()}
    return ledger.step(row, "apologise", by=by, on=on, text=clean(reason), data=data)


@transaction.atomic
def _escalate(application: Application, why: str, *, by: Account, on: date) -> Event:
    """Put on record that the office cannot keep to what it promised: its leader has it on her list."""
    row = ledger.locked(application, on=on)
    row.escalated_at = row.escalated_at or clock.moment()
    return ledger.note(row, "application_escalate", by=by, on=on, text=why)


@transaction.atomic
def remind(application: Application, *, by: Account, on: date, seen: int | None = None) -> Event:
    """Remind whoever has not collected the result (nhắc nhận kết quả)."""
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "remind", by=by, on=on)
    row.reminded_at = clock.moment()
    return ledger.step(row, "remind", by=by, on=on)


@transaction.atomic
def return_result(
    application: Application,
    *,
    how: str,
    to: str,
    by: Account,
    on: date,
    text: str = "",
    seen: int | None = None,
) -> Event:
    """Hand the result out (trả kết quả): how, to whom, when. Raises StepRefused while a fee is due, or to nobody."""
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "return_result", by=by, on=on)
    if any(fee.is_due for fee in row.fees.all()):
        raise StepRefused(_("Còn phí, lệ phí chưa nộp; thu hoặc ghi miễn trước khi trả kết quả."))
    if how not in Handing.values or not clean(to):
        raise StepRefused(_("Cần ghi trả bằng cách nào và trả cho ai."), field="to")
    row.handed_at, row.handed_by, row.handed_to = clock.moment(), how, clean(to)[:120]
    return ledger.step(row, "return_result", by=by, on=on, text=clean(text))


@transaction.atomic
def refuse(application: Application, *, reason: str, by: Account, on: date, seen: int | None = None) -> Event:
    """Refuse to settle it, with the reasons in writing (Phiếu từ chối giải quyết hồ sơ)."""
    return _end(application, "refuse", reason, by=by, on=on, seen=seen)


@transaction.atomic
def withdraw(
    application: Application, *, reason: str, by: Account | Outsider, on: date, seen: int | None = None
) -> Event:
    """Whoever asked takes it back (rút hồ sơ)."""
    return _end(application, "withdraw", reason, by=by, on=on, seen=seen)


def _end(
    application: Application, verb: str, reason: str, *, by: Account | Outsider, on: date, seen: int | None
) -> Event:
    """Nothing waits any more: the halt that is open ends with it, its steps stay as far as they came."""
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, verb, by=by, on=on)
    return ledger.step(row, verb, by=by, on=on, text=clean(reason), rows=halting.end(row))
