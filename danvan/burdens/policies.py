"""Who may report at the desk, read, draw up, opine, decide, and which step a proposal allows."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.burdens.models import Opinion, Proposal
from danvan.burdens.workflow import COUNTER, DRAFTERS, IN_HAND, LIFE, READERS
from danvan.people import lives
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.lives import Move
from danvan.people.models import Account


def can_report(officer: Account, on: date) -> bool:
    """True for whoever works at a counter or a desk anywhere: the procedure may be kept by a unit above."""
    return officer.is_active and bool(people.standing(officer, on).units_with(*COUNTER))


def check_can_report(officer: Account, on: date) -> None:
    """Raises Refused unless the officer works in some unit."""
    if not can_report(officer, on):
        raise Refused(_("Chỉ cán bộ tiếp nhận, thụ lý hoặc lãnh đạo ghi phản ánh tại bàn."))


def units_read(officer: Account, on: date) -> frozenset[int]:
    """The units on whose procedures the officer reads what is burdensome, and all proposals."""
    return people.standing(officer, on).units_with(*READERS) if officer.is_active else frozenset()


def sees_persons(officer: Account, unit: int, on: date) -> bool:
    """True for whoever works in the unit that keeps the procedure: only they read who reported, and the number."""
    return people.has_role(officer, COUNTER, unit, on)


def can_review(officer: Account, unit: int, on: date) -> bool:
    """True for whoever settles reports in the unit: sets aside, tells people."""
    return people.has_role(officer, COUNTER, unit, on)


def check_can_review(officer: Account, unit: int, on: date) -> None:
    """Raises Refused unless the officer works in the unit that keeps the procedure."""
    if not can_review(officer, unit, on):
        raise Refused(_("Chỉ cán bộ của đơn vị giữ thủ tục này xử lý phản ánh và báo tin."))


def units_reviewed(officer: Account, on: date) -> frozenset[int]:
    """The units whose reports the officer settles, and whose people she tells."""
    return people.standing(officer, on).units_with(*COUNTER) if officer.is_active else frozenset()


def has_any_step(officer: Account, proposal: Proposal, on: date) -> bool:
    """Whether there is any step of the table that the officer's role allows, whatever the status."""
    return people.has_role(officer, LIFE.roles, proposal.procedure.unit_id, on)


def can_draft(officer: Account, unit: int, on: date) -> bool:
    """True for whoever handles, leads or administers the unit that keeps the procedure."""
    return people.has_role(officer, DRAFTERS, unit, on)


def check_can_draft(officer: Account, unit: int, on: date) -> None:
    """Raises Refused unless the officer handles, leads or administers the unit."""
    if not can_draft(officer, unit, on):
        raise Refused(
            _("Chỉ cán bộ thụ lý, lãnh đạo hoặc người quản trị của đơn vị giữ thủ tục lập phương án.")
        )


def units_drafted(officer: Account, on: date) -> frozenset[int]:
    """The units for whose procedures the officer draws proposals up."""
    return people.standing(officer, on).units_with(*DRAFTERS) if officer.is_active else frozenset()


def available(proposal: Proposal, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with the proposal now."""
    return lives.available(LIFE, proposal.status, officer, proposal.procedure.unit_id, on)


def check_can(officer: Account, proposal: Proposal, verb: str, on: date) -> None:
    """Raises Refused where the role or the table does not allow the step."""
    lives.check_can(LIFE, proposal.status, verb, officer, proposal.procedure.unit_id, on)


def can_cost(officer: Account, proposal: Proposal, on: date) -> bool:
    """True while the proposal is in hand and not submitted, for whoever draws it up."""
    open_ = proposal.status in IN_HAND[:2]
    return open_ and can_draft(officer, proposal.procedure.unit_id, on)


def check_can_cost(officer: Account, proposal: Proposal, on: date) -> None:
    """Raises Refused without a right, and once the proposal was submitted."""
    check_can_draft(officer, proposal.procedure.unit_id, on)
    if not can_cost(officer, proposal, on):
        raise Refused(_("Phương án đã trình hoặc đã kết thúc; chi phí không sửa được nữa."))


def answers_for(officer: Account, opinion: Opinion, on: date) -> bool:
    """True for whoever handles or leads in the unit that was asked."""
    return people.has_role(officer, DRAFTERS, opinion.unit_id, on)


def can_opine(officer: Account, proposal: Proposal, opinion: Opinion, on: date) -> bool:
    """True for the unit that was asked, and for whoever drew the proposal up, with the number of a letter."""
    return answers_for(officer, opinion, on) or can_draft(officer, proposal.procedure.unit_id, on)


def check_can_opine(officer: Account, proposal: Proposal, opinion: Opinion, paper: str, on: date) -> None:
    """Raises Refused without a right; for another unit only what came on paper is entered, with its number."""
    if answers_for(officer, opinion, on):
        return
    if not can_draft(officer, proposal.procedure.unit_id, on):
        raise Refused(_("Ý kiến do đơn vị được hỏi ghi."))
    if not paper:
        raise Refused(_("Ghi thay đơn vị khác thì cần số văn bản góp ý của họ."), field="paper")
