"""A proposal is drawn up from reports, written anew, given up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.burdens import policies, queries
from danvan.burdens.actions import ledger
from danvan.burdens.actions.reporting import free, take_up
from danvan.burdens.models import Proposal, Report
from danvan.burdens.workflow import Status
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.procedures.models import Version


@dataclass(frozen=True)
class Draft:
    """What a proposal says: what is wrong, what is to change, and what a file then needs less of."""

    title: str
    problem: str
    change: str
    criteria: Collection[str] = ()
    documents_saved: int | None = None
    days_saved: int | None = None
    trips_saved: int | None = None


@transaction.atomic
def draft(
    version: Version, told: Draft, *, reports: Iterable[Report] = (), by: Account, on: date
) -> Proposal:
    """Draw a proposal up (lập phương án) for a procedure that is carried out, from reports on it.

    Raises Refused without a right, without words, and for a version that is not in force.
    """
    policies.check_can_draft(by, version.procedure.unit_id, on)
    if version.from_on is None or version.until_on is not None:
        raise Refused(_("Chỉ lập phương án cho thủ tục đang thực hiện."))
    row = Proposal(procedure=version.procedure, version=version, status=Status.DRAFT.value)
    row.made_by, row.made_on = by, on
    _put(row, told, on)
    row.save()
    ledger.write(row, "proposal_draft", by=by, on=on)
    take_up(row, reports, by=by, on=on)
    return row


@transaction.atomic
def revise(
    proposal: Proposal,
    told: Draft,
    *,
    reports: Iterable[Report] = (),
    by: Account,
    on: date,
    seen: int | None = None,
) -> Proposal:
    """Write it anew, in draft or while opinions come in; `reports`: more that it answers.

    Raises Refused without words, and as `ledger.locked`.
    """
    asked = proposal.status == Status.OPINIONS
    verb = "proposal_rewrite" if asked else "proposal_revise"
    row = ledger.locked(proposal, verb, by=by, on=on, seen=seen)
    _put(row, told, on)
    ledger.write(row, verb, by=by, on=on, old=row.status)
    take_up(row, reports, by=by, on=on)
    return row


@transaction.atomic
def drop(proposal: Proposal, *, text: str, by: Account, on: date, seen: int | None = None) -> Proposal:
    """Give it up, with the reason; it stays, and its reports wait again.

    Raises Refused without a reason, and as `ledger.locked`.
    """
    row = ledger.locked(proposal, "proposal_drop", by=by, on=on, seen=seen)
    if not (said := clean(text)):
        raise Refused(_("Xin ghi lý do bỏ phương án."), field="text")
    old, row.status, row.reason = row.status, Status.DROPPED.value, said
    ledger.write(row, "proposal_drop", by=by, on=on, old=old, text=said)
    free(row, by=by, on=on)
    return row


def _put(row: Proposal, told: Draft, on: date) -> None:
    row.title, row.problem, row.change = clean(told.title), clean(told.problem), clean(told.change)
    for field, asked in (
        ("title", _("Xin ghi tên phương án.")),
        ("problem", _("Xin ghi vướng mắc ở chỗ nào, vì sao.")),
        ("change", _("Xin ghi đề nghị thay đổi thế nào.")),
    ):
        if not getattr(row, field):
            raise Refused(asked, field=field)
    known = {ground.key for ground in queries.criteria(on)}
    row.criteria = sorted(key for key in told.criteria if key in known)
    row.documents_saved, row.days_saved = told.documents_saved, told.days_saved
    row.trips_saved = told.trips_saved
