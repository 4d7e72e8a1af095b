"""How long people waited and were served: by hall, counter, hour of the day and service.

Medians do not add up, so nothing of this is kept: the periods are, and one statement reads them for the days asked for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Min

from danvan.counters.models import Stretch
from danvan.counters.workflow import WAITING

_SQL = """
WITH errand AS (
    SELECT t.hall_id, t.late, t.ended_why, e.id, e.service_id, e.state AS ended,
        extract(hour FROM min(p.from_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS hour,
        (array_agg(p.counter_id ORDER BY p.id DESC) FILTER (WHERE p.counter_id IS NOT NULL))[1] AS counter_id,
        sum(extract(epoch FROM p.until_at - p.from_at)) FILTER (WHERE p.state IN ('waiting', 'invited')) AS waited,
        sum(extract(epoch FROM p.until_at - p.from_at)) FILTER (WHERE p.state = 'serving') AS served,
        count(*) FILTER (WHERE p.missed) AS missed
    FROM counters_ticket t
    JOIN counters_errand e ON e.ticket_id = t.id
    JOIN counters_stretch p ON p.errand_id = e.id
    WHERE t.hall_id = ANY(%(halls)s) AND t."on" BETWEEN %(first)s AND %(last)s
    GROUP BY t.id, e.id
)
SELECT grouping(counter_id), grouping(hour), grouping(service_id), hall_id, counter_id, hour, service_id,
    count(*) AS errands,
    count(*) FILTER (WHERE ended = 'done') AS done,
    coalesce(sum(missed), 0)::int AS missed,
    count(*) FILTER (WHERE ended = 'dropped' AND ended_why = 'absent') AS absent,
    count(*) FILTER (WHERE ended = 'dropped' AND ended_why = 'closed') AS closed,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) FILTER (WHERE NOT late AND ended = 'done') AS wait_median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY waited) FILTER (WHERE NOT late AND ended = 'done') AS wait_p90,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY served) FILTER (WHERE NOT late AND ended = 'done') AS serve_median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY served) FILTER (WHERE NOT late AND ended = 'done') AS serve_p90
FROM errand
GROUP BY GROUPING SETS ((hall_id), (hall_id, counter_id), (hall_id, hour), (hall_id, service_id))
ORDER BY hall_id, counter_id, hour, service_id
"""


@dataclass(frozen=True)
class Figures:
    """Errands of a hall, counter, hour or service: how many, how many done, how they waited, in seconds.

    `missed`: calls to which nobody came; `absent`: who did not come twice; `closed`: for whom the day ended first.
    Times are of errands that were done that day; None where there is none.
    """

    hall: int
    by: str
    key: int | None
    errands: int
    done: int
    missed: int
    absent: int
    closed: int
    wait_median: float | None
    wait_p90: float | None
    serve_median: float | None
    serve_p90: float | None


def figures(halls: Collection[int], *, first: date, last: date) -> list[Figures]:
    """The figures of these halls over these days, both included; one statement whatever their number."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"halls": list(halls), "first": first, "last": last})
        return [_read(row) for row in cursor.fetchall()]


def _read(row: tuple[Any, ...]) -> Figures:
    no_counter, no_hour, no_service, hall, counter, hour, service, *rest = row
    if not no_counter:
        return Figures(hall, "counter", counter, *rest)
    if not no_hour:
        return Figures(hall, "hour", hour, *rest)
    if not no_service:
        return Figures(hall, "service", service, *rest)
    return Figures(hall, "hall", None, *rest)


def longest_now(halls: Collection[int], *, on: date) -> dict[int, datetime]:
    """Since when whoever waits longest in each hall has waited."""
    rows = Stretch.objects.filter(
        ticket__hall__in=halls, ticket__on=on, ticket__state=WAITING, until_at__isnull=True
    )
    return dict(rows.values_list("ticket__hall").annotate(since=Min("from_at")))
