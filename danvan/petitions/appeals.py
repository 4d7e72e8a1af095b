"""A second complaint and the first case: since when its term ran, and the tie between the two.

Parts of danvan.petitions.actions, which alone calls them.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from danvan.cases.actions import Person, Since
from danvan.cases.actions.tying import tell as say
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Link, Party
from danvan.journal.actors import Outsider
from danvan.lib.rows import insert
from danvan.people.models import Account, Unit
from danvan.petitions import policies


def lock(first: Case, *, on: date) -> Case:
    """The first case, locked; StepRefused where nobody may complain on its decision on that day."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible")
    locked = rows.get(pk=first.pk)
    if why := policies.why_no_second(locked, on=on):
        raise StepRefused(why)
    return locked


def since(first: Case | None, learned_on: date | None, unit: Unit) -> Since:
    """From when the term of a second complaint ran: the decision received, or the first term ended without one."""
    area = first.area if first else unit.area
    if first and first.decided_on is None:
        return Since(policies.first_term_of(first), area)
    return Since(learned_on, area)


def person_of(party: Party) -> Person:
    """A sender of the first case, as somebody who brings the second."""
    names = (field.name for field in fields(Person))
    return Person(**{name: getattr(party, name) for name in names})


def tie(second: Case, first: Case) -> Sequence[Link]:
    """The row that ties the two."""
    return insert(Link(later=second, earlier=first, why=Link.Why.APPEAL))


def tell(first: Case, second: Case, *, by: Account | Outsider, on: date) -> None:
    """Say on the first case that its decision was complained of."""
    rows = list(Link.objects.filter(later=second, earlier=first))
    say(first, "appealed", second, by=by, on=on, rows=rows)
