"""Who settles a case in place of those whom it is about: another in the unit, else the first unit above with one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from danvan.cases import concerns, kinds
from danvan.cases.models import Case
from danvan.cases.models.concern import Route, Whom
from danvan.cases.workflow import Whose
from danvan.people import queries as units
from danvan.people.models import Account, Post, Unit
from danvan.people.roles import Role


@dataclass(frozen=True)
class Found:
    """What becomes of the case, and the unit above where it goes there."""

    route: str
    unit: Unit | None = None


def route(case: Case, *, on: date) -> Found:
    """By the posts of that day. A case that is over, or with another authority, stays where it is."""
    if not case.is_open or case.state.whose == Whose.OTHER:
        return Found(Route.KEPT)
    here = case.unit_responsible
    if decides(case, here.pk, on=on):
        return Found(Route.KEPT)
    if not any("above" in step.needs and step.leaves(case.status) for step in case.workflow.transitions):
        return Found(Route.NOBODY)
    above = [unit for unit in reversed(units.path_of(here, on)) if unit.pk != here.pk]
    return next(
        (Found(Route.ABOVE, unit) for unit in above if decides(case, unit.pk, on=on)), Found(Route.NOBODY)
    )


def decides(case: Case, unit: int, *, on: date) -> list[Account]:
    """Leaders of the unit who may decide the case if that unit answers for it: none of those whom it is about."""
    told = concerns.of(case)
    posts = Post.objects.on(on).filter(unit=unit, role=Role.LEADER, officer__is_active=True)
    leaders = [
        post.officer
        for post in posts.select_related("officer").order_by("pk")
        if post.kinds is None or case.kind in post.kinds
    ]

    def meant(officer: Account) -> bool:
        return concerns.means(officer, told, kind=case.kind, unit=unit, on=on)

    return [officer for officer in leaders if not meant(officer)]


def shut_units(case: Case) -> Iterable[int]:
    """Units to which the case must not be given, because it is about them or their head."""
    if kinds.get(case.kind).own_decision:
        return ()
    return {one["unit"] for one in concerns.of(case) if one["whom"] in (Whom.HEAD, Whom.UNIT)}
