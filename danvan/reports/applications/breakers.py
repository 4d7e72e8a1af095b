"""The applications whose own facts do not balance: what breaks the sums of a report of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from danvan.cases.models import Case
from danvan.lib.codes import grouped
from danvan.reports.breakers import MOST, Breaker

# On one application in one unit, over the period: what came in is what ended and what still stands.
_BALANCE = """
    WITH own AS (
        SELECT subject_id, unit_id,
            coalesce(sum(CASE WHEN measure = 'applications.received' THEN amount
                WHEN measure IN ('applications.done_early', 'applications.done_on_time', 'applications.done_late',
                                 'applications.refused', 'applications.withdrawn', 'applications.open')
                THEN -amount ELSE 0 END) FILTER (WHERE day >= %(from)s), 0)::bigint AS course,
            coalesce(sum(CASE WHEN measure = 'applications.received' THEN amount
                WHEN measure LIKE 'applications.received_%%' THEN -amount ELSE 0 END)
                FILTER (WHERE day >= %(from)s), 0)::bigint AS ways,
            coalesce(sum(amount) FILTER (WHERE measure = 'applications.open'), 0)::bigint AS open,
            coalesce(sum(amount) FILTER (WHERE measure = 'applications.overdue'), 0)::bigint AS overdue
        FROM figures_fact
        WHERE measure LIKE 'applications.%%' AND unit_id = ANY(%(units)s) AND day <= %(until)s
        GROUP BY 1, 2
    )
    SELECT subject_id, unit_id, course, ways, open, overdue FROM own
    WHERE course <> 0 OR ways <> 0 OR open NOT IN (0, 1) OR overdue NOT IN (0, 1) OR overdue > open
    ORDER BY subject_id, unit_id LIMIT %(most)s
"""


def find(units: Sequence[int], from_: date, until: date) -> list[Breaker]:
    """At most 200 of them, each with what is off by how much."""
    asked: dict[str, Any] = {"units": list(units), "from": from_, "until": until, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(_BALANCE, asked)
        rows = cursor.fetchall()
    codes = dict(Case.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "code"))
    return [Breaker(row[0], row[1], grouped(codes.get(row[0], "")), _reason(*row[2:])) for row in rows]


def _reason(course: int, ways: int, standing: int, overdue: int) -> str:
    said = []
    if course:
        said.append(_("tiếp nhận và giải quyết lệch %(n)s") % {"n": f"{course:+d}"})
    if ways:
        said.append(_("cách nộp lệch %(n)s") % {"n": f"{ways:+d}"})
    if standing not in (0, 1):
        said.append(_("đang giải quyết %(n)s lần") % {"n": standing})
    if overdue not in (0, 1) or overdue > standing:
        said.append(_("quá hạn %(n)s lần, đang giải quyết %(m)s lần") % {"n": overdue, "m": standing})
    return "; ".join(said)
