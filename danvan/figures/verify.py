"""The totals checked against the facts they were rolled up from."""

from collections.abc import Iterator

from django.db import connection

from danvan.journal.verify import Lie

_DIFFERENCES = """
    SELECT month, unit_id, measure, kind, topic, coalesce(t.amount, 0), coalesce(f.amount, 0)
    FROM figures_total t
    FULL JOIN (
        SELECT date_trunc('month', day)::date AS month, unit_id, measure, kind, topic, sum(amount)::bigint AS amount
        FROM figures_fact WHERE id <= coalesce((SELECT last_fact FROM figures_rollup WHERE id = 1), 0)
        GROUP BY 1, 2, 3, 4, 5
    ) f USING (month, unit_id, measure, kind, topic)
    WHERE coalesce(t.amount, 0) <> coalesce(f.amount, 0) ORDER BY 1, 2, 3
"""


def totals() -> Iterator[Lie]:
    """Each total that is not the sum of its facts."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES)
        for month, unit, measure, kind, topic, total, facts in cursor.fetchall():
            cell = " ".join(filter(None, (measure, kind, topic)))
            yield Lie(f"total {month:%Y-%m}, unit {unit}, {cell}", f"it says {total}, its facts say {facts}")
