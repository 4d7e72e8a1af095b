"""Who may do what to units, posts and accounts, and the question other apps ask: is a role held here?"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.people.reach import Standing, assume_standing, forget_standing, standing
from danvan.people.roles import Role

__all__ = [
    "Standing",
    "assume_standing",
    "can_administer",
    "can_confirm_rules",
    "can_see_account",
    "check_can_administer",
    "check_can_confirm_rules",
    "check_can_see_account",
    "forget_standing",
    "has_role",
    "standing",
]


def has_role(officer: Account, roles: Iterable[Role | str], unit: Unit | int, on: date) -> bool:
    """True when the officer holds one of the roles in the unit on that day; roles.py has the table."""
    if not officer.is_active:
        return False
    return standing(officer, on).has_role(roles, unit if isinstance(unit, int) else unit.pk)


def can_administer(officer: Account, unit: Unit | int, on: date) -> bool:
    """True when the officer administers the unit or one above it."""
    return has_role(officer, [Role.ADMINISTRATOR], unit, on)


def check_can_administer(officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused unless the officer administers the unit or one above it."""
    if not can_administer(officer, unit, on):
        raise Refused(_("Chỉ người quản trị của đơn vị hoặc của đơn vị cấp trên được làm việc này."))


def can_confirm_rules(officer: Account, unit: Unit | int, on: date) -> bool:
    """True when the officer leads or administers the unit: a rule is confirmed once for the whole office."""
    return has_role(officer, [Role.LEADER, Role.ADMINISTRATOR], unit, on)


def check_can_confirm_rules(officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused unless the officer leads or administers the unit."""
    if not can_confirm_rules(officer, unit, on):
        raise Refused(_("Chỉ lãnh đạo hoặc người quản trị của đơn vị được xác nhận quy định cho cơ quan."))


def can_see_account(officer: Account, account: Account, on: date) -> bool:
    """True when the account has, or last had, a post in a unit that the officer administers."""
    mine = standing(officer, on).units_with(Role.ADMINISTRATOR)
    return officer == account or account.posts.filter(unit__in=mine).exists()


def check_can_see_account(officer: Account, account: Account, on: date) -> None:
    """Raises Refused unless the officer administers a unit of the account."""
    if not can_see_account(officer, account, on):
        raise Refused(_("Tài khoản này thuộc đơn vị khác."))
