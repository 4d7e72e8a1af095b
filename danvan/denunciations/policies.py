"""Who may keep a key, open what is sealed, look at who denounced, speak through the receipt; and why not."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.cases import concerns
from danvan.cases import policies as cases
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.workflow import DECIDES
from danvan.denunciations import keeping
from danvan.denunciations.models import Custodian, Denunciation, Envelope, Look
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

TAKES_IN = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER, Role.INSPECTOR})
"""Roles whose desk takes down what somebody brings in person or by post; they see it as they type, never again."""


def check_can_name(by: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless the officer leads the unit whose custodians are named or dismissed."""
    if not (by.is_active and people.standing(by, on).has_role([Role.LEADER], unit.pk)):
        raise StepRefused(_("Người giữ khóa do lãnh đạo đơn vị phân công."))


def check_can_keep(officer: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless the officer holds a post in the unit."""
    if not (officer.is_active and people.standing(officer, on).seats.get(unit.pk)):
        raise StepRefused(_("Người giữ khóa phải giữ vai trò trong đơn vị."), field="officer")


def check_key_holder(by: Account, custodian: Custodian) -> None:
    """Raise StepRefused unless it is the officer's own custody, and not ended."""
    if custodian.officer_id != by.pk or custodian.until is not None:
        raise StepRefused(_("Khóa này không phải của ông/bà, hoặc việc giữ khóa đã kết thúc."))


def check_can_go(custodian: Custodian, *, on: date) -> None:
    """Raise StepRefused where too few keys would be left, or letters that no other key opens."""
    if custodian.until is not None:
        raise StepRefused(_("Việc giữ khóa đã kết thúc."))
    if custodian.since is None:
        return
    left = keeping.active(on).filter(unit=custodian.unit_id).exclude(pk=custodian.pk).count()
    ended = custodian.unit.exists_until is not None and custodian.unit.exists_until <= on
    if left < keeping.KEEPERS and not ended:  # nothing comes any longer to a unit that has ended
        raise StepRefused(
            _(
                "Đơn vị phải còn ít nhất %(n)d người giữ khóa. Hãy phân công người khác và chờ người đó nộp khóa; "
                "chưa thay đổi gì."
            )
            % {"n": keeping.KEEPERS}
        )
    alone = keeping.only_key_of(custodian).count()
    if alone:
        raise StepRefused(
            _(
                "Còn %(n)d đơn chỉ khóa này mở được. Hãy niêm phong lại cho người khác trước; chưa thay đổi gì."
            )
            % {"n": alone}
        )


def can_take_in(officer: Account, unit: Unit, *, on: date) -> bool:
    """Whether the officer takes denunciations down for the unit."""
    return officer.is_active and people.standing(officer, on).has_role(TAKES_IN, unit.pk)


def check_can_take_in(officer: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless the officer takes denunciations down for the unit."""
    if not can_take_in(officer, unit, on=on):
        raise StepRefused(_("Ông/bà không tiếp nhận đơn của đơn vị này."))


def envelope(found: Denunciation, by: Account, *, on: date) -> Envelope:
    """The officer's envelope; StepRefused for whoever keeps no key of it, or whom it is about."""
    mine = keeping.envelope_for(found, by)
    if mine is None or not by.is_active or concerns.shut_out(by, found.case, on=on):
        raise StepRefused(_("Đơn này không được niêm phong cho khóa của ông/bà."))
    return mine


def check_can_seal_again(found: Denunciation, by: Account, *, on: date) -> None:
    """Raise StepRefused unless the officer has its key and is not accused in person; she sees nothing of it by that."""
    if not by.is_active or keeping.envelope_for(found, by) is None or keeping.is_accused(by, found, on=on):
        raise StepRefused(_("Đơn này không được niêm phong cho khóa của ông/bà."))


def check_can_decide(look: Look, by: Account, *, on: date) -> None:
    """Raise StepRefused unless another custodian of the same letter decides, once."""
    envelope(look.denunciation, by, on=on)
    if look.by_id == by.pk:
        raise StepRefused(_("Người xin xem không được tự cho phép: cần người giữ khóa khác."))
    if look.decided_on is not None:
        raise StepRefused(_("Yêu cầu này đã được quyết định."))


def check_can_take_look(look: Look, by: Account) -> None:
    """Raise StepRefused unless it is the officer's own look, allowed, and not taken before."""
    if look.by_id != by.pk or not look.is_allowed:
        raise StepRefused(_("Chưa có người giữ khóa khác cho phép xem."))
    if look.taken_on is not None:
        raise StepRefused(_("Lần xem này đã dùng; muốn xem nữa thì phải xin lại."))


def check_can_speak(by: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused unless the officer settles the case, or keeps its key."""
    if case.destroyed_on:
        raise StepRefused(str(cases.GONE))
    settles = not DECIDES.isdisjoint(cases.roles(by, case, on=on))
    if not settles and keeping.envelope_for(case.denunciation, by) is None:
        raise StepRefused(_("Chỉ người giải quyết hoặc người giữ khóa được viết cho người tố cáo."))


def check_can_protect(by: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused unless the officer leads where the case is settled (Law 25/2018, chapter VI)."""
    if Role.LEADER not in cases.roles(by, case, on=on):
        raise StepRefused(_("Biện pháp bảo vệ do lãnh đạo đơn vị đang giải quyết quyết định."))


def takes_in_for(officer: Account, *, on: date) -> frozenset[int]:
    """Units for which the officer takes denunciations down."""
    return people.standing(officer, on).units_with(*TAKES_IN) if officer.is_active else frozenset()


def names_for(officer: Account, *, on: date) -> frozenset[int]:
    """Units whose custodians the officer names and dismisses."""
    return people.standing(officer, on).units_with(Role.LEADER) if officer.is_active else frozenset()


def can_speak(by: Account, case: Case, *, on: date) -> bool:
    """Whether the officer writes to the denouncer."""
    try:
        check_can_speak(by, case, on=on)
    except StepRefused:
        return False
    return True


def can_protect(by: Account, case: Case, *, on: date) -> bool:
    """Whether the officer decides on measures of protection."""
    return case.destroyed_on is None and Role.LEADER in cases.roles(by, case, on=on)
