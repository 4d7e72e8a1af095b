"""Who reads ratings, who sets tablets up, who calls back. Nobody reads an answer; nobody sees who answered."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reports import policies as reports

CALLERS = (Role.CLERK, Role.HANDLER, Role.LEADER, Role.INSPECTOR)


def units_read(officer: Account, on: date) -> frozenset[int]:
    """The units whose ratings the officer reads, as sums: those whose reports she reads."""
    return reports.readable_units(officer, on=on) if officer.is_active else frozenset()


def units_of_words(officer: Account, on: date) -> frozenset[int]:
    """The units whose people's words the officer reads, and of whose officers she reads averages: led or inspected.

    A leader's own unit and those below it; whoever only works there reads neither.
    """
    if not officer.is_active:
        return frozenset()
    return people.standing(officer, on).seen_as(Role.LEADER, Role.INSPECTOR)


def check_can_read_words(officer: Account, unit: int, on: date) -> None:
    """Raises Refused unless the officer leads or inspects the unit, or one above it."""
    if unit not in units_of_words(officer, on):
        raise Refused(_("Ý kiến bằng lời do lãnh đạo và thanh tra xem, phân loại."))


def led(officer: Account, on: date) -> frozenset[int]:
    """The units that the officer leads herself: of their officers she reads the averages."""
    return people.standing(officer, on).units_with(Role.LEADER) if officer.is_active else frozenset()


def units_administered(officer: Account, on: date) -> frozenset[int]:
    """The units at whose counters the officer sets tablets up."""
    return people.standing(officer, on).units_with(Role.ADMINISTRATOR) if officer.is_active else frozenset()


def check_can_set_up(officer: Account, unit: Unit, on: date) -> None:
    """Raises Refused unless the officer administers the unit: whoever works at its counters does not."""
    if unit.pk not in units_administered(officer, on):
        raise Refused(_("Máy đánh giá do người quản trị đặt, không do người làm ở quầy."))


def calling_units(officer: Account, on: date) -> frozenset[int]:
    """The units in which the officer holds a post that calls people back for them."""
    return people.standing(officer, on).seated(*CALLERS) if officer.is_active else frozenset()


def can_call(officer: Account, office: int, rated: int, on: date) -> bool:
    """Whether the officer works in the office that calls, and has no post in the one that is rated."""
    if not officer.is_active:
        return False
    mine = people.standing(officer, on)
    return office in mine.seated(*CALLERS) and rated not in mine.seats


def check_can_call(officer: Account, office: int, rated: int, on: date) -> None:
    """Raises Refused unless the officer may call for the list."""
    if not can_call(officer, office, rated, on):
        raise Refused(_("Gọi lại do cơ quan khác làm, không do người của đơn vị được đánh giá."))
