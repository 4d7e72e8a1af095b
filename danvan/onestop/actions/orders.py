"""Fees paid online: an order is laid before the carrier, a payment comes, once; what came too much is given back."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.cases import policies as cases
from danvan.cases.errors import StepRefused
from danvan.cases.workflow import DESK
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.lib import codes
from danvan.lib.text import clean
from danvan.onestop import clock, payments
from danvan.onestop.actions import ledger
from danvan.onestop.actions.fees import ENDED, settle
from danvan.onestop.models import Application, Fee, Order, PaidBy
from danvan.onestop.payments import Asked, Told
from danvan.people.models import Account

State = Order.State
SURPLUS = (State.SURPLUS, State.REFUNDED)
LONGEST = 60
"""Letters of a carrier's number that are kept; the same payment told again is known by them."""


def begin(fee: Fee, *, on: date) -> str:
    """Order the payment of a fee that is due; the address at which it is paid. Asked again, it is the same order.

    Raises StepRefused where nothing is due of it.
    """
    order = _ordered(fee, on=on)
    back = settings.DANVAN_URL + reverse("portal:paid_back")
    said = _("Phí, lệ phí hồ sơ %(receipt)s") % {"receipt": order.application.receipt}
    return payments.carrier().create(Asked(order.number, order.amount, said, back))


@transaction.atomic
def _ordered(fee: Fee, *, on: date) -> Order:
    row = ledger.locked(fee.application_id, on=on)
    found = row.fees.filter(pk=fee.pk).first()
    if found is None or not found.is_due or row.case.status in ENDED:
        raise StepRefused(_("Khoản này không còn phải nộp."))
    order = found.orders.filter(state=State.OPEN, carrier=payments.carrier().name).first()
    if order is None:
        order = Order.objects.create(
            application=row,
            fee=found,
            number=codes.new_code(),
            amount=found.amount,
            carrier=payments.carrier().name,
            made_at=clock.moment(),
        )
        data = {"fee": found.pk, "amount": found.amount}
        ledger.note(row, "order_begin", by=CITIZEN, on=on, rows=[order], data=data)
    order.application = row
    return order


@transaction.atomic
def came(told: Told, *, on: date) -> Order:
    """A payment of which the carrier told (its signature held): the fee is paid, its clock runs again.

    The same payment told again changes nothing. What comes when nothing is due any more is kept as surplus, to be given
    back. Raises StepRefused for an order that nobody made, another sum than was ordered, a second payment of one order,
    and for a payment that failed.
    """
    order = Order.objects.filter(number=told.number, carrier=payments.carrier().name).first()
    if order is None:
        raise StepRefused(_("Không có lệnh thanh toán này."))
    row = ledger.locked(order.application_id, on=on)
    order.refresh_from_db()
    if not told.paid:
        raise StepRefused(_("Lần thanh toán này chưa thành công; chưa ghi gì."))
    if order.reference:
        if order.reference != told.reference[:LONGEST]:
            raise StepRefused(_("Lệnh này đã được thanh toán bằng giao dịch khác; cần đối soát."))
        return order
    if told.amount != order.amount or not told.reference:
        raise StepRefused(_("Số tiền không khớp với lệnh thanh toán; cần đối soát."))
    return _keep(order, row, told.reference, on=on)


def _keep(order: Order, row: Application, reference: str, *, on: date) -> Order:
    """Put a payment on record, and pay the fee with it where the fee is due."""
    fee = row.fees.get(pk=order.fee_id)
    order.reference, order.paid_at = reference[:LONGEST], clock.moment()
    if fee.is_due and row.case.status not in ENDED:
        order.state = State.PAID
        order.save()
        fee.receipt, fee.how, fee.paid_at = order.reference, PaidBy.ONLINE, order.paid_at
        settle(row, fee, "fee_pay", by=SYSTEM, on=on, rows=[order])
    else:
        order.state = State.SURPLUS
        order.save()
        data = {"fee": fee.pk, "amount": order.amount}
        ledger.note(row, "order_surplus", by=SYSTEM, on=on, rows=[order], data=data, public=True)
    return order


@transaction.atomic
def refund(order: Order, *, text: str, by: Account, on: date, seen: int | None = None) -> Order:
    """What was paid too much was given back (hoàn trả): how, in a word. Raises StepRefused without one, or again."""
    row = ledger.locked(order.application_id, on=on, seen=seen)
    found = row.orders.get(pk=order.pk)
    if DESK.isdisjoint(cases.roles(by, row.case, on=on)):
        raise StepRefused(_("Phí, lệ phí do bộ phận một cửa đã tiếp nhận hồ sơ ghi."))
    if found.state != State.SURPLUS:
        raise StepRefused(_("Khoản này không phải hoàn trả."))
    said = clean(text)
    if not said:
        raise StepRefused(_("Cần ghi đã hoàn trả thế nào."), field="text")
    found.state = State.REFUNDED
    found.save(update_fields=["state"])
    ledger.note(
        row, "order_refund", by=by, on=on, text=said, rows=[found], data={"order": found.pk}, public=True
    )
    return found


def reconcile(day: date, *, on: date) -> tuple[list[Order], list[tuple[Told, str]]]:
    """Compare a day of the carrier with the ledger: payments of which no message came are put on record.

    Returns those, and what does not fit with the reason in a sentence.
    """
    mended, strange = [], []
    known = set(Order.objects.exclude(reference="").values_list("number", "reference", "amount"))
    for told in payments.carrier().statement(day):
        if (told.number, told.reference[:LONGEST], told.amount) in known:
            continue
        try:
            mended.append(came(told, on=on))
        except StepRefused as why:
            strange.append((told, why.sentence))
    return mended, strange
