"""Figures in a row of times: month by month, and over windows of some days counted back from a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

# Whole months are read from totals, what is not rolled up yet from the facts: as danvan.figures.queries does.
_MONTHS = """
    WITH mark AS (SELECT coalesce((SELECT last_fact FROM figures_rollup WHERE id = 1), 0) AS last)
    SELECT measure, unit_id, month, topic, sum(amount)::bigint FROM (
        SELECT measure, unit_id, first AS month, topic, amount FROM figures_total
        WHERE measure = ANY(%(measures)s) AND unit_id = ANY(%(units)s) AND NOT below AND detail = 2 AND months = 1
          AND first <= %(to)s AND NOT kind = ANY(%(without)s)
        UNION ALL
        SELECT measure, unit_id, date_trunc('month', day)::date, topic, amount FROM figures_fact, mark
        WHERE measure = ANY(%(measures)s) AND unit_id = ANY(%(units)s) AND id > mark.last
          AND date_trunc('month', day)::date <= %(to)s AND NOT kind = ANY(%(without)s)
    ) parts GROUP BY 1, 2, 3, 4
"""
_BEGUN = """
    WITH mark AS (SELECT coalesce((SELECT last_fact FROM figures_rollup WHERE id = 1), 0) AS last)
    SELECT unit_id, min(month) FROM (
        SELECT unit_id, first AS month FROM figures_total
        WHERE unit_id = ANY(%(units)s) AND NOT below AND detail = 0 AND months = 1
          AND NOT measure = ANY(%(without)s)
        UNION ALL
        SELECT unit_id, date_trunc('month', day)::date FROM figures_fact, mark
        WHERE unit_id = ANY(%(units)s) AND id > mark.last AND NOT measure = ANY(%(without)s)
    ) parts GROUP BY 1
"""
_WINDOWS = """
    SELECT unit_id, topic, (%(last)s - day) / %(days)s, sum(amount)::bigint FROM figures_fact
    WHERE measure = ANY(%(measures)s) AND day <= %(last)s AND day > %(last)s - %(days)s * %(windows)s
      AND topic <> '' AND NOT kind = ANY(%(without)s)
    GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Cell:
    """What a measure gained in one month, unit and topic."""

    measure: str
    unit_id: int
    month: date
    topic: str
    amount: int


def by_month(
    measures: Collection[str], *, to: date, units: Collection[int], without: Collection[str] = ()
) -> list[Cell]:
    """Every cell up to the month that holds `to`, from the beginning: a stock is the running sum. One statement.

    `without`: kinds that are left out.
    """
    asked: dict[str, Any] = {
        "measures": list(measures),
        "units": list(units),
        "to": to,
        "without": list(without),
    }
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, asked)
        return [Cell(*row) for row in cursor.fetchall()]


def begun(units: Collection[int], *, without: Collection[str] = ()) -> dict[int, date]:
    """The first month of which each unit has any figure; a unit that has none keeps no register and is left out.

    `without`: measures that are no sign of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEGUN, {"units": list(units), "without": list(without)})
        return dict(cursor.fetchall())


def windows(
    measures: Collection[str], *, last: date, days: int, count: int, without: Collection[str] = ()
) -> dict[tuple[int, str], list[int]]:
    """(unit, topic) → the sums over so many windows of `days` each that end on `last`, the latest first.

    `without`: kinds that are left out. One statement; its cost grows with the facts of these days.
    """
    asked: dict[str, Any] = {
        "measures": list(measures),
        "last": last,
        "days": days,
        "windows": count,
        "without": list(without),
    }
    found: dict[tuple[int, str], list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_WINDOWS, asked)
        for unit, topic, window, amount in cursor.fetchall():
            found.setdefault((unit, topic), [0] * count)[window] = amount
    return found
