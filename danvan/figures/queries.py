"""Questions to the figures. Each costs a few index reads, however many cases there are.

A question over whole months reads totals; the days at its edges and whatever is not rolled up yet are read
from the facts. The three parts never overlap, so the answer is right at every moment.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

BEGINNING = date(1900, 1, 1)
DIMENSIONS = ("unit_id", "kind", "topic")


@dataclass(frozen=True)
class Among:
    """Some values of a dimension; or, where not `inside`, all but these."""

    values: tuple[str, ...]
    inside: bool = True

    def has(self, value: str) -> bool:
        """Whether the value is one of them."""
        return (value in self.values) == self.inside


_QUESTION = """
    WITH mark AS (SELECT coalesce((SELECT last_fact FROM figures_rollup WHERE id = 1), 0) AS last)
    SELECT measure{columns}, sum(amount)::bigint FROM (
        SELECT measure, unit_id, kind, topic, amount FROM figures_total
        WHERE measure = ANY(%(measures)s) {units} AND month >= %(first_month)s AND month < %(end_month)s
        UNION ALL
        SELECT measure, unit_id, kind, topic, amount FROM figures_fact, mark
        WHERE measure = ANY(%(measures)s) {units} AND id <= mark.last
          AND (day >= %(from_)s AND day < %(edge_1)s OR day >= %(edge_2)s AND day <= %(to)s)
        UNION ALL
        SELECT measure, unit_id, kind, topic, amount FROM figures_fact, mark
        WHERE measure = ANY(%(measures)s) {units} AND id > mark.last AND day >= %(from_)s AND day <= %(to)s
    ) parts GROUP BY measure{columns}
"""

# What was declared in numbers (a subject below zero) stood before, even where the unit began within the days.
_STOOD = "sum(amount) > 0 AND (subject_id < 0 OR sum(amount) FILTER (WHERE day < %(from_)s) > 0)"
_SUBJECTS = """
    SELECT subject_id, sum(n)::bigint FROM (
        SELECT subject_id, sum(amount) AS n FROM figures_fact
        WHERE measure = %(measure)s AND day <= %(to)s AND {condition}
          AND (%(units)s::int[] IS NULL OR unit_id = ANY(%(units)s::int[]))
          AND (kind = ANY(%(kinds)s)) = %(of_kinds)s AND (topic = ANY(%(topics)s)) = %(of_topics)s
        GROUP BY subject_id, unit_id HAVING {having}
    ) found GROUP BY subject_id HAVING sum(n) <> 0 ORDER BY subject_id
"""
_THROUGH = """
    SELECT measure{columns}, sum(CASE WHEN subject_id < 0 THEN n ELSE 1 END)::bigint FROM (
        SELECT measure, unit_id, kind, topic, subject_id, sum(amount) AS n FROM figures_fact
        WHERE measure = ANY(%(measures)s) AND unit_id = ANY(%(units)s) AND day <= %(to)s
        GROUP BY 1, 2, 3, 4, 5
        HAVING {having}
    ) standing GROUP BY measure{columns}
"""


def flow(
    measures: Collection[str],
    *,
    from_: date,
    to: date,
    units: Collection[int] | None = None,
    by: Sequence[str] = (),
) -> dict[tuple, int]:
    """Sums of measures over the days from_..to, both counted; keys are (measure, *dimensions named in `by`).

    `units` None means all. A measure without facts is absent: read with .get(key, 0).
    """
    if not set(by) <= set(DIMENSIONS):
        raise ValueError(f"figures are kept by {', '.join(DIMENSIONS)}, not by {', '.join(by)}")
    first_month = from_ if from_.day == 1 else _next_month(from_)
    end_month = _next_month(to) if (to + timedelta(days=1)).day == 1 else to.replace(day=1)
    whole = first_month < end_month
    parameters: dict[str, Any] = {
        "measures": list(measures),
        "units": list(units) if units is not None else None,
        "from_": from_,
        "to": to,
        "first_month": first_month,
        "end_month": end_month if whole else first_month,
        "edge_1": first_month if whole else from_,
        "edge_2": end_month if whole else from_,
    }
    sql = _QUESTION.format(
        columns="".join(f", {name}" for name in by),
        units="" if units is None else "AND unit_id = ANY(%(units)s)",
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}


def stock(
    measures: Collection[str], *, on: date, units: Collection[int] | None = None, by: Sequence[str] = ()
) -> dict[tuple, int]:
    """What stands at the end of a day: the running sum of all facts up to it."""
    return flow(measures, from_=BEGINNING, to=on, units=units, by=by)


def subjects(
    measure: str,
    *,
    from_: date,
    to: date,
    units: Iterable[int] | None = None,
    kind: str | Among | None = None,
    topic: str | Among | None = None,
    through: bool = False,
) -> dict[int, int]:
    """What a figure is made of: subject → its amount over the period, where it is not nothing.

    `through`: of a stock, what stood in a unit before from_ and stands there at the end of `to`.
    """
    kinds, topics = _among(kind), _among(topic)
    asked: dict[str, Any] = {
        "measure": measure,
        "from_": from_,
        "to": to,
        "units": list(units) if units is not None else None,
        "kinds": list(kinds.values),
        "of_kinds": kinds.inside,
        "topics": list(topics.values),
        "of_topics": topics.inside,
    }
    condition, having = ("true", _STOOD) if through else ("day >= %(from_)s", "sum(amount) <> 0")
    with connection.cursor() as cursor:
        cursor.execute(_SUBJECTS.format(condition=condition, having=having), asked)
        return dict(cursor.fetchall())


def _among(value: str | Among | None) -> Among:
    if isinstance(value, Among):
        return value
    return Among((), inside=False) if value is None else Among((value,))


def through(
    measures: Collection[str], *, from_: date, to: date, units: Collection[int], by: Sequence[str] = ()
) -> dict[tuple, int]:
    """How many subjects stood in a stock of a unit before from_ and stand there at the end of `to`.

    A subject below zero stands for many, declared in numbers: what is left of it counts.
    Unlike a flow it is no sum of facts: each subject is looked at, so its cost grows with the facts of the measure.
    """
    sql = _THROUGH.format(columns="".join(f", {name}" for name in by), having=_STOOD)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"measures": list(measures), "from_": from_, "to": to, "units": list(units)})
        return {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
