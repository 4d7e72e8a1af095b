"""What was decided is put on record; then that the procedure is the new one. Those who reported a burden are told."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.burdens import queries
from danvan.burdens.actions import ledger
from danvan.burdens.actions.telling import tell
from danvan.burdens.models import Proposal
from danvan.burdens.models.telling import Moment
from danvan.burdens.workflow import LIFE, OUTCOMES, Status
from danvan.lib.dates import short
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.procedures.models import Version


@dataclass(frozen=True)
class Decision:
    """The act: accepted whole, in part, or not (a status of OUTCOMES); its number and day, who signed, what it says."""

    outcome: str
    number: str
    on: date
    signed_by: str
    text: str = ""


@transaction.atomic
def decide(proposal: Proposal, told: Decision, *, by: Account, on: date, seen: int | None = None) -> Proposal:
    """Put the decision on record (quyết định); from now on anybody may read the proposal, and reporters are told.

    Raises Refused without number, signer, or a reason where it is not accepted whole; for a day ahead; and as
    `ledger.locked`.
    """
    if told.outcome not in set(OUTCOMES):
        raise Refused(_("Xin chọn quyết định thế nào."), field="outcome")
    status = Status(told.outcome)
    verb = OUTCOMES[status]
    row = ledger.locked(proposal, verb, by=by, on=on, seen=seen)
    number, signer, said = clean(told.number), clean(told.signed_by), clean(told.text)
    if not number:
        raise Refused(_("Xin ghi số của quyết định."), field="number")
    if not signer:
        raise Refused(_("Xin ghi cơ quan hoặc người ra quyết định."), field="signed_by")
    if told.on > on:
        raise Refused(_("Ngày của quyết định không thể ở tương lai."), field="on")
    if "text" in LIFE.move(verb).needs and not said:
        raise Refused(
            _("Xin ghi phần nào không được chấp thuận và vì sao; người dân đọc được."), field="text"
        )
    old, row.status = row.status, status.value
    row.decision, row.decided_on, row.decided_by, row.decision_text = number, told.on, signer, said
    act = {"decision": number, "decided_on": told.on.isoformat(), "decided_by": signer}
    ledger.write(row, verb, by=by, on=on, old=old, text=said, data=act)
    tell(row, Moment.DECIDED, on=on)
    return row


@transaction.atomic
def enforce(
    proposal: Proposal, *, version: Version, by: Account, on: date, seen: int | None = None
) -> Proposal:
    """Put on record that the procedure is the new one (đã thực hiện): by a later version, or because it was abolished.

    Raises Refused for any other version, before the day from which it holds, and as `ledger.locked`.
    """
    row = ledger.locked(proposal, "proposal_enforce", by=by, on=on, seen=seen)
    found = next((each for each in queries.successors(row) if each.version.pk == version.pk), None)
    if found is None:
        raise Refused(
            _("Chưa có bản mới của thủ tục được công bố sau phương án; xin công bố bản mới trước."),
            field="version",
        )
    if found.from_on > on:
        raise Refused(
            _("Bản mới có hiệu lực từ %(day)s; xin ghi bước này từ ngày ấy.") % {"day": short(found.from_on)},
            field="version",
        )
    old, row.status = row.status, Status.IN_FORCE.value
    row.new_version, row.in_force_on = found.version, found.from_on
    told = {"version": found.version.number, "from_on": found.from_on.isoformat()}
    ledger.write(row, "proposal_enforce", by=by, on=on, old=old, data=told)
    tell(row, Moment.IN_FORCE, on=on)
    return row
