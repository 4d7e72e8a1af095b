"""How figures are spread over a period: by month, to be drawn; by topic within units and kinds, to be counted through.

Both in one statement, from totals, the days at the edges and the tail, as danvan.figures.queries reads them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

_SPREAD = """
    WITH mark AS (SELECT coalesce((SELECT last_fact FROM figures_rollup WHERE id = 1), 0) AS last)
    SELECT measure, CASE WHEN drawn THEN month END, CASE WHEN NOT drawn THEN unit_id END,
           CASE WHEN NOT drawn THEN kind END, CASE WHEN NOT drawn THEN topic END, sum(amount)::bigint
    FROM (
        SELECT measure, measure = ANY(%(drawn)s) AS drawn, month, unit_id, kind, topic, amount FROM figures_total
        WHERE measure = ANY(%(measures)s) AND unit_id = ANY(%(units)s)
          AND month >= %(first_month)s AND month < %(end_month)s
        UNION ALL
        SELECT measure, measure = ANY(%(drawn)s), date_trunc('month', day)::date, unit_id, kind, topic, amount
        FROM figures_fact, mark
        WHERE measure = ANY(%(measures)s) AND unit_id = ANY(%(units)s) AND day >= %(from_)s AND day <= %(to)s
          AND (id > mark.last OR day < %(first_month)s OR day >= %(end_month)s)
    ) parts GROUP BY 1, 2, 3, 4, 5 HAVING sum(amount) <> 0
"""


@dataclass(frozen=True)
class Spread:
    """(measure, first day of the month) → amount; (measure, unit, kind, topic) → amount. What is 0 is left out."""

    months: dict[tuple[str, date], int]
    topics: dict[tuple[str, int, str, str], int]

    def over_months(self, measure: str) -> int:
        """The measure over the whole period."""
        return sum(amount for (name, _month), amount in self.months.items() if name == measure)


def spread(
    *, by_month: Collection[str], by_topic: Collection[str], from_: date, to: date, units: Collection[int]
) -> Spread:
    """Measures over the days from_..to, both counted, in these units; no measure is in both collections."""
    first = from_ if from_.day == 1 else _next_month(from_)
    end = _next_month(to) if (to + timedelta(days=1)).day == 1 else to.replace(day=1)
    asked: dict[str, Any] = {
        "measures": [*by_month, *by_topic],
        "drawn": list(by_month),
        "units": list(units),
        "from_": from_,
        "to": to,
        "first_month": first,
        "end_month": max(first, end),
    }
    found = Spread({}, {})
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, asked)
        for measure, month, unit, kind, topic, amount in cursor.fetchall():
            if month is not None:
                found.months[measure, month] = amount
            else:
                found.topics[measure, unit, kind, topic] = amount
    return found


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
