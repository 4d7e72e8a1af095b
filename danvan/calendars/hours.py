"""When offices are open (giờ làm việc): the default as data, and what a unit or one above it has set instead."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import connection

from danvan import law
from danvan.people.models import Unit

FILE = Path(__file__).with_name("hours.yaml")
# Each unit with those above it on its day, the nearest first; of each the hours that began last, of these the nearest.
_NEAREST = """
    WITH RECURSIVE above(unit, day, id, depth) AS (
        SELECT unit, day, unit, 0 FROM unnest(%s::bigint[], %s::date[]) AS asked(unit, day)
      UNION
        SELECT above.unit, above.day, p.parent_id, above.depth + 1
        FROM people_unitparent p
        JOIN above ON p.unit_id = above.id
        WHERE p.from_on <= above.day AND (p.until_on IS NULL OR p.until_on > above.day)
    )
    SELECT DISTINCT ON (above.unit, above.day) above.unit, above.day, hours.spans
    FROM above CROSS JOIN LATERAL (
        SELECT spans FROM calendars_officehour
        WHERE unit_id = above.id AND from_on <= above.day ORDER BY from_on DESC, id DESC LIMIT 1
    ) hours
    ORDER BY above.unit, above.day, above.depth
"""


def hours_of(unit: Unit, day: date) -> law.OfficeHours:
    """The hours of a unit on a day: its own, else those of the nearest unit above that set some, else the default."""
    return hours_on([(unit.pk, day)])[unit.pk, day]


def hours_on(asked: Iterable[tuple[int, date]]) -> dict[tuple[int, date], law.OfficeHours]:
    """The hours of many units, each on its day; one statement, none where nothing is asked."""
    wanted = list(asked)
    if not wanted:
        return {}
    units, days = zip(*wanted, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, [list(units), list(days)])
        found = {(unit, day): read(json.loads(spans)) for unit, day, spans in cursor.fetchall()}
    return {one: found.get(one) or default() for one in wanted}


def read(spans: Sequence[Sequence[str]]) -> law.OfficeHours:
    """Spans as they are stored. Raises InvalidCalendar, ValueError for words that are no hours."""
    return law.OfficeHours(
        tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans)
    )


@cache
def default() -> law.OfficeHours:
    """Where no unit has set any."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read(told["spans"])
