"""Reads across units, posts and confirmations. Each function costs a fixed number of statements.

Units are asked for by a day: "under" and "path" follow the parents of that day, "became" follows successions.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from danvan.people import reach
from danvan.people.models import Account, Post, RuleConfirmation, Succession, Unit, UnitName, UnitParent
from danvan.people.sql import ABOVE, BELOW, FOREBEARS, HEIRS


@dataclass(frozen=True)
class Heir:
    """A unit that stands for another on some day; `whole` is false when only a part went there."""

    unit_id: int
    whole: bool


@dataclass(frozen=True)
class Node:
    """A unit in the tree of a day."""

    unit: Unit
    name: str
    depth: int
    parent_id: int | None


def units_under(unit: Unit, on: date) -> QuerySet[Unit]:
    """The unit itself and every unit below it on that day."""
    return Unit.objects.filter(pk__in=RawSQL(BELOW, (unit.pk, on, on)))


def units_during(unit: Unit, from_: date, to: date) -> QuerySet[Unit]:
    """The unit itself and every unit that stood below it on any day of the period, both days included."""
    return Unit.objects.filter(pk__in=RawSQL(BELOW, (unit.pk, to, from_)))


def path_of(unit: Unit, on: date) -> list[Unit]:
    """The unit and those above it on that day, highest first, each with `shown_name`."""
    sql = ABOVE + "SELECT depth FROM above WHERE above.id = people_unit.id"
    rows = (
        Unit.objects.filter(pk__in=RawSQL(ABOVE + "SELECT id FROM above", (unit.pk, on, on)))
        .named(on)
        .annotate(depth=RawSQL(sql, (unit.pk, on, on)))
    )
    return list(rows.order_by("-depth"))


def tree(on: date) -> list[Node]:
    """All units of that day in the order of a tree: each unit after the one above it, by name."""
    above = UnitParent.objects.on(on).filter(unit=OuterRef("pk"))
    parent = Subquery(above.values("parent")[:1])
    rows = Unit.objects.on(on).named(on).annotate(above=parent).order_by("shown_sort_key")
    below: dict[int | None, list[Unit]] = defaultdict(list)
    found = {row.pk: row for row in rows}
    for row in found.values():
        below[row.above if row.above in found else None].append(row)
    nodes: list[Node] = []
    stack = [(row, 0) for row in reversed(below[None])]
    while stack:
        row, depth = stack.pop()
        nodes.append(Node(row, row.shown_name, depth, row.above))
        stack.extend((child, depth + 1) for child in reversed(below[row.pk]))
    return nodes


def units_of_day(tier: str, on: date) -> QuerySet[Unit]:
    """Units of one tier that exist on that day, by name, each with `shown_name`."""
    return Unit.objects.on(on).filter(tier=tier).named(on).order_by("shown_sort_key")


def names_on(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """Names of many units on a day, in one statement."""
    rows = Unit.objects.filter(pk__in=list(unit_ids)).named(on)
    return {row.pk: row.shown_name for row in rows}


def name_of_day(on: date, unit_field: str = "unit_id") -> Subquery:
    """The name of that day of the unit in `unit_field`, to annotate a list with."""
    names = UnitName.objects.filter(unit=OuterRef(unit_field), from_on__lte=on)
    return Subquery(names.order_by("-from_on").values("full")[:1])


def lineage(unit_ids: Iterable[int], on: date) -> dict[int, list[Heir]]:
    """Which units of that day stand for each of the given units, so that any figure can be asked by them.

    A unit that exists on that day stands for itself. One that has ended is followed to its successors, one
    that does not exist yet back to its predecessors. A list with `whole` false must not be added up by
    unit without knowing the place: it is shown as undivided. Two statements.
    """
    units = list(unit_ids)
    found: dict[int, list[Heir]] = {unit: [] for unit in units}
    for sql in (HEIRS, FOREBEARS):
        with connection.cursor() as cursor:
            cursor.execute(sql, {"units": units, "day": on})
            for origin, unit, whole in cursor.fetchall():
                if Heir(unit, whole) not in found[origin]:
                    found[origin].append(Heir(unit, whole))
    return found


def successors(unit: Unit, to_day: date) -> list[Heir]:
    """Units that this one had become by a later day; itself when it still exists."""
    return lineage([unit.pk], to_day)[unit.pk]


def predecessors(unit: Unit, on: date) -> list[Heir]:
    """Units of an earlier day that this one was made from; itself when it existed already."""
    return lineage([unit.pk], on)[unit.pk]


def forebears_of(unit: Unit, from_day: date) -> dict[int, bool]:
    """Every unit of that earlier day whose records came here: unit id → True when the whole of it came."""
    then = Unit.objects.on(from_day).values_list("pk", flat=True)
    heirs = lineage(then, unit.exists_from)
    return {old: heir.whole for old, found in heirs.items() for heir in found if heir.unit_id == unit.pk}


def successions_of(unit: Unit) -> QuerySet[Succession]:
    """Changes that the unit came from or went into, oldest first, with both sides."""
    touching = Q(parts__before=unit) | Q(parts__after=unit)
    return (
        Succession.objects.filter(touching)
        .distinct()
        .prefetch_related("parts__before__names", "parts__after__names")
        .order_by("on", "pk")
    )


def posts_of(officer: Account, on: date) -> QuerySet[Post]:
    """Posts that the officer holds on that day, with their units."""
    return Post.objects.on(on).filter(officer=officer).select_related("unit").order_by("pk")


def sees(officer: Account, on: date) -> frozenset[int]:
    """Units whose records the officer may see on that day: own unit, those below, and those they succeed."""
    return reach.standing(officer, on).sees


def is_confirmed(rule: str, version: str, unit: Unit, on: date) -> bool:
    """True when the unit, or one above it, has by that day confirmed that this version applies."""
    above = RawSQL(ABOVE + "SELECT id FROM above", (unit.pk, on, on))
    return RuleConfirmation.objects.filter(rule=rule, version=version, on__lte=on, unit__in=above).exists()


def confirmed_rules(unit: Unit, on: date) -> dict[tuple[str, str], RuleConfirmation]:
    """Every rule confirmed for the unit by that day, by (rule, version)."""
    above = RawSQL(ABOVE + "SELECT id FROM above", (unit.pk, on, on))
    rows = RuleConfirmation.objects.filter(on__lte=on, unit__in=above).select_related("by", "unit")
    return {(row.rule, row.version): row for row in rows}


def accounts_of(unit_ids: Iterable[int], on: date) -> QuerySet[Account]:
    """Accounts with a post in one of the units on that day, by name."""
    held = Post.objects.on(on).filter(unit__in=list(unit_ids)).values("officer")
    return Account.objects.filter(pk__in=held).order_by("sort_key")
