"""Who declares what was open, and who says what became of it."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.balances.models import Opening
from danvan.cases import kinds
from danvan.cases.errors import StepRefused
from danvan.cases.sealed import SEATS
from danvan.cases.workflow import DESK, LEADS
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit


def reads(officer: Account, *, on: date) -> frozenset[int]:
    """Units whose declared letters the officer sees: those in which she works."""
    return people.standing(officer, on).units_with(*DESK)


def can_declare(officer: Account, unit: Unit | int, *, on: date) -> bool:
    """Whether the officer leads the unit: the numbers go into what it reports."""
    return people.has_role(officer, LEADS, unit, on)


def check_can_declare(officer: Account, unit: Unit | int, *, on: date) -> None:
    """Raise StepRefused unless the officer leads the unit."""
    if not can_declare(officer, unit, on=on):
        raise StepRefused(_("Số dư đầu kỳ do lãnh đạo của chính đơn vị khai."))


def hidden_kinds(officer: Account, unit: Unit | int, *, on: date) -> tuple[str, ...]:
    """The kinds of which the officer may not know how many were declared: sealed ones, unless she leads the unit."""
    return () if people.has_role(officer, SEATS, unit, on) else kinds.sealed()


def check_can_settle(officer: Account, opening: Opening, *, kind: str = "", on: date) -> None:
    """Raise StepRefused unless the officer works in the unit, may know of that kind, and the declaration stands."""
    if opening.unit_id not in reads(officer, on=on) or kind in hidden_kinds(officer, opening.unit_id, on=on):
        raise StepRefused(_("Việc này do cán bộ của chính đơn vị làm."))
    if opening.withdrawn_on:
        raise StepRefused(_("Bản khai số dư này đã rút."))


def check_day(day: date, opening: Opening) -> None:
    """Raise StepRefused for a day before the start, or one that lies ahead."""
    if day < opening.starts_on or day > dates.today():
        raise StepRefused(
            _("Ngày phải từ %(first)s đến hôm nay.") % {"first": dates.short(opening.starts_on)}, field="day"
        )
