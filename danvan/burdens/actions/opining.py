"""Units are asked what they think, answer in writing; then the proposal is submitted, or comes back."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.burdens import policies, queries
from danvan.burdens.actions import ledger
from danvan.burdens.models import Opinion, Proposal
from danvan.burdens.workflow import STANCES, Stance, Status
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


@transaction.atomic
def ask(
    proposal: Proposal,
    *,
    units: Collection[Unit],
    until: date,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Proposal:
    """Ask units for their opinion by a day (lấy ý kiến); later more may be asked, or the day moved.

    Raises Refused without units the first time, for a day that is over, and as `ledger.locked`.
    """
    row = ledger.locked(proposal, "proposal_ask", by=by, on=on, seen=seen)
    if until < on:
        raise Refused(_("Ngày góp ý cuối cùng không thể đã qua."), field="until")
    asked = set(row.opinions.values_list("unit", flat=True))
    fresh = sorted((unit for unit in units if unit.pk not in asked), key=lambda unit: unit.pk)
    if not fresh and not asked:
        raise Refused(_("Xin chọn ít nhất một đơn vị để lấy ý kiến."), field="units")
    made = [Opinion.objects.create(proposal=row, unit=unit, asked_on=on) for unit in fresh]
    old, row.status, row.opinions_until = row.status, Status.OPINIONS.value, until
    told = {"units": [unit.key for unit in fresh], "until": until.isoformat()}
    ledger.write(row, "proposal_ask", by=by, on=on, old=old, rows=made, data=told)
    return row


@transaction.atomic
def opine(
    opinion: Opinion, *, stance: str, text: str = "", paper: str = "", by: Account, on: date
) -> Opinion:
    """Give a unit's opinion (góp ý); whoever reviews may enter for it what came on paper, with its number.

    Until the proposal is submitted it may be given anew; after the day it is taken all the same. Raises Refused
    without a right, without words where the unit does not simply agree, and where no opinion is asked any more.
    """
    row = ledger.hold(opinion.proposal)
    given = Opinion.objects.select_related("unit").get(pk=opinion.pk)
    said, number = clean(text), clean(paper)
    if row.status != Status.OPINIONS:
        raise Refused(_("Phương án không còn lấy ý kiến. Lời góp ý chưa được ghi."))
    policies.check_can_opine(by, row, given, number, on)
    if stance not in set(STANCES):
        raise Refused(_("Xin chọn nhất trí hay không."), field="stance")
    if stance != Stance.AGREES and not said:
        raise Refused(_("Xin ghi đề nghị sửa gì, hoặc vì sao không nhất trí."), field="text")
    given.stance, given.text, given.paper = stance, said, number
    given.by, given.given_on = by, on
    given.save()
    told = {"unit": given.unit.key, "stance": stance}
    ledger.write(row, "proposal_opine", by=by, on=on, old=row.status, rows=[given], data=told)
    return given


@transaction.atomic
def submit(proposal: Proposal, *, text: str, by: Account, on: date, seen: int | None = None) -> Proposal:
    """Submit it for decision (trình), with how opinions were taken up (tiếp thu, giải trình).

    Raises Refused while somebody may still answer, without those words where somebody did not simply agree, and as
    `ledger.locked`.
    """
    row = ledger.locked(proposal, "proposal_submit", by=by, on=on, seen=seen)
    said = clean(text)
    opinions = queries.opinions_of(row, on)
    silent = [each for each in opinions if each.given_on is None]
    if silent and row.opinions_until and on <= row.opinions_until:
        raise Refused(
            _(
                "Còn %(n)s đơn vị chưa góp ý và chưa hết hạn góp ý; xin chờ, hoặc nhập ý kiến của họ trên giấy."
            )
            % {"n": len(silent)}
        )
    if not said and any(each.stance not in ("", Stance.AGREES) for each in opinions):
        raise Refused(_("Xin ghi đã tiếp thu, giải trình các ý kiến thế nào."), field="text")
    old, row.status, row.taken, row.reason = row.status, Status.SUBMITTED.value, said, ""
    ledger.write(row, "proposal_submit", by=by, on=on, old=old, text=said)
    return row


@transaction.atomic
def send_back(proposal: Proposal, *, text: str, by: Account, on: date, seen: int | None = None) -> Proposal:
    """Send it back to be mended (trả lại), with the reason. Raises Refused without one, and as `ledger.locked`."""
    row = ledger.locked(proposal, "proposal_send_back", by=by, on=on, seen=seen)
    if not (said := clean(text)):
        raise Refused(_("Xin ghi cần sửa gì."), field="text")
    old, row.status, row.reason = row.status, Status.OPINIONS.value, said
    ledger.write(row, "proposal_send_back", by=by, on=on, old=old, text=said)
    return row
