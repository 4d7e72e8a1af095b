"""Who may read a report, and who may open what its figures are made of."""

from datetime import date

from danvan.cases.sealed import SEATS
from danvan.cases.workflow import DESK
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Account, Unit
from danvan.people.roles import Role


def readable_units(officer: Account, *, on: date) -> frozenset[int]:
    """Units whose reports the officer may read.

    Clerk, handler, leader, council office and inspector: the units that they see; a board of the Party: the
    same, figures only; an administrator as such: none.
    """
    standing = people.standing(officer, on)
    return standing.reads | standing.units_with(Role.BOARD)


def own_units(officer: Account, *, on: date) -> frozenset[int]:
    """Units in which the officer holds a post, and those where its role reaches down to."""
    return frozenset(people.standing(officer, on).acts)


def can_open_lists(officer: Account, unit_ids: tuple[int, ...], *, on: date) -> bool:
    """Whether figures lead to their lists for this officer; a board sees the numbers and no list."""
    return not people.standing(officer, on).reads.isdisjoint(unit_ids)


def can_draw_up(officer: Account, unit: Unit | int, *, on: date) -> bool:
    """Whether the officer draws up reports that the unit signs and issues: whoever works in it."""
    return people.has_role(officer, DESK, unit, on)


def reads_denunciations(officer: Account, unit: Unit, *, on: date) -> bool:
    """Whether the officer reads every figure of denunciations of that unit: who leads or inspects it, or one above."""
    standing = people.standing(officer, on)
    above = [each.pk for each in units.path_of(unit, on)]
    return any(standing.has_role(SEATS, each) for each in (unit.pk, *above))
