"""How long each step lay with its agency, and how much of it was the time of others (thời gian lưu của từng bước)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection

from danvan.lib import dates
from danvan.people import queries as people

MOST = 60
"""So many steps are told, those first that ate most of others' time."""

# Over all steps, over each agency, over each step of each procedure. `took` and `over` were kept, in minutes of the
# agency's own working time, when the step was handed on; halts of the clock are left out of both.
_DWELL = """
    SELECT GROUPING(code, step) AS coarse, GROUPING(unit_id) AS all_of_them, code, step, unit_id, agency,
        count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY took), percentile_disc(0.9) WITHIN GROUP (ORDER BY took),
        count(*) FILTER (WHERE beyond > 0), coalesce(sum(beyond), 0)::bigint
    FROM (
        SELECT c.topic AS code, stage.name AS step, stage.unit_id,
            CASE WHEN stage.unit_id IS NULL THEN stage.agency ELSE '' END AS agency,
            stage.took, coalesce(stage.over, 0) AS beyond
        FROM onestop_stage stage JOIN cases_case c ON c.id = stage.application_id
        WHERE stage.done_at >= %(from)s AND stage.done_at < %(until)s
          AND (c.unit_received_id = ANY(%(units)s) OR stage.unit_id = ANY(%(units)s))
    ) done
    GROUP BY GROUPING SETS ((code, step, unit_id, agency), (unit_id, agency), ())
    ORDER BY 1 DESC, 2 DESC, 11 DESC, 9 DESC, 7 DESC, code, step
"""


@dataclass(frozen=True)
class Dwell:
    """So many steps, and the minutes of working time that they took; `late` of them `beyond` their share together.

    `code`: the procedure's, `step`: its name; both empty for an agency as a whole, `agency` too for everything.
    """

    code: str
    step: str
    agency: str
    count: int
    median: int
    ninetieth: int
    late: int
    beyond: int


@dataclass(frozen=True)
class Dwelt:
    """All steps handed on in a period together, by agency, and by step, the one that ate most of others' time first.

    `more`: steps that are not told, since there are so many.
    """

    whole: Dwell | None = None
    agencies: tuple[Dwell, ...] = ()
    steps: tuple[Dwell, ...] = ()
    more: int = 0


def over(units: Sequence[int], from_: date, until: date) -> Dwelt:
    """The steps handed on in these days, of applications received by the units or done by them; two statements."""
    starts, ends = _midnight(from_), _midnight(until + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(_DWELL, {"units": list(units), "from": starts, "until": ends})
        rows = cursor.fetchall()
    named = people.names_on({row[4] for row in rows if row[4]}, until)
    told = [
        (
            row[0],
            row[1],
            Dwell(row[2] or "", row[3] or "", named.get(row[4] or 0, "") or row[5] or "", *_of(row)),
        )
        for row in rows
    ]
    whole = [each for _coarse, everything, each in told if everything]
    agencies = [each for coarse, everything, each in told if coarse and not everything]
    steps = [each for coarse, _everything, each in told if not coarse]
    return Dwelt(
        whole[0] if whole and whole[0].count else None,
        tuple(agencies),
        tuple(steps[:MOST]),
        max(0, len(steps) - MOST),
    )


def _of(row: tuple) -> tuple[int, int, int, int, int]:
    count, median, ninetieth, late, beyond = row[6:]
    return count, round(median or 0), ninetieth or 0, late, beyond


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, dates.VIETNAM)
