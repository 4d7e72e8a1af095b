"""Reads across units. Each function costs a fixed number of statements.

Units are asked for by a day: "under" and "path" follow the parents of that day, "became" follows successions.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL

from danvan.people.models import (
    Succession,
    SuccessionPart,
    Tier,
    Unit,
    UnitCode,
    UnitName,
    UnitParent,
)
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
    code: str

    @property
    def levels(self) -> range:
        """One item for each level above, to indent by."""
        return range(self.depth)


@dataclass(frozen=True)
class Line:
    """A name, code or parent of a unit with its days, for the unit's page."""

    kind: str
    text: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Part:
    """One line of a succession, with the names of the day."""

    before: Unit | None
    before_name: str
    after: Unit | None
    after_name: str
    partly: bool


@dataclass(frozen=True)
class Change:
    """A succession as the unit's page shows it."""

    step: Succession
    parts: list[Part]


def units_under(unit: Unit, on: date) -> QuerySet[Unit]:
    """The unit itself and every unit below it on that day."""
    return Unit.objects.filter(pk__in=RawSQL(BELOW, (unit.pk, on, on)))


def units_during(unit: Unit, from_: date, to: date) -> QuerySet[Unit]:
    """The unit itself and every unit that stood below it on any day of the period, both days included."""
    return Unit.objects.filter(pk__in=RawSQL(BELOW, (unit.pk, to, from_)))


def path_of(unit: Unit, on: date) -> list[Unit]:
    """The unit and those above it on that day, highest first, each with `shown_name`."""
    return list(units_above(unit, on).order_by("-steps"))


def units_above(unit: Unit, on: date) -> Any:
    """The same, to be asked within another statement; `steps` as `steps_above` counts them."""
    rows = Unit.objects.filter(pk__in=RawSQL(ABOVE + "SELECT id FROM above", ([unit.pk], on, on)))
    return rows.named(on).annotate(steps=steps_above(unit, on))


def steps_above(unit: Unit, on: date, unit_field: str = "pk") -> Func:
    """How far above the unit the one in `unit_field` stood that day: 1 for itself, NULL for one that is not above."""
    path = RawSQL(ABOVE + "SELECT array_agg(id ORDER BY depth) FROM above", ([unit.pk], on, on))
    return Func(path, F(unit_field), function="array_position", output_field=IntegerField())


def tree(on: date) -> list[Node]:
    """All units of that day in the order of a tree: each unit after the one above it, by name."""
    above = UnitParent.objects.on(on).filter(unit=OuterRef("pk"))
    parent = Subquery(above.values("parent")[:1])
    code = Subquery(UnitCode.objects.on(on).filter(unit=OuterRef("pk")).values("code")[:1])
    rows = Unit.objects.on(on).named(on).annotate(above=parent, code=code)
    below: dict[int | None, list[Any]] = defaultdict(list)
    found: dict[int, Any] = {row.pk: row for row in rows}
    for row in found.values():
        below[row.above if row.above in found else None].append(row)
    nodes: list[Node] = []
    stack = [(row, 0) for row in reversed(below[None])]
    while stack:
        row, depth = stack.pop()
        nodes.append(Node(row, row.shown_name, depth, row.above, row.code or ""))
        stack.extend((child, depth + 1) for child in reversed(below[row.pk]))
    return nodes


def units_of_day(tier: str, on: date) -> QuerySet[Unit]:
    """Units of one tier that exist on that day, by name, each with `shown_name`."""
    return Unit.objects.on(on).filter(tier=tier).named(on)


