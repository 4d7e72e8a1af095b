"""Names and addresses go out only by a decision of the office, which an administrator enters and ends."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.exchange import policies, queries
from danvan.exchange.actions import ledger
from danvan.exchange.models import Decision
from danvan.lib.text import clean
from danvan.people.models import Account


@transaction.atomic
def allow_personal(*, number: str, decided_on: date, by: Account, on: date) -> Decision:
    """Let packages carry names and addresses of senders from now on, by a decision of the office.

    Raises StepRefused for whoever does not administer the office, without its number, for a day ahead, or twice.
    """
    ledger.hold()
    policies.check_can_decide(by, on=on)
    said = clean(number)[:60]
    if not said:
        raise StepRefused(_("Cần ghi số quyết định."), field="number")
    if decided_on > on:
        raise StepRefused(_("Ngày của quyết định không thể ở tương lai."), field="decided_on")
    if queries.decision():
        raise StepRefused(_("Đang gửi theo một quyết định rồi; thôi quyết định ấy trước."))
    row = Decision.objects.create(number=said, decided_on=decided_on, by=by, on=on)
    ledger.record_one(row, stream=ledger.DECISIONS, verb="allow_personal", by=by, on=on)
    return row


@transaction.atomic
def end_personal(*, by: Account, on: date) -> None:
    """From now on no name and no address goes out. Raises StepRefused as `allow_personal`, or where none does."""
    ledger.hold()
    policies.check_can_decide(by, on=on)
    row = queries.decision()
    if row is None:
        raise StepRefused(_("Hiện không gửi dữ liệu cá nhân."))
    row.ended_by, row.ended_on = by, on
    row.save()
    ledger.record_one(row, stream=ledger.DECISIONS, verb="end_personal", by=by, on=on)
