"""Who may do what to units, posts and accounts, and the question other apps ask: is a role held here?"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from danvan.journal.actors import Outsider
from danvan.people.errors import Refused
from danvan.people.models import Account, Tier, Unit
from danvan.people.reach import Standing, assume_standing, forget_standing, standing
from danvan.people.roles import Role

WORKING = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})

__all__ = [
    "Standing",
    "assume_standing",
    "can_administer",
    "can_confirm_rules",
    "can_manage_account",
    "can_record_absence",
    "can_see_account",
    "check_can_administer",
    "check_can_confirm_rules",
    "check_can_manage_account",
    "check_can_record_absence",
    "check_can_stand_in",
    "forget_standing",
    "has_role",
    "provinces_administered",
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


def provinces_administered(officer: Account, on: date) -> list[int]:
    """The provinces that the officer administers: for them the law lets her set a term of their own."""
    mine = standing(officer, on).units_with(Role.ADMINISTRATOR) if officer.is_active else frozenset()
    return list(Unit.objects.on(on).filter(pk__in=mine, tier=Tier.PROVINCE).values_list("pk", flat=True))


def can_see_account(officer: Account, account: Account, on: date) -> bool:
    """True when the account has, or last had, a post in a unit that the officer administers."""
    mine = standing(officer, on).units_with(Role.ADMINISTRATOR)
    return officer == account or account.posts.filter(unit__in=mine).exists()


def can_manage_account(by: Account | Outsider | None, account: Account, on: date) -> bool:
    """True when the officer administers every unit of the account's posts; the system and the first run may.

    An account whose posts have all ended belongs to the units that it left last, a new one to whoever opens it.
    """
    if by is None or isinstance(by, Outsider):
        return True
    mine = standing(by, on).units_with(Role.ADMINISTRATOR) if by.is_active else frozenset()
    return bool(mine) and _units_of(account, on) <= mine


def check_can_manage_account(by: Account | Outsider | None, account: Account, on: date) -> None:
    """Raises Refused unless the officer administers every unit of the account's posts."""
    if not can_manage_account(by, account, on):
        raise Refused(_("Tài khoản này còn giữ vai trò ở đơn vị mà ông/bà không quản trị."))


def can_record_absence(by: Account | Outsider, officer: Account, unit: Unit | int, on: date) -> bool:
    """True for the officer's own days, and for whoever leads the unit; the system may."""
    if isinstance(by, Outsider):
        return True
    return by.is_active and (by == officer or has_role(by, [Role.LEADER], unit, on))


def check_can_record_absence(by: Account | Outsider, officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused unless the days are the officer's own, or the unit is led by whoever asks."""
    if not can_record_absence(by, officer, unit, on):
        raise Refused(_("Ngày vắng do chính cán bộ hoặc lãnh đạo đơn vị ghi."))


def check_can_stand_in(stand_in: Account, officer: Account, unit: Unit, on: date) -> None:
    """Raises Refused unless the colleague can take the absent one's steps there: a leader's only another leader.

    The law is silent on who stands in at the desk; that is the office's practice.
    """
    mine = standing(officer, on).seats.get(unit.pk, frozenset()) & WORKING
    theirs = standing(stand_in, on).seats.get(unit.pk, frozenset()) & WORKING
    if not officer.is_active or not mine:
        raise Refused(_("Người vắng không giữ vai trò nào phải có người thay ở đơn vị này."))
    if stand_in == officer:
        raise Refused(_("Người thay phải là người khác."))
    if not stand_in.is_active or not theirs:
        raise Refused(_("Người thay phải đang giữ vai trò ở cùng đơn vị."))
    if Role.LEADER in mine and Role.LEADER not in theirs:
        raise Refused(_("Thay lãnh đạo phải là một lãnh đạo khác của đơn vị."))


def _units_of(account: Account, on: date) -> set[int]:
    """Units of the posts held that day or to be held later; without any, those of the posts that ended last."""
    posts = list(account.posts.values_list("unit", "until_on"))
    held = {unit for unit, until in posts if until is None or until > on}
    last = max((until for _unit, until in posts if until), default=None)
    return held or {unit for unit, until in posts if until == last}
