"""Which units a report adds up, and under whose name each of them stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from danvan.lib import dates
from danvan.lib.text import sort_key
from danvan.people import queries as people
from danvan.people.models import Tier, Unit

BY_EVENT, BY_END, BY_TODAY, BY_DAY = "", "end", "today", "day"
"""Whose units make the table: those of the day of each event, of the end of the period, of today, of another day."""

# From each root down to the units below (in the period, or ended while below), and back to the units that one succeeds
# whole: what a unit left unfinished is carried on by its successor, or, where it was divided, by the unit above it.
_SCOPE = """
WITH RECURSIVE scope(root, id) AS (
    SELECT id, id FROM people_unit WHERE %(unit)s::bigint IS NULL OR id = %(unit)s::bigint
  UNION
    SELECT scope.root, next.id FROM scope CROSS JOIN LATERAL (
        SELECT p.unit_id AS id FROM people_unitparent p JOIN people_unit child ON child.id = p.unit_id
        WHERE p.parent_id = scope.id AND p.from_on <= %(to)s
          AND (p.until_on IS NULL OR p.until_on > %(from)s OR p.until_on = child.exists_until)
      UNION ALL
        SELECT part.before_id FROM people_successionpart part
        JOIN people_succession step ON step.id = part.succession_id
        JOIN people_unit gone ON gone.id = part.before_id AND gone.exists_until = step.on
        WHERE part.after_id = scope.id AND part.share = 'whole' AND step.on <= %(to)s
    ) next
)
"""
_PLACES = (
    _SCOPE
    + """
SELECT unit.id, unit.key, unit.tier, unit.exists_from <= %(to)s
       AND (unit.exists_until IS NULL OR unit.exists_until > %(from)s), coalesce(
           (SELECT n.full FROM people_unitname n WHERE n.unit_id = unit.id AND n.from_on <= %(to)s
            ORDER BY n.from_on DESC LIMIT 1),
           (SELECT n.full FROM people_unitname n WHERE n.unit_id = unit.id ORDER BY n.from_on LIMIT 1), unit.key)
FROM scope JOIN people_unit unit ON unit.id = scope.id ORDER BY unit.id
"""
)
_GROUPS = _SCOPE + "SELECT root, id FROM scope"
# Up from each unit to the province over it on a day; one that has ended, or is not there yet, by its nearest days.
_PROVINCES = """
WITH RECURSIVE up(origin, id) AS (
    SELECT unit, unit FROM unnest(%(units)s::bigint[]) unit
  UNION
    SELECT up.origin, above.parent_id
    FROM up JOIN people_unit unit ON unit.id = up.id AND unit.tier <> 'province' CROSS JOIN LATERAL (
        SELECT p.parent_id FROM people_unitparent p WHERE p.unit_id = up.id
        ORDER BY p.from_on > %(day)s, abs(p.from_on - %(day)s::date) LIMIT 1
    ) above
)
SELECT up.origin, up.id FROM up JOIN people_unit unit ON unit.id = up.id WHERE unit.tier = 'province'
"""


@dataclass(frozen=True)
class Place:
    """A unit in a report: whether it existed on a day of the period, and its name at the end of it."""

    unit_id: int
    key: str
    tier: str
    stood: bool
    name: str


@dataclass(frozen=True)
class Heading:
    """The name under which units stand in the table; `undivided` when their figures cannot be given to one heir."""

    unit_id: int
    key: str
    name: str
    undivided: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a table: its heading and the units added up in it; not `listed` when it may be left out if empty."""

    heading: Heading
    unit_ids: tuple[int, ...]
    listed: bool


def places(unit: Unit, from_: date, to: date) -> list[Place]:
    """The unit, all below it in the period, and those that they have succeeded; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, {"unit": unit.pk, "from": from_, "to": to})
        return [Place(*row) for row in cursor.fetchall()]


def groups() -> Iterable[tuple[int, int]]:
    """Each unit with every unit that a report of it adds up by the units of today; one statement for the country."""
    today = dates.today()
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, {"unit": None, "from": today, "to": today})
        return [(top, unit) for top, unit in cursor.fetchall()]


def headings(places: Sequence[Place], units_of: date | None, unit: Unit, until: date) -> dict[int, Heading]:
    """Each unit's heading: its own, or with `units_of` that of the one unit of that day that stands for it.

    A unit that was divided among several keeps its own name and is marked undivided: nobody guesses. In a report of
    the nation a unit stands under its province, wholly, as of `units_of` or the end of the period (`until`).
    """
    own = {place.unit_id: Heading(place.unit_id, place.key, place.name) for place in places}
    lines = {unit_id: unit_id for unit_id in own}
    if unit.tier == Tier.NATION:
        lines |= _provinces(list(own), units_of or until)
    if units_of is None:
        return {unit_id: own.get(line, own[unit_id]) for unit_id, line in lines.items()}
    named = _standing({*lines.values()}, units_of)
    return {unit_id: named[line] for unit_id, line in lines.items()}


def _provinces(units: Sequence[int], day: date) -> dict[int, int]:
    """The province over each unit that has one; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PROVINCES, {"units": list(units), "day": day})
        return dict(cursor.fetchall())


def _standing(units: Collection[int], day: date) -> dict[int, Heading]:
    """The heading of the one unit of that day that stands for each."""
    found = people.lineage(units, day)
    heirs = {
        unit: heirs[0].unit_id if len(heirs) == 1 and heirs[0].whole else None
        for unit, heirs in found.items()
    }
    wanted = {unit if heir is None else heir for unit, heir in heirs.items()}
    rows = {row.pk: (row.key, row.shown_name) for row in Unit.objects.filter(pk__in=wanted).named(day)}
    return {
        unit: Heading(unit, *rows[unit], undivided=True) if heir is None else Heading(heir, *rows[heir])
        for unit, heir in heirs.items()
    }


def day_of_units(chosen: str, day: date | None, *, last: date, today: date) -> date | None:
    """The day by whose units a table is made, or None for those of each event's own day.

    `chosen`: the end of the period (today, while it is not over), today, or by the day that was written.
    """
    return {BY_END: min(last, today), BY_TODAY: today, BY_DAY: day}.get(chosen)


def rows(places: Sequence[Place], heads: Mapping[int, Heading], unit: Unit) -> list[Row]:
    """The lines of a table: the unit itself, then by name; every commune that stood in the period is listed."""
    members: dict[Heading, list[Place]] = {}
    for place in places:
        members.setdefault(heads[place.unit_id], []).append(place)
    found = [
        Row(
            head,
            tuple(place.unit_id for place in group),
            any(place.tier == Tier.COMMUNE and place.stood for place in group) or len(members) == 1,
        )
        for head, group in members.items()
    ]
    return sorted(
        found, key=lambda row: (unit.pk not in row.unit_ids, sort_key(row.heading.name), row.heading.key)
    )
