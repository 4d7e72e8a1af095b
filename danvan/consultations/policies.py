"""Who draws drafts up, announces, enters, answers and ends, and who sees names."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.consultations.models import Consultation
from danvan.consultations.workflow import CLERKS, DRAFTERS, LIFE, READERS, ROLES_OF, SEE_PERSONS, phase_of
from danvan.people import lives
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.lives import Move
from danvan.people.models import Account

BEFORE_THE_TABLE = frozenset({"draft", "group", "answer", "explain"})
"""What ends with the publication of the table, whatever the phase."""


def units_read(officer: Account, on: date) -> frozenset[int]:
    """The units whose consultations the officer reads at the desk."""
    return people.standing(officer, on).units_with(*READERS) if officer.is_active else frozenset()


def units_drafted(officer: Account, on: date) -> frozenset[int]:
    """The units for which the officer draws drafts up."""
    return people.standing(officer, on).units_with(*DRAFTERS) if officer.is_active else frozenset()


def units_told(officer: Account, on: date) -> frozenset[int]:
    """The units for which the officer tells people."""
    return people.standing(officer, on).units_with(*CLERKS) if officer.is_active else frozenset()


def sees_persons(officer: Account, row: Consultation, on: date) -> bool:
    """True for whoever works on it: a board and an administrator see numbers and words, no names."""
    return people.has_role(officer, SEE_PERSONS, row.unit_id, on)


def check_can_draw_up(officer: Account, unit: int, on: date) -> None:
    """Raises Refused unless the officer handles or leads in the unit."""
    if not people.has_role(officer, DRAFTERS, unit, on):
        raise Refused(_("Chỉ cán bộ thụ lý hoặc lãnh đạo của đơn vị lập đợt lấy ý kiến."))


def available(row: Consultation, officer: Account, on: date) -> list[Move]:
    """The steps that move it on and that this officer may take that day; a table is published once."""
    moves = lives.available(LIFE, phase_of(row, on).code.value, officer, row.unit_id, on)
    return [move for move in moves if move.verb != "explain" or row.explained_on is None]


def check_can_step(officer: Account, row: Consultation, verb: str, on: date) -> None:
    """Raises Refused where the role or the phase of that day does not allow the step."""
    lives.check_can(LIFE, phase_of(row, on).code.value, verb, officer, row.unit_id, on)
    _check_open(row, verb)


def can(officer: Account, row: Consultation, verb: str, on: date) -> bool:
    """Whether the officer may do what moves nothing: describe, draft, concern, enter, group, answer, veil, vote."""
    closed = row.explained_on is not None and verb in BEFORE_THE_TABLE
    allowed = verb in phase_of(row, on).verbs and not closed
    return allowed and people.has_role(officer, ROLES_OF[verb], row.unit_id, on)


def check_can(officer: Account, row: Consultation, verb: str, on: date) -> None:
    """Raises Refused where the role or the phase of that day does not allow it."""
    if not people.has_role(officer, ROLES_OF[verb], row.unit_id, on):
        raise Refused(_("Bước này do %(roles)s của đơn vị làm.") % {"roles": lives.named(ROLES_OF[verb])})
    phase = phase_of(row, on)
    if verb not in phase.verbs:
        raise Refused(
            _("Đợt lấy ý kiến ở giai đoạn “%(phase)s”, không làm được việc này.") % {"phase": phase.label}
        )
    _check_open(row, verb)


def _check_open(row: Consultation, verb: str) -> None:
    """Raises Refused for what belongs before the table, once it is public."""
    if row.explained_on is not None and verb in BEFORE_THE_TABLE:
        raise Refused(_("Bảng tiếp thu, giải trình đã công khai; không sửa được nữa."))


def check_can_tell(officer: Account, row: Consultation, on: date) -> None:
    """Raises Refused unless the officer works in the unit."""
    if not people.has_role(officer, CLERKS, row.unit_id, on):
        raise Refused(_("Chỉ cán bộ của đơn vị báo tin cho người góp ý."))


def check_sees_persons(officer: Account, row: Consultation, on: date) -> None:
    """Raises Refused for whoever sees no names here."""
    if not sees_persons(officer, row, on):
        raise Refused(_("Vai trò này không xem họ tên người được hỏi, người góp ý."))
