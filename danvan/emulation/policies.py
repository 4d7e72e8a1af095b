"""Who reads, registers, scores, runs, decides; and what does not exist for a member who stepped aside."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from danvan.emulation.models import CriteriaSet, Exemplar, Movement, Nomination, Reviewer
from danvan.emulation.workflow import (
    BY_PLACE,
    BY_TEAM,
    CRITERIA,
    DECIDERS,
    DRAFTERS,
    EDITABLE,
    HELD,
    LIFE,
    NOMINATION,
    READERS,
    RUNNERS,
    RUNNING,
    WORKERS,
    Status,
)
from danvan.people import lives
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.lives import Move
from danvan.people.models import Account


def units_read(officer: Account, on: date) -> frozenset[int]:
    """The units whose emulation the officer reads."""
    return people.standing(officer, on).units_with(*READERS) if officer.is_active else frozenset()


def units_worked(officer: Account, on: date) -> frozenset[int]:
    """The units for which the officer registers and takes nominations in."""
    return people.standing(officer, on).units_with(*WORKERS) if officer.is_active else frozenset()


def units_drafted(officer: Account, on: date) -> frozenset[int]:
    """The units for which the officer draws criteria up and announces movements."""
    return people.standing(officer, on).units_with(*DRAFTERS) if officer.is_active else frozenset()


def stepped_aside(officer: Account) -> QuerySet[Any, Any]:
    """The exemplars that do not exist for this officer: she said herself that she has a conflict of interest."""
    return Reviewer.objects.filter(officer=officer, aside_on__isnull=False).values("exemplar")


def visible_to(officer: Account, on: date) -> Q:
    """What the officer may open: of units that she reads, and what she was named to look at again."""
    units = units_read(officer, on)
    mine = Reviewer.objects.filter(officer=officer).values("exemplar")
    shown = Q(unit__in=units) | Q(movement__unit__in=units) | Q(pk__in=mine)
    return shown & ~Q(pk__in=stepped_aside(officer))


def is_unknown(officer: Account, exemplar: Exemplar) -> bool:
    """Whether it does not exist for her, because she stepped aside."""
    rows = exemplar.reviewers.all()
    return any(row.officer_id == officer.pk and row.aside_on is not None for row in rows)


def can_read(officer: Account, exemplar: Exemplar, on: date) -> bool:
    """Whether she may open it."""
    return Exemplar.objects.filter(visible_to(officer, on), pk=exemplar.pk).exists()


def acts_at(exemplar: Exemplar, verb: str) -> int:
    """The unit whose officers take the step: where it stands, or who runs the movement."""
    return exemplar.unit_id if verb in BY_PLACE else exemplar.movement.unit_id


def is_reviewer(officer: Account, exemplar: Exemplar) -> bool:
    """Whether she is a member of the team of this round, and has not stepped aside."""
    rows = exemplar.reviewers.all()
    return any(
        row.officer_id == officer.pk and row.round == exemplar.round and row.aside_on is None for row in rows
    )


def can_take(officer: Account, exemplar: Exemplar, move: Move, on: date) -> bool:
    """Whether the step is hers, whatever the status."""
    if move.verb in BY_TEAM:
        return officer.is_active and is_reviewer(officer, exemplar)
    return people.has_role(officer, move.roles, acts_at(exemplar, move.verb), on)


def may_take(officer: Account, exemplar: Exemplar, verb: str, on: date) -> bool:
    """The same, by the verb."""
    return can_take(officer, exemplar, LIFE.move(verb), on)


def available(exemplar: Exemplar, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with it now."""
    return [
        move
        for move in LIFE.transitions
        if exemplar.status in move.sources and can_take(officer, exemplar, move, on)
    ]


def has_any_step(officer: Account, exemplar: Exemplar, on: date) -> bool:
    """Whether any step at all is hers, whatever the status."""
    return any(can_take(officer, exemplar, move, on) for move in LIFE.transitions)


