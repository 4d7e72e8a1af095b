"""Who reads a council's pages, who writes for it, who answers what it asks."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.council.models import Petition
from danvan.council.workflow import ANSWER_VERBS, ANSWERERS, OFFICE, PETITION, READERS, WAITING, Status
from danvan.people import lives
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.lives import Move
from danvan.people.models import Account, Unit


def units_read(officer: Account, on: date) -> frozenset[int]:
    """The units whose councils the officer reads."""
    return people.standing(officer, on).units_with(*READERS) if officer.is_active else frozenset()


def units_written(officer: Account, on: date) -> frozenset[int]:
    """The units whose council the officer writes for."""
    return people.standing(officer, on).units_with(*OFFICE) if officer.is_active else frozenset()


def units_answered(officer: Account, on: date) -> frozenset[int]:
    """The units for which the officer answers what a council asks."""
    return people.standing(officer, on).units_with(*ANSWERERS) if officer.is_active else frozenset()


def can_write(officer: Account, unit: Unit | int, on: date) -> bool:
    """True for the office of the unit's council."""
    return people.has_role(officer, OFFICE, unit, on)


def check_can_write(officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused for whoever is not of the council's office."""
    if not can_write(officer, unit, on):
        raise Refused(_("Chỉ Văn phòng Hội đồng nhân dân của đơn vị ghi được ở đây."))


def can_answer(officer: Account, petition: Petition, on: date) -> bool:
    """True for whoever handles or leads where the petition was sent, and for the council's office."""
    if can_write(officer, petition.unit_id, on):
        return True
    unit = petition.addressee_unit_id
    return unit is not None and people.has_role(officer, ANSWERERS, unit, on)


def can_read(officer: Account, petition: Petition, on: date) -> bool:
    """True for whoever reads the council's pages, and for whoever answers once it was sent."""
    if petition.unit_id in units_read(officer, on):
        return True
    return petition.is_public and can_answer(officer, petition, on)


def available(petition: Petition, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with a petition now."""
    moves = lives.available(PETITION, petition.status, officer, petition.unit_id, on)
    offered = [each for each in moves if each.verb not in ANSWER_VERBS.values()]
    if not can_answer(officer, petition, on):
        return offered
    answers = [PETITION.move(verb) for verb in ANSWER_VERBS.values()]
    return [*(each for each in answers if petition.status in each.sources), *offered]


def check_can(officer: Account, petition: Petition, verb: str, on: date) -> None:
    """Raises Refused where the role or the table does not allow the step."""
    if verb not in ANSWER_VERBS.values():
        lives.check_can(PETITION, petition.status, verb, officer, petition.unit_id, on)
        return
    if not can_answer(officer, petition, on):
        raise Refused(
            _("Trả lời do cơ quan được chuyển kiến nghị ghi, hoặc Văn phòng Hội đồng nhân dân ghi thay.")
        )
    if petition.status not in PETITION.move(verb).sources:
        told = {"state": petition.label}
        raise Refused(_("Kiến nghị ở tình trạng “%(state)s” nên không ghi trả lời được.") % told)


def check_can_urge(officer: Account, petition: Petition, on: date) -> None:
    """Raises Refused for anybody but the council's office, and while nothing is late."""
    check_can_write(officer, petition.unit_id, on)
    if petition.status not in (*WAITING, Status.RESOLVING):
        raise Refused(_("Kiến nghị này không chờ ai trả lời."))
    if petition.next_on is not None and petition.next_on >= on:
        raise Refused(_("Chưa hết hạn nên chưa đôn đốc."))
