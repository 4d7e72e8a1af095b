"""Who looks into a rise, and who decides what is published. Who sees figures: danvan.reports.policies."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.dashboards.models import Surge
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role


def can_answer(officer: Account, surge: Surge, *, on: date) -> bool:
    """Whether the officer leads or inspects the unit or one above it."""
    standing = people.standing(officer, on)
    return officer.is_active and surge.unit_id in standing.seen_as(Role.LEADER, Role.INSPECTOR)


def check_can_answer(officer: Account, surge: Surge, *, on: date) -> None:
    """Raise StepRefused unless the officer leads or inspects the unit or one above it."""
    if not can_answer(officer, surge, on=on):
        raise StepRefused(_("Việc này do lãnh đạo hoặc thanh tra của đơn vị, hay của cấp trên, ghi."))


def publishing_units(officer: Account, *, on: date) -> frozenset[int]:
    """The units whose figures the officer may publish: those that she leads."""
    return people.standing(officer, on).units_with(Role.LEADER)


def check_can_publish(officer: Account, unit: Unit | int, *, on: date) -> None:
    """Raise StepRefused unless the officer leads the unit."""
    if not people.has_role(officer, [Role.LEADER], unit, on):
        raise StepRefused(_("Công bố số liệu do lãnh đạo đơn vị quyết định."))
