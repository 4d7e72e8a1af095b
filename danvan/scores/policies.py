"""Who reads scores, and who says by which scale they are given."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.people.roles import Role


def units_scaled(officer: Account, on: date) -> frozenset[int]:
    """The units for which the officer sets a scale: those that she leads or administers."""
    if not officer.is_active:
        return frozenset()
    return people.standing(officer, on).units_with(Role.LEADER, Role.ADMINISTRATOR)


def check_can_scale(officer: Account, unit: Unit, on: date) -> None:
    """Raises Refused unless the officer leads or administers the unit."""
    if unit.pk not in units_scaled(officer, on):
        raise Refused(_("Thang điểm do lãnh đạo hoặc người quản trị của đơn vị ghi, theo văn bản."))
