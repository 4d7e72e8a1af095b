"""How figures are spread: over the months of a period, to be drawn; over their values, where the middle lies."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from danvan.figures import spans
from danvan.figures.covers import Cover
from danvan.figures.queries import Period, Units, rows, sums

# The topics of such a measure are numbers. Among n in order the middle are those at n/2 rounded up and at n/2 + 1
# rounded down (one and the same where n is odd), the ninetieth is the first that 9 of 10 do not pass.
_MIDDLES = """
    WITH value AS (
        SELECT unit_id, topic::int AS value, sum(amount::int)::int AS n FROM ({rows}) rows
        GROUP BY 1, 2 HAVING sum(amount::int) <> 0
    ),
    run AS (
        SELECT unit_id, value,
            sum(n) OVER (PARTITION BY unit_id ORDER BY value ROWS UNBOUNDED PRECEDING) AS upto,
            sum(n) OVER (PARTITION BY unit_id) AS known
        FROM value
    )
    SELECT unit_id, min(value) FILTER (WHERE upto >= (known + 1) / 2),
        min(value) FILTER (WHERE upto >= known / 2 + 1),
        min(value) FILTER (WHERE upto * 10 >= known * 9)
    FROM run GROUP BY unit_id
"""


@dataclass(frozen=True)
class Middle:
    """The two values in the middle, and the one that 9 of 10 do not pass."""

    low: int
    high: int
    ninetieth: int


def over_months(
    measures: Collection[str], *, from_: date, to: date, units: Units
) -> dict[tuple[str, date], int]:
    """(measure, first day of the month) → its amount over those of its days that lie in from_..to; one statement."""
    months = list(spans.months(from_, to))
    found = sums([Period(measures, first, last) for _month, first, last in months], units=units)
    return {
        (measure, month): amount
        for (month, _first, _last), cells in zip(months, found, strict=True)
        for (measure,), amount in cells.items()
    }


def middles(measure: str, *, from_: date, to: date, units: Cover) -> dict[int, Middle]:
    """Each label of the units with the middle of a measure whose topics are numbers; one statement."""
    sql, asked = rows([Period([measure], from_, to)], units=units, by=("unit_id", "topic"))
    with connection.cursor() as cursor:
        cursor.execute(_MIDDLES.format(rows=sql), asked)
        return {label: Middle(*row) for label, *row in cursor.fetchall()}
