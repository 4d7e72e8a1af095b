"""Who may open which page of the desk. What may be done to a case or a turn is the register's own business."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases import kinds, sealed
from danvan.cases.errors import StepRefused
from danvan.cases.workflow import Kind
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.people.roles import Role

READERS = frozenset(role for role in Role if role.reads_letters)
WRITERS = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})
OVERSEERS = frozenset({Role.LEADER, Role.INSPECTOR, Role.BOARD})


def holds(officer: Account, roles: Iterable[Role], *, on: date) -> bool:
    """Whether the officer holds one of the roles anywhere."""
    return not people.standing(officer, on).roles.isdisjoint(roles)


def check_holds(officer: Account, roles: frozenset[Role], *, on: date) -> None:
    """Raise StepRefused, naming the roles that may, when the officer holds none of them."""
    if not holds(officer, roles, on=on):
        names = ", ".join(str(role.label) for role in Role if role in roles)
        raise StepRefused(_("Trang này dành cho: %(roles)s.") % {"roles": names})


def own_units(officer: Account, *, on: date) -> frozenset[int]:
    """Units whose letters are the officer's own work: those acted in, with those that they succeed."""
    return people.standing(officer, on).units_with(*READERS)


def readable_units(officer: Account, *, on: date) -> frozenset[int]:
    """Units whose letters the officer may read: the own ones and those below."""
    return people.standing(officer, on).reads


def leads(officer: Account, unit_id: int, *, on: date) -> bool:
    """Whether the officer leads that unit."""
    return people.has_role(officer, [Role.LEADER], unit_id, on)


def offered_kinds(officer: Account, *, on: date) -> list[Kind]:
    """The kinds that a list may be narrowed to: sealed ones only for whoever may have such a case to read."""
    reads = holds(officer, [Role.HANDLER, *sealed.SEATS], on=on)
    return [kind for kind in kinds.all_kinds().values() if reads or not kind.sealed]
