"""Questions to the figures. Each costs a few index reads, however many cases there are, and however many units.

A question is cut into whole years, whole months and days (danvan.figures.spans), its units into groups and single
ones (danvan.figures.covers). Totals answer what they hold, and the facts that are not rolled up yet are added to
them; the days of single units and of smaller groups have no totals and are read from the facts. Each fact that is
meant comes once more than it is taken away, every other as often, so the answer is right at every moment.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from danvan.figures.covers import Cover, each
from danvan.figures.spans import pieces

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


@dataclass(frozen=True)
class Period:
    """Measures over the days from_..to, both counted."""

    measures: Collection[str]
    from_: date
    to: date


Units = Collection[int] | Cover | None
"""Single units, each under its own number; units under labels; or None for every unit."""

# The tail is short, which the database cannot know: in the order of its numbers it is found by them. How many rows a
# piece of one unit has it cannot know either: OFFSET 0 keeps it to looking each of them up in the index.
_ROWS = """
    WITH mark AS (SELECT coalesce((SELECT last_fact FROM figures_rollup WHERE id = 1), 0) AS last),
    tail AS MATERIALIZED (SELECT * FROM figures_fact WHERE id > (SELECT last FROM mark) ORDER BY id),
    term AS ({terms}),
    meant AS (
        SELECT label, unit_id, sign, daily FROM term WHERE NOT below
        UNION ALL
        SELECT label, member.unit_id, sign, term.daily
        FROM term JOIN figures_member member ON member.top_id = term.unit_id WHERE below
    ),
    piece AS (
        SELECT part, times, months, first, ends, array_agg(measure) AS measures
        FROM unnest(%(parts)s::int[], %(measures)s::text[], %(times)s::int[], %(months)s::int[], %(firsts)s::date[],
                    %(ends)s::date[]) AS cut(part, measure, times, months, first, ends)
        GROUP BY part, times, months, first, ends
    )
    SELECT part, measure, label AS unit_id, kind, topic, sign * times * amount AS amount
    FROM term CROSS JOIN piece CROSS JOIN LATERAL (
        SELECT measure, kind, topic, amount FROM figures_total total
        WHERE total.unit_id = term.unit_id AND total.below = term.below AND detail = %(detail)s
          AND total.months = piece.months AND measure = ANY(measures)
          AND total.first >= piece.first AND total.first < ends OFFSET 0
    ) total
    UNION ALL
    SELECT part, measure, label, kind, topic, sign * times * amount
    FROM meant CROSS JOIN piece CROSS JOIN LATERAL (
        SELECT measure, kind, topic, amount FROM figures_fact fact
        WHERE fact.unit_id = meant.unit_id AND measure = ANY(measures) AND day >= first AND day < ends OFFSET 0
    ) fact WHERE months = 0 AND NOT daily
    UNION ALL
    SELECT part, measure, label, kind, topic, sign * times * amount
    FROM tail JOIN piece ON measure = ANY(measures) JOIN meant USING (unit_id)
    WHERE (months > 0 OR daily) AND day >= first AND day < ends
"""
_QUESTION = """
    SELECT part, measure{columns}, sum(amount)::bigint AS amount FROM ({rows}) rows
    GROUP BY part, measure{columns} HAVING sum(amount) <> 0
"""
_TERMS = """
    SELECT * FROM unnest(%(labels)s::int[], %(units)s::int[], %(below)s::bool[], %(signs)s::int[],
                         %(daily)s::bool[]) AS term(label, unit_id, below, sign, daily)
"""
_EVERY = """
    SELECT unit_id AS label, unit_id, false AS below, 1 AS sign, false AS daily FROM (
        SELECT unit_id FROM figures_total WHERE NOT below
        UNION SELECT unit_id FROM tail
    ) known
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


def sums(periods: Sequence[Period], *, units: Units = None, by: Sequence[str] = ()) -> list[dict[tuple, int]]:
    """Sums of each period's measures; keys are (measure, *dimensions named in `by`). One statement for all periods.

    With a Cover, the dimension `unit_id` is the label. What is nothing is absent: read with .get(key, 0).
    """
    found: list[dict[tuple, int]] = [{} for _period in periods]
    with connection.cursor() as cursor:
        cursor.execute(*question(periods, units=units, by=by))
        for part, *key, amount in cursor.fetchall():
            found[part][tuple(key)] = amount
    return found


def question(periods: Sequence[Period], *, units: Units, by: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """SQL that answers with part, measure, the dimensions and the amount; and what it is asked with."""
    sql, asked = rows(periods, units=units, by=by)
    return _QUESTION.format(columns="".join(f", {name}" for name in by), rows=sql), asked


def rows(periods: Sequence[Period], *, units: Units, by: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """SQL of the rows that a question adds up: part, measure, every dimension, amount; and what it is asked with.

    Dimensions that are not in `by` may be empty.
    """
    if not set(by) <= set(DIMENSIONS):
        raise ValueError(f"figures are kept by {', '.join(DIMENSIONS)}, not by {', '.join(by)}")
    cut = [
        (part, measure, *piece)
        for part, period in enumerate(periods)
        for piece in pieces(period.from_, period.to)
        for measure in period.measures
    ]
    names = ("parts", "measures", "times", "months", "firsts", "ends")
    asked: dict[str, Any] = {name: [row[at] for row in cut] for at, name in enumerate(names)}
    asked["detail"] = 2 if "topic" in by else 1 if "kind" in by else 0
    if units is not None:
        terms = (units if isinstance(units, Cover) else each(units)).terms
        asked["labels"] = [term.label for term in terms]
        asked["units"] = [term.unit_id for term in terms]
        asked["below"] = [term.below for term in terms]
        asked["signs"] = [term.sign for term in terms]
        asked["daily"] = [term.daily for term in terms]
    return _ROWS.format(terms=_EVERY if units is None else _TERMS), asked


def flow(
    measures: Collection[str], *, from_: date, to: date, units: Units = None, by: Sequence[str] = ()
) -> dict[tuple, int]:
    """Sums of measures over the days from_..to, both counted, as `sums` gives them."""
    return sums([Period(measures, from_, to)], units=units, by=by)[0]


def stock(
    measures: Collection[str], *, on: date, units: Units = None, by: Sequence[str] = ()
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
