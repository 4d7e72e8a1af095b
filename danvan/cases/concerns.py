"""Who must not see a case because it is about them (xung đột lợi ích): said here alone, in SQL and for one case.

- About an officer: kept from that officer, whatever her posts.
- About the head of a unit: from the head named, else from every leader there who is no deputy; once the case has
  left the unit, from everybody with a post there.
- About somebody of the unit who is not named: from everybody with a post there but its leaders, who can say who.
- About a unit: from everybody with a post there but its inspectors.
- Whoever was head, staff or of the unit on the day on which it was said stays meant in any later post; where a kind
  spares no subordinates, the head's deputies too.

A kind may say otherwise (danvan.cases.workflow.Kind): `own_decision` is the rule of law by which a head settles what
is said against the own decision, so that head and unit are no conflict; `spares_subordinates` False keeps a case about
a head from everybody under that head at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from danvan.cases import kinds
from danvan.cases.models import Case, Concern
from danvan.cases.models.concern import TOLD, Route, Whom
from danvan.lib.constants import Numbers
from danvan.lib.sentences import Kept
from danvan.people import policies as people
from danvan.people.models import Account, Post
from danvan.people.reach import HEAD, Standing
from danvan.people.roles import Role

ABOVE_IT = frozenset({Role.INSPECTOR})
"""Whoever inspects a unit is not of it, even with the post there."""
ALL_BUT_INSPECTORS = frozenset(role for role in Role if role not in ABOVE_IT)
_hidden: Kept[QuerySet[Any, Any]] = Kept()
Told = Mapping[str, Any]
"""A concern as bare values: whom, officer, unit, name, route."""


def hidden_from(officer: Account, *, on: date) -> QuerySet[Any, Any]:
    """The cases that must not exist for this officer, by number, to be left out of another statement."""
    standing = people.standing(officer, on)
    return _hidden.under((officer.pk, standing), lambda: _hidden_from(officer, standing)).all()


def _hidden_from(officer: Account, standing: Standing) -> QuerySet[Any, Any]:
    posts, leads = standing.seated(*ALL_BUT_INSPECTORS), standing.seated(Role.LEADER)
    lawful = Q(whom__in=[Whom.HEAD, Whom.UNIT], case__kind__in=_codes(own_decision=True))
    gone = ~Q(case__unit_responsible=F("unit")) | Q(case__kind__in=_unsparing())
    under = Q(whom=Whom.HEAD, unit__in=Numbers(posts)) & gone
    staff = Q(whom=Whom.STAFF, unit__in=Numbers(posts - leads))
    unit = Q(whom=Whom.UNIT, unit__in=Numbers(posts))
    meant = (_in_person(officer, standing) | under | unit) & ~lawful | staff
    meant |= _then(officer) & ~lawful
    return Concern.objects.filter(meant, lifted_on__isnull=True).values("case")


def _then(officer: Account) -> Q:
    """Concerns that mean her by a post of the day on which they were said, whatever she holds now."""
    of_day = Q(until_on__isnull=True) | Q(until_on__gt=OuterRef("on"))
    held = Post.objects.filter(of_day, officer=officer, unit=OuterRef("unit"), from_on__lte=OuterRef("on"))
    leads = Exists(held.filter(role=Role.LEADER))
    first = Q(Exists(held.filter(role=Role.LEADER, deputy=False)))
    headed = Q(whom=Whom.HEAD, officer__isnull=True) & (first | Q(leads, case__kind__in=_unsparing()))
    posted = Q(Exists(held.filter(role__in=ALL_BUT_INSPECTORS)))
    staff, unit = Q(whom=Whom.STAFF) & ~leads, Q(whom=Whom.UNIT)
    ever = Post.objects.filter(officer=officer).values("unit")
    return Q(unit__in=ever) & (headed | posted & (staff | unit))


def accusing(officer: Account, *, on: date) -> QuerySet[Any, Any]:
    """The cases that are about this officer in person, by name or as the head, not for the unit alone; by number."""
    return Concern.objects.filter(
        _in_person(officer, people.standing(officer, on)), lifted_on__isnull=True
    ).values("case")


def _in_person(officer: Account, standing: Standing) -> Q:
    heads = Numbers(standing.seated(HEAD))
    return Q(officer=officer) | Q(whom=Whom.HEAD, officer__isnull=True, unit__in=heads)


def unsettled() -> QuerySet[Any, Any]:
    """The cases that nobody in the register may settle, because they are about whoever would, by number."""
    return Concern.objects.filter(route=Route.NOBODY, lifted_on__isnull=True).values("case")


def shut_out(officer: Account, case: Case, *, on: date) -> bool:
    """The same for one case at hand."""
    return means(officer, of(case), kind=case.kind, unit=case.unit_responsible_id, on=on)


def means(officer: Account, told: Sequence[Told], *, kind: str, unit: int, on: date) -> bool:
    """Whether one of these concerns means the officer, by the posts of that day or of the day of the concern."""
    if not told:
        return False
    seats = people.standing(officer, on).seats
    if is_meant(officer.pk, seats, told, kind=kind, unit=unit):
        return True
    return any(_meant_then(officer, one, kind) for one in told if one.get("on") not in (None, on.isoformat()))


def _meant_then(officer: Account, told: Told, kind: str) -> bool:
    """Whether a concern means her by her posts of the day on which it was said."""
    if told["whom"] != Whom.STAFF and kinds.get(kind).own_decision:
        return False
    seats = people.standing(officer, date.fromisoformat(told["on"])).seats
    held = seats.get(told["unit"], frozenset())
    if told["whom"] == Whom.HEAD:
        deputy = not kinds.get(kind).spares_subordinates and Role.LEADER in held
        return told["officer"] is None and (HEAD in held or deputy)
    posted = not held.isdisjoint(ALL_BUT_INSPECTORS)
    return posted and (told["whom"] == Whom.UNIT or (told["whom"] == Whom.STAFF and Role.LEADER not in held))


def is_meant(
    officer: int, seats: Mapping[int, frozenset[str]], told: Iterable[Told], *, kind: str, unit: int
) -> bool:
    """Whether one of these concerns of a case of that kind, which that unit answers for, means the officer."""
    return any(_means(officer, seats.get(one["unit"], frozenset()), one, kind, unit) for one in told)


def _means(officer: int, held: frozenset[str], told: Told, kind: str, unit: int) -> bool:
    posted = not held.isdisjoint(ALL_BUT_INSPECTORS)
    if told["whom"] == Whom.STAFF:
        return posted and Role.LEADER not in held
    definition = kinds.get(kind)
    if definition.own_decision and told["whom"] in (Whom.HEAD, Whom.UNIT):
        return False
    if told["officer"] == officer:
        return True
    if told["whom"] == Whom.HEAD:
        headed = told["officer"] is None and HEAD in held
        return headed or (posted and (unit != told["unit"] or not definition.spares_subordinates))
    return told["whom"] == Whom.UNIT and posted


def of(case: Case) -> Sequence[Told]:
    """Whom the case is about, kept on it: from the statement that read it (`concerns_of`), else asked once."""
    kept: dict[str, Any] = case.__dict__
    if "concerned" not in kept:
        rows = Concern.objects.filter(case=case.pk, lifted_on__isnull=True).order_by("pk")
        kept["concerned"] = list(rows.values_list(TOLD, flat=True))
    found: Sequence[Told] = kept["concerned"]
    return found


def meant_by(case: Case) -> frozenset[tuple[Any, ...]]:
    """Whom the case is about, to be compared with another's."""
    return frozenset((one["whom"], one["officer"], one["unit"]) for one in of(case))


def forget(case: Case) -> None:
    """After a concern was written: read anew."""
    case.__dict__.pop("concerned", None)


def _unsparing() -> list[str]:
    """Kinds that are kept from everybody under the head whom they are about, deputies first."""
    return _codes(spares_subordinates=False)


def _codes(**wanted: bool) -> list[str]:
    """Kinds of which these settings are so."""
    ((name, value),) = wanted.items()
    return [code for code, kind in kinds.all_kinds().items() if bool(getattr(kind, name)) == value]
