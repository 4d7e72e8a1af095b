"""The figures counted again from the facts, without the totals."""

from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction

from danvan.figures import queries, rolled, verify
from danvan.journal.verify import Lie

_MEASURES = (
    "SELECT DISTINCT measure FROM figures_fact UNION SELECT DISTINCT measure FROM figures_total ORDER BY 1"
)
_PLAIN = "SELECT measure, unit_id, kind, topic, sum(amount)::bigint FROM figures_fact GROUP BY 1, 2, 3, 4"


def differences() -> Iterator[Lie]:
    """Each total that is not the sum of its facts, and each answer over everything that is not the plain sum."""
    yield from verify.totals()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_MEASURES)
        measures = [row[0] for row in cursor.fetchall()]
        cursor.execute(rolled.LIMITS)
        first, last = cursor.fetchone()
        cursor.execute(_PLAIN)
        plain = {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}
        answers = (
            queries.flow(measures, from_=first or date.min, to=last or date.min, by=queries.DIMENSIONS)
            if first
            else {}
        )
    for key in sorted({*plain, *answers}):
        if plain.get(key, 0) != answers.get(key, 0):
            measure, unit, kind, topic = key
            cell = " ".join(filter(None, (measure, kind, topic)))
            reason = f"the answer is {answers.get(key, 0)}, its facts say {plain.get(key, 0)}"
            yield Lie(f"figure {cell}, unit {unit}", reason)
