"""Who may propose, decide and hold back."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.retention.models import DestructionList

WORKERS = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})


def own_units(officer: Account, *, on: date) -> frozenset[int]:
    """The units whose content the officer may propose to destroy, or decide on."""
    return people.standing(officer, on).units_with(*WORKERS)


def leads(officer: Account, unit: Unit | int, *, on: date) -> bool:
    """Whether the officer leads the unit."""
    return people.has_role(officer, [Role.LEADER], unit, on)


def check_can_propose(by: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless the officer works in the unit."""
    if not people.has_role(by, WORKERS, unit, on):
        raise StepRefused(_("Danh mục hủy do người làm việc ở đơn vị lập."))


def check_leads(by: Account, unit: Unit | int, *, on: date) -> None:
    """Raise StepRefused unless the officer leads the unit."""
    if not leads(by, unit, on=on):
        raise StepRefused(_("Việc này do lãnh đạo đơn vị quyết định."))


def check_can_decide(by: Account, list_: DestructionList, *, on: date) -> None:
    """Raise StepRefused unless the officer leads the unit, is not who proposed, and the list awaits a decision."""
    check_leads(by, list_.unit_id, on=on)
    if list_.by_id == by.pk:
        raise StepRefused(_("Người lập danh mục không được duyệt danh mục của mình."))
    if list_.state != DestructionList.State.PROPOSED:
        raise StepRefused(_("Danh mục này đã có quyết định."))
