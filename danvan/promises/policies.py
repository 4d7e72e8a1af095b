"""Who puts a promise on record, who does what with it, and why not."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.people import lives
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.lives import Move
from danvan.people.models import Account, Unit
from danvan.promises.models import Promise
from danvan.promises.workflow import LIFE, OPEN, READERS, REOPENED_MOST, WRITERS, By

OF_HOST = frozenset({"promise_accept", "promise_refuse", "promise_dispute"})
"""Steps that the unit takes before whose people it was given, too."""


def units_read(officer: Account, on: date) -> frozenset[int]:
    """The units whose promises the officer reads at the desk: her own, and those below."""
    if not officer.is_active:
        return frozenset()
    found = people.standing(officer, on)
    return found.reads | found.units_with(*READERS)


def units_written(officer: Account, on: date) -> frozenset[int]:
    """The units whose promises the officer puts on record."""
    return people.standing(officer, on).units_with(*WRITERS) if officer.is_active else frozenset()


def can_give(officer: Account, unit: Unit | int, on: date) -> bool:
    """True for whoever works in the unit before whose people it is given."""
    return people.has_role(officer, WRITERS, unit, on)


def check_can_give(officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused unless the officer works in the unit before whose people it is given."""
    if not can_give(officer, unit, on):
        raise Refused(_("Chỉ cán bộ của đơn vị nơi lời hứa được nêu ghi vào sổ."))


def available(promise: Promise, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with the promise now."""
    found = [
        *lives.available(LIFE, promise.status, officer, promise.unit_id, on),
        *(
            move
            for move in lives.available(LIFE, promise.status, officer, promise.host_id, on)
            if move.verb in OF_HOST
        ),
    ]
    fit = dict.fromkeys(move for move in found if _fits(promise, move.verb))
    return [move for move in fit if not _own_judge(promise, officer, move.verb)]


def check_can(officer: Account, promise: Promise, verb: str, on: date) -> Move:
    """The step. Raises Refused where role or table do not allow it, or it was opened again as often as may be."""
    hosted = verb in OF_HOST and people.has_role(officer, LIFE.move(verb).roles, promise.host_id, on)
    unit = promise.host_id if hosted else promise.unit_id
    move = lives.check_can(LIFE, promise.status, verb, officer, unit, on)
    check_fits(promise, verb)
    if _own_judge(promise, officer, verb):
        raise Refused(_("Người báo đã xong không tự xác nhận; người nêu hoặc lãnh đạo khác xác nhận."))
    return move


def check_fits(promise: Promise, verb: str) -> None:
    """Raises Refused for what “not done” does no more, or not yet."""
    if not _fits(promise, verb):
        raise Refused(
            _("Lời hứa này đã mở lại một lần; lần này ghi “Không chấp nhận”.")
            if verb == "promise_refuse"
            else _("Lần đầu chưa đạt thì lời hứa được làm tiếp.")
        )


def check_open(promise: Promise) -> None:
    """Raises Refused for a promise that is settled."""
    if promise.status not in OPEN:
        raise Refused(_("Lời hứa này đã khép lại."))


def can_note(officer: Account, promise: Promise, on: date) -> bool:
    """True for whoever works in the unit that answers for it, while it is open."""
    return promise.status in OPEN and people.has_role(officer, WRITERS, promise.unit_id, on)


def check_can_note(officer: Account, promise: Promise, on: date) -> None:
    """Raises Refused unless the officer works in the unit that answers for it, or once it is settled."""
    check_open(promise)
    if not can_note(officer, promise, on):
        raise Refused(_("Chỉ cán bộ của đơn vị thực hiện ghi được ở đây."))


def can_read_inside(officer: Account, promise: Promise, on: date) -> bool:
    """True for whoever reads the promises of the unit that answers, or of the one before whose people it was given."""
    return not units_read(officer, on).isdisjoint({promise.unit_id, promise.host_id})


def by_whom(promise: Promise, told: str) -> By:
    """Who said it, of what an officer may enter: what the asker told the office, or the host for somebody unknown."""
    return By.TOLD if told == By.TOLD else By.HOST


def _fits(promise: Promise, verb: str) -> bool:
    if verb == "promise_refuse":
        return promise.reopened < REOPENED_MOST
    return verb != "promise_dispute" or promise.reopened >= REOPENED_MOST


def _own_judge(promise: Promise, officer: Account, verb: str) -> bool:
    """Whether she would say herself that what she was to do is done."""
    return verb == "promise_accept" and promise.officer_id == officer.pk and officer.pk is not None