def check_can(officer: Account, exemplar: Exemplar, verb: str, on: date) -> None:
    """Raises Refused where the role, the team or the table does not allow the step."""
    move = LIFE.move(verb)
    if verb not in BY_TEAM:
        lives.check_can(LIFE, exemplar.status, verb, officer, acts_at(exemplar, verb), on)
        return
    if not can_take(officer, exemplar, move, on):
        raise Refused(_("Chỉ thành viên đoàn phúc tra chấm được phiếu này."))
    if exemplar.status not in move.sources:
        raise Refused(_("Điển hình này không còn ở bước phúc tra."))


def can_work(officer: Account, exemplar: Exemplar, on: date) -> bool:
    """Whether she works in the unit where it stands, or in the one that runs the movement."""
    places = (exemplar.unit_id, exemplar.movement.unit_id)
    return any(people.has_role(officer, WORKERS, unit, on) for unit in places)


def check_can_work(officer: Account, exemplar: Exemplar, on: date) -> None:
    """Raises Refused unless she works there, and while the exemplar is hers to see."""
    if not can_work(officer, exemplar, on) or is_unknown(officer, exemplar):
        raise Refused(_("Chỉ cán bộ của đơn vị có điển hình hoặc của đơn vị phát động ghi được."))


def can_revise(officer: Account, exemplar: Exemplar, on: date) -> bool:
    """Whether the registration may still be written to, by her."""
    return exemplar.status in EDITABLE and can_work(officer, exemplar, on)


def can_tell(officer: Account, exemplar: Exemplar, on: date) -> bool:
    """Whether she may write what was done and measured: in hand, or while it is recognised."""
    return exemplar.status in (*RUNNING, *HELD) and can_work(officer, exemplar, on)


def can_run(officer: Account, movement: Movement | int, on: date) -> bool:
    """True for whoever runs the movement: handlers and leaders of its unit."""
    unit = movement if isinstance(movement, int) else movement.unit_id
    return people.has_role(officer, RUNNERS, unit, on)


def can_decide(officer: Account, movement: Movement, on: date) -> bool:
    """True for whoever recognises in the movement."""
    return people.has_role(officer, DECIDERS, movement.unit_id, on)


def can_issue(officer: Account, criteria: CriteriaSet, on: date) -> bool:
    """True for whoever puts on record by which decision a set holds."""
    return people.has_role(officer, CRITERIA.move("criteria_issue").roles, criteria.unit_id, on)


def check_can_run(officer: Account, movement: Movement, on: date) -> None:
    """Raises Refused unless she runs the movement."""
    if not can_run(officer, movement, on):
        raise Refused(_("Chỉ cán bộ thụ lý hoặc lãnh đạo của đơn vị phát động làm bước này."))


def check_can_publish(officer: Account, exemplar: Exemplar, on: date) -> None:
    """Raises Refused unless she runs the movement and it is recognised."""
    check_can_run(officer, exemplar.movement, on)
    if exemplar.status not in HELD:
        raise Refused(_("Chỉ công khai điển hình đã được công nhận."))


def can_register(officer: Account, movement: Movement, on: date) -> bool:
    """Whether she may register in the movement: for a unit of hers that is the movement's own or below it."""
    return movement.is_open(on) and bool(units_worked(officer, on))


def can_draft(officer: Account, unit: int, on: date) -> bool:
    """True for whoever draws criteria up and announces movements there."""
    return people.has_role(officer, DRAFTERS, unit, on)


def check_can_draft(officer: Account, unit: int, on: date) -> None:
    """Raises Refused unless she may."""
    if not can_draft(officer, unit, on):
        raise Refused(_("Chỉ cán bộ thụ lý, lãnh đạo hoặc người quản trị của đơn vị soạn được."))


def criteria_steps(criteria: CriteriaSet, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with a set of criteria now."""
    return lives.available(CRITERIA, criteria.status, officer, criteria.unit_id, on)


def nomination_steps(nomination: Nomination, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with a nomination now."""
    if nomination.destroyed_on:
        return []
    return lives.available(NOMINATION, nomination.status, officer, nomination.unit_id, on)


def has_review(exemplar: Exemplar) -> bool:
    """Whether a team is at work."""
    return exemplar.status in (Status.CHECKING, Status.RECHECKING)