def names_on(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """Names of many units on a day, in one statement."""
    rows = Unit.objects.filter(pk__in=list(unit_ids)).named(on)
    return {row.pk: row.shown_name for row in rows}


def name_of_day(on: date, unit_field: str = "unit_id") -> Subquery:
    """The name of that day of the unit in `unit_field`, to annotate a list with."""
    names = UnitName.objects.filter(unit=OuterRef(unit_field), from_on__lte=on)
    return Subquery(names.order_by("-from_on").values("full")[:1])


def shown_name(on: date, unit_field: str) -> Subquery:
    """The same as `named` shows it: the first name where it had none yet on that day."""
    names = Unit.objects.filter(pk=OuterRef(unit_field)).named(on).values(told=F("shown_name"))
    return Subquery(names[:1])


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
            cursor.execute(sql, (units, on, on, on))
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


def histories_of(unit: Unit) -> list[Line]:
    """Names, codes and parents of a unit, each with its days, the oldest first; one statement."""
    parent = UnitName.objects.filter(unit=OuterRef("parent")).filter(
        Q(from_on__lt=OuterRef("until_on")) | Q(until_on__isnull=True)
    )
    shown = Subquery(parent.order_by("-from_on").values("full")[:1])
    names = unit.names.annotate(kind=Value("name")).values_list("kind", "full", "from_on", "until_on")
    codes = unit.codes.annotate(kind=Value("code")).values_list("kind", "code", "from_on", "until_on")
    parents = unit.parents.annotate(kind=Value("parent"), shown=shown)
    rows = names.union(codes, parents.values_list("kind", "shown", "from_on", "until_on"), all=True)
    order = ("name", "code", "parent")
    return sorted((Line(*row) for row in rows), key=lambda line: (order.index(line.kind), line.from_on))


def successions_of(unit: Unit) -> list[Change]:
    """Changes that the unit came from or went into, oldest first, with the names of the day; one statement."""
    touching = SuccessionPart.objects.filter(Q(before=unit) | Q(after=unit)).values("succession")
    day = OuterRef("succession__on")
    before = UnitName.objects.filter(unit=OuterRef("before"), from_on__lt=day).order_by("-from_on")
    after = UnitName.objects.filter(unit=OuterRef("after"), from_on__lte=day).order_by("-from_on")
    parts = SuccessionPart.objects.filter(succession__in=touching).annotate(
        before_name=Subquery(before.values("full")[:1]), after_name=Subquery(after.values("full")[:1])
    )
    found: dict[int, Change] = {}
    for part in parts.select_related("succession", "before", "after").order_by("succession__on", "pk"):
        change = found.setdefault(part.succession_id, Change(part.succession, []))
        partly = part.share == SuccessionPart.Share.PART
        names = (part.before_name or "", part.after_name or "")
        change.parts.append(Part(part.before, names[0], part.after, names[1], partly))
    return list(found.values())


def around(unit: Unit, on: date) -> tuple[list[Unit], list[Unit]]:
    """The path to the unit, highest first, and the units directly below it, by name; one statement."""
    params = ([unit.pk], on, on)
    above = RawSQL(ABOVE + "SELECT id FROM above", params)
    depth = RawSQL(ABOVE + "SELECT depth FROM above WHERE above.id = people_unit.id", params)
    below = UnitParent.objects.on(on).filter(parent=unit).values("unit")
    rows: Any = Unit.objects.filter(Q(pk__in=above) | Q(pk__in=below)).named(on).annotate(depth=depth)
    path = sorted((row for row in rows if row.depth is not None), key=lambda row: -row.depth)
    return path, [row for row in rows if row.depth is None]


def days_of_change() -> list[date]:
    """Days on which units changed, newest first: the days worth looking at."""
    days = Succession.objects.exclude(kind=Succession.Kind.CREATE).values_list("on", flat=True)
    return list(days.distinct().order_by("-on"))


def last_day_of(unit: Unit, today: date) -> date:
    """Today, or the nearest day on which the unit exists."""
    if unit.exists_until is not None and unit.exists_until <= today:
        return unit.exists_until - timedelta(days=1)
    return max(today, unit.exists_from)


def shown_heirs(unit: Unit, on: date) -> list[tuple[Unit, bool]]:
    """Units of that day that an ended unit became, by name, and whether the whole of it went there; one statement."""
    params = ([unit.pk], on, on, on)
    ids = RawSQL(f"SELECT heir FROM ({HEIRS}) h", params)
    whole = RawSQL(f"SELECT whole FROM ({HEIRS}) h WHERE h.heir = people_unit.id", params)
    return [(row, row.whole) for row in Unit.objects.filter(pk__in=ids).named(on).annotate(whole=whole)]


def unit_choices(unit_ids: Iterable[int], on: date) -> list[tuple[str, str]]:
    """(key, name) of those of the units that exist on that day, highest first, for a form field."""
    order = list(Tier.values)
    found = Unit.objects.on(on).filter(pk__in=list(unit_ids)).named(on)
    rows = sorted(found, key=lambda row: (order.index(row.tier), row.shown_sort_key or ""))
    return [(row.key, row.shown_name or row.key) for row in rows]
