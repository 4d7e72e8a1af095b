"""Who calls numbers in a hall, who sets it up, who sees how long people waited; and what a counter may call."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.counters.models import Counter, Hall
from danvan.counters.workflow import SEATED
from danvan.onestop import policies as onestop
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

SETTERS = (Role.LEADER, Role.ADMINISTRATOR)


def can_serve(officer: Account, hall: Hall, *, on: date) -> bool:
    """Whether the officer works at the one-stop desk of the unit whose hall it is."""
    return onestop.can_take_in(officer, hall.unit, on=on)


def check_can_serve(officer: Account, hall: Hall, *, on: date) -> None:
    """Raise Refused unless the officer works at the desk of the hall, and the hall is open that day."""
    if not can_serve(officer, hall, on=on):
        raise Refused(_("Chỉ người làm việc ở bộ phận một cửa của đơn vị được gọi số ở đây."))
    check_open(hall, on=on)


def check_open(hall: Hall, *, on: date) -> None:
    """Raise Refused where the hall does not take anybody in that day."""
    if not hall.holds_on(on):
        raise Refused(_("Nơi tiếp nhận này chưa mở hoặc đã đóng."))


def check_at(counter: Counter, *, on: date) -> None:
    """Raise Refused where the counter is not open that day."""
    if not counter.holds_on(on):
        raise Refused(_("Quầy %(n)s chưa mở hoặc đã đóng. Xin chọn quầy khác.") % {"n": counter.number})


def units_served(officer: Account, *, on: date) -> list[int]:
    """The units at whose desk the officer works."""
    return onestop.desks_of(officer, on=on)


def can_set_up(officer: Account, unit: Unit | int, *, on: date) -> bool:
    """Whether the officer leads or administers the unit."""
    return people.has_role(officer, SETTERS, unit, on)


def check_can_set_up(officer: Account, unit: Unit | int, *, on: date) -> None:
    """Raise Refused unless the officer leads or administers the unit."""
    if not can_set_up(officer, unit, on=on):
        raise Refused(_("Nơi tiếp nhận và quầy do lãnh đạo hoặc người quản trị của đơn vị đặt."))


def units_set_up(officer: Account, *, on: date) -> frozenset[int]:
    """The units whose halls the officer sets up."""
    return people.standing(officer, on).units_with(*SETTERS) if officer.is_active else frozenset()


def units_seen(officer: Account, *, on: date) -> frozenset[int]:
    """The units of whose halls the officer sees how long people waited: figures, of nobody in particular."""
    return people.standing(officer, on).sees if officer.is_active else frozenset()


def works_anywhere(officer: Account, *, on: date) -> bool:
    """Whether the officer holds a role that sits at counters, anywhere."""
    return bool(people.standing(officer, on).units_with(*SEATED))
