"""Who may read the register, and who may write in it."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.dossiers.models import Dossier
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

WRITERS = frozenset({Role.HANDLER, Role.LEADER})


def written_by(officer: Account, *, on: date) -> frozenset[int]:
    """Ids of the units in whose register the officer writes."""
    return people.standing(officer, on).units_with(*WRITERS)


def can_write(officer: Account, unit: Unit | int, *, on: date) -> bool:
    """Whether the officer enters matters in that unit: whoever decides or leads there."""
    return officer.is_active and people.has_role(officer, WRITERS, unit, on)


def check_can_write(officer: Account, unit: Unit | int, *, on: date) -> None:
    """Raise StepRefused unless the officer enters matters in that unit."""
    if not can_write(officer, unit, on=on):
        raise StepRefused(_("Sổ này do cán bộ giải quyết hoặc lãnh đạo của đơn vị ghi."))


def check_stands(dossier: Dossier) -> None:
    """Raise StepRefused for a matter that was taken off the register."""
    if dossier.off_on:
        raise StepRefused(_("Vụ việc này đã đưa ra khỏi sổ."))
