"""Who may write to the catalogue, and which step a version allows."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.lives import Move
from danvan.people.models import Account, Unit
from danvan.procedures.models import Version
from danvan.procedures.workflow import EDITORS, LIFE


def units_of(officer: Account, on: date) -> frozenset[int]:
    """The units whose catalogue the officer writes to: those that she leads or administers."""
    return people.standing(officer, on).units_with(*EDITORS) if officer.is_active else frozenset()


def can_edit(officer: Account, unit: Unit | int, on: date) -> bool:
    """True for whoever leads or administers the unit."""
    return people.has_role(officer, EDITORS, unit, on)


def check_can_edit(officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused unless the officer leads or administers the unit."""
    if not can_edit(officer, unit, on):
        raise Refused(
            _("Chỉ lãnh đạo hoặc người quản trị của đơn vị giữ danh mục được ghi vào danh mục thủ tục.")
        )


def available(version: Version, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with the version now."""
    if version.is_replaced or not can_edit(officer, version.procedure.unit_id, on):
        return []
    return [move for move in LIFE.transitions if version.status in move.sources]


def check_can(officer: Account, version: Version, verb: str, on: date) -> None:
    """Raises Refused where the role or the table does not allow the step."""
    check_can_edit(officer, version.procedure.unit_id, on)
    move = LIFE.move(verb)
    if version.status not in move.sources:
        raise Refused(
            _("Bản này không còn ở tình trạng cho phép bước “%(what)s”.") % {"what": str(move.label)}
        )
    if version.is_replaced:
        raise Refused(_("Bản này đã được thay bằng bản sau; chỉ làm tiếp được với bản sau."))
