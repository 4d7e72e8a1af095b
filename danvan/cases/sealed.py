"""Whom a case of a sealed kind is open to: whoever leads or inspects where it is settled, or has it in hand.

Narrower than other letters on purpose (danvan.cases.workflow.Kind.sealed): the fewer read it, the fewer can betray who
brought it. Said here alone, in SQL and for one case.
"""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from danvan.cases import kinds
from danvan.cases.models import Case
from danvan.lib.constants import Numbers
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.people.roles import Role

SEATS = (Role.LEADER, Role.INSPECTOR)


def open_to(officer: Account, *, on: date) -> Q:
    """The cases that are not sealed from this officer, by the posts of that day."""
    standing = people.standing(officer, on)
    return (
        ~Q(kind__in=kinds.sealed())
        | Q(unit_responsible__in=Numbers(standing.units_with(*SEATS)))
        | standing.in_hand(officer)
    )


def kept_from(officer: Account, *, on: date) -> QuerySet[Any, Any]:
    """The cases that are sealed from this officer, by number, to be left out of another statement."""
    # By the kinds' own tables, which are small: the table of all cases need not be read for it.
    own = reduce(
        or_, (Q(**{f"{kinds.get(code).own}__isnull": False}) for code in kinds.sealed()), Q(pk__in=[])
    )
    return Case.objects.filter(own, ~open_to(officer, on=on)).order_by().values("pk")


def is_open_to(officer: Account, case: Case, *, on: date) -> bool:
    """The same for one case at hand."""
    if not case.workflow.sealed or case.officer_id == officer.pk:
        return True
    standing = people.standing(officer, on)
    unit = case.unit_responsible_id
    return standing.has_role(SEATS, unit) or standing.stands_in(case.officer_id, unit)
