"""Fees: due, paid with a receipt, exempt with the ground. Sums are đồng."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases import policies as cases
from danvan.cases.errors import StepRefused
from danvan.cases.workflow import DESK
from danvan.journal.actors import Outsider
from danvan.lib.text import clean
from danvan.onestop import clock
from danvan.onestop.actions import halting, ledger
from danvan.onestop.models import Application, Fee, Order, PaidBy
from danvan.onestop.workflow import AWAITING_PAYMENT
from danvan.people.models import Account

ENDED = ("returned", "refused", "withdrawn")


@transaction.atomic
def charge(
    application: Application, *, amount: int, name: str, by: Account, on: date, seen: int | None = None
) -> Fee:
    """A fee that comes due on the way (thông báo nộp): its name and sum. Raises StepRefused for no sum or no name."""
    row = _locked(application, by=by, on=on, seen=seen)
    said = clean(name)[:200]
    if amount <= 0 or not said:
        raise StepRefused(_("Cần ghi tên khoản thu và số tiền lớn hơn 0."), field="amount")
    fee = Fee.objects.create(application=row, amount=amount, name=said)
    data = {"fee": fee.pk, "amount": amount}
    ledger.note(row, "fee_charge", by=by, on=on, rows=[fee], data=data, public=True)
    return fee


@transaction.atomic
def pay(
    fee: Fee, *, amount: int, receipt: str, how: str, by: Account, on: date, seen: int | None = None
) -> Fee:
    """A fee was paid (thu phí, lệ phí): the whole sum, with the number of its receipt and how.

    Where the clock waited for the payment and nothing else is due, it runs again. Raises StepRefused for another sum,
    without a receipt, and for a fee that is settled already.
    """
    row, found = _due(fee, by=by, on=on, seen=seen)
    said = clean(receipt)[:60]
    if amount != found.amount:
        raise StepRefused(
            _("Số tiền phải nộp là %(due)s đồng; chưa ghi gì.")
            % {"due": f"{found.amount:,}".replace(",", ".")},
            field="amount",
        )
    if not said or how not in PaidBy.values:
        raise StepRefused(_("Cần ghi số biên lai và hình thức nộp."), field="receipt")
    found.receipt, found.how, found.paid_at, found.taken_by = said, how, clock.moment(), by
    return settle(row, found, "fee_pay", by=by, on=on, rows=close_orders(found))


@transaction.atomic
def exempt(fee: Fee, *, ground: str, by: Account, on: date, seen: int | None = None) -> Fee:
    """A fee is not to be paid (miễn phí, lệ phí), with the ground. Raises StepRefused without one."""
    row, found = _due(fee, by=by, on=on, seen=seen)
    found.ground = clean(ground)[:250]
    if not found.ground:
        raise StepRefused(_("Cần ghi căn cứ miễn phí, lệ phí."), field="ground")
    return settle(row, found, "fee_exempt", by=by, on=on, rows=close_orders(found))


def close_orders(fee: Fee) -> list[Model]:
    """Orders to pay a fee online that nobody needs any more; the rows that were written."""
    rows = list(fee.orders.filter(state=Order.State.OPEN))
    for row in rows:
        row.state = Order.State.CLOSED
        row.save(update_fields=["state"])
    return [*rows]


def _locked(application: Application | int, *, by: Account, on: date, seen: int | None) -> Application:
    row = ledger.locked(application, on=on, seen=seen)
    if DESK.isdisjoint(cases.roles(by, row.case, on=on)):
        raise StepRefused(_("Phí, lệ phí do bộ phận một cửa đã tiếp nhận hồ sơ ghi."))
    if row.case.status in ENDED:
        raise StepRefused(_("Hồ sơ đã kết thúc nên không ghi thêm phí, lệ phí."))
    return row


def _due(fee: Fee, *, by: Account, on: date, seen: int | None) -> tuple[Application, Fee]:
    row = _locked(fee.application_id, by=by, on=on, seen=seen)
    found = Fee.objects.get(pk=fee.pk)
    if not found.is_due:
        raise StepRefused(_("Khoản này đã nộp hoặc đã được miễn; chưa ghi gì thêm."))
    found.application = row
    return row, found


def settle(
    application: Application,
    fee: Fee,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    rows: Sequence[Model] = (),
) -> Fee:
    """Put on record that nothing is due of a fee any more; where the clock waited for it alone, it runs again.

    The application is locked already; `rows` are what else was written with it.
    """
    fee.save()
    data = {"fee": fee.pk, "amount": fee.amount}
    ledger.note(application, verb, by=by, on=on, rows=[fee, *rows], data=data, public=True)
    owed = any(each.is_due for each in application.fees.all())
    if application.case.status == AWAITING_PAYMENT and not owed:
        halting.all_paid(application, fee, by=by, on=on)
    return fee
