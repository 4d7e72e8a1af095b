"""How figures are spread: over the months of a period, to be drawn; over their values, where the middle lies."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from danvan.figures import spans
from danvan.figures.covers import Cover
from danvan.figures.queries import Period, Units, question, sums

# The topics of such a measure are numbers. Among n in order the middle are those at n/2 rounded up and at n/2 + 1
# rounded down (one and the same where n is odd), the ninetieth is the first that 9 of 10 do not pass.
_MIDDLES = """
    WITH cell AS MATERIALIZED ({question}),
    value AS (
        SELECT unit_id, topic::int AS value, sum(amount) AS n FROM cell
        WHERE kind <> ALL(%(without)s) GROUP BY 1, 2
    ),
    run AS (
        SELECT unit_id, value, sum(n) OVER (PARTITION BY unit_id ORDER BY value) AS upto,
            sum(n) OVER (PARTITION BY unit_id) AS known
        FROM value
    ),
    middle AS (
        SELECT unit_id, min(value) FILTER (WHERE upto >= div(known + 1, 2)) AS low,
            min(value) FILTER (WHERE upto >= div(known, 2) + 1) AS high,
            min(value) FILTER (WHERE upto >= ceil(known * 0.9)) AS ninetieth
        FROM run GROUP BY unit_id
    )
    SELECT unit_id, counted::bigint, low, high, ninetieth
    FROM (SELECT unit_id, sum(amount) AS counted FROM cell GROUP BY unit_id) whole LEFT JOIN middle USING (unit_id)
"""


@dataclass(frozen=True)
class Middle:
    """Of `counted`, the two values in the middle and the one that 9 of 10 do not pass; None where none may be told."""

    counted: int
    low: int | None
    high: int | None
    ninetieth: int | None


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


def middles(
    measure: str, *, from_: date, to: date, units: Cover, without: Collection[str]
) -> dict[int, Middle]:
    """Each label of the units with the middle of a measure whose topics are numbers; one statement.

    `without`: kinds that are counted, but whose values are not told.
    """
    sql, asked = question([Period([measure], from_, to)], units=units, by=("unit_id", "kind", "topic"))
    with connection.cursor() as cursor:
        cursor.execute(_MIDDLES.format(question=sql), asked | {"without": list(without)})
        return {label: Middle(*row) for label, *row in cursor.fetchall()}
