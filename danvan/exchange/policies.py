"""Who runs the exchange, who decides on personal data, who mends what was refused."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Account
from danvan.people.roles import Role

WORKERS = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})


def can_run(officer: Account, *, on: date) -> bool:
    """Whether the officer leads or administers the highest office of this register."""
    office = units.highest_office(on)
    return office is not None and people.has_role(officer, [Role.LEADER, Role.ADMINISTRATOR], office, on)


def check_can_run(officer: Account, *, on: date) -> None:
    """Raise StepRefused unless the officer leads or administers the highest office of this register."""
    if not can_run(officer, on=on):
        raise StepRefused(_("Việc liên thông do lãnh đạo hoặc người quản trị của cơ quan cao nhất làm."))


def can_decide(officer: Account, *, on: date) -> bool:
    """Whether the officer administers the highest office of this register."""
    office = units.highest_office(on)
    return office is not None and people.has_role(officer, [Role.ADMINISTRATOR], office, on)


def check_can_decide(officer: Account, *, on: date) -> None:
    """Raise StepRefused unless the officer administers the highest office of this register."""
    if not can_decide(officer, on=on):
        raise StepRefused(_("Việc gửi dữ liệu cá nhân do người quản trị bật, theo quyết định của cơ quan."))


def can_mend(officer: Account, *, on: date) -> bool:
    """Whether the officer works on letters somewhere, or runs the exchange."""
    return not WORKERS.isdisjoint(people.standing(officer, on).roles) or can_run(officer, on=on)
