"""Who may bring in the registers of a unit."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from danvan.imports.errors import Refused
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

BRINGERS = (Role.LEADER, Role.ADMINISTRATOR)


def units_of(officer: Account, *, on: date) -> frozenset[int]:
    """The units whose registers the officer may bring in: those that she leads or administers."""
    return people.standing(officer, on).units_with(*BRINGERS) if officer.is_active else frozenset()


def check_can_bring_in(by: Account, unit: Unit, *, on: date) -> None:
    """Raises Refused unless the officer leads or administers the unit."""
    if not people.has_role(by, BRINGERS, unit, on):
        raise Refused(_("Chỉ lãnh đạo hoặc người quản trị của đơn vị được nhập sổ cũ của đơn vị."))


def reads(officer: Account, unit: Unit, *, on: date) -> bool:
    """Whether the officer may read what stands in a register of the unit: whoever only administers may not."""
    return officer.is_active and unit.pk in people.standing(officer, on).reads


def check_reads(by: Account, unit: Unit, *, on: date) -> None:
    """Raises Refused for whoever may not read the letters of the unit."""
    if not reads(by, unit, on=on):
        raise Refused(_("Tệp này có họ tên và nội dung đơn: chỉ người được đọc đơn của đơn vị tải được."))


def check_not_held(stream: str, subjects: Sequence[int], *, on: date) -> None:
    """Raises Refused while something that an app above knows of holds one of these back (DANVAN_HOLDS)."""
    for name in settings.DANVAN_HOLDS:
        if why := import_string(name)(stream, subjects, on=on):
            raise Refused(_("Không rút được lần nhập này. %(why)s") % {"why": why})
