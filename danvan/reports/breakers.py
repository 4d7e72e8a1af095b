"""The rows that break a report's sums: cases whose own facts do not balance, totals that are not their facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import connection
from django.utils.translation import gettext as _

from danvan.cases.models import Case
from danvan.figures import verify as figures
from danvan.lib.codes import grouped

MOST = 200

# The sums of a report, on one case in one unit: each must be 0 whatever the period.
_EXAMINED = (
    "received",
    "-eligible",
    "-ineligible",
    "-transferred",
    "-guided",
    "-returned",
    "-withdrawn_unscreened",
    "-merged_unscreened",
    "-under_examination",
)
_ELIGIBLE = ("eligible", "reopened", "-resolved", "-withdrawn", "-merged", "-open")
_RESOLVED = ("resolved", "-resolved_in_time", "-resolved_late")
_BALANCE = """
    WITH own AS (
        SELECT subject_id, unit_id, {sums}
        FROM figures_fact
        WHERE measure LIKE 'letters.%%' AND unit_id = ANY(%(units)s) AND day <= %(until)s AND subject_id > 0
        GROUP BY 1, 2
    )
    SELECT subject_id, unit_id, examined, eligible, resolved, under, open, overdue FROM own
    WHERE examined <> 0 OR eligible <> 0 OR resolved <> 0 OR under NOT IN (0, 1) OR open NOT IN (0, 1)
       OR overdue NOT IN (0, 1) OR overdue > open
    ORDER BY subject_id, unit_id LIMIT %(most)s
"""


@dataclass(frozen=True)
class Breaker:
    """One row that breaks a sum: the case (0 for none), its unit, its printed code, and what is off by how much."""

    subject_id: int
    unit_id: int
    code: str
    reason: str


def find(units: Sequence[int], from_: date, until: date) -> list[Breaker]:
    """At most 200 rows that break the sums of a report over these units and days."""
    with connection.cursor() as cursor:
        cursor.execute(
            _BALANCE.format(sums=_columns()),
            {"units": list(units), "from": from_, "until": until, "most": MOST},
        )
        rows = cursor.fetchall()
    codes = dict(Case.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "code"))
    found = [Breaker(row[0], row[1], grouped(codes.get(row[0], "")), _reason(row[2:])) for row in rows]
    lies = islice(figures.totals(units), MOST - len(found))
    return found + [Breaker(0, 0, lie.row, lie.reason) for lie in lies]


def _columns() -> str:
    """The balances over the period, and where the stocks stand at its end."""
    columns = [
        f"{_weighed(terms, within=True)} AS {name}"
        for name, terms in (("examined", _EXAMINED), ("eligible", _ELIGIBLE), ("resolved", _RESOLVED))
    ]
    columns += [
        f"{_weighed((measure,), within=False)} AS {name}"
        for name, measure in (("under", "under_examination"), ("open", "open"), ("overdue", "overdue"))
    ]
    return ", ".join(columns)


def _weighed(terms: Sequence[str], *, within: bool) -> str:
    cases = " ".join(
        f"WHEN 'letters.{term.lstrip('-')}' THEN {'-' if term.startswith('-') else ''}amount"
        for term in terms
    )
    period = " FILTER (WHERE day >= %(from)s)" if within else ""
    return f"coalesce(sum(CASE measure {cases} ELSE 0 END){period}, 0)::bigint"


def _reason(off: Sequence[int]) -> str:
    examined, eligible, resolved, under, standing, overdue = off
    said = []
    if examined:
        said.append(_("tiếp nhận và xem xét lệch %(n)s") % {"n": f"{examined:+d}"})
    if eligible:
        said.append(_("đủ điều kiện và giải quyết lệch %(n)s") % {"n": f"{eligible:+d}"})
    if resolved:
        said.append(_("đúng hạn và quá hạn lệch %(n)s") % {"n": f"{resolved:+d}"})
    for amount, words in (
        (under, _("đang xem xét %(n)s lần")),
        (standing, _("đang giải quyết %(n)s lần")),
        (overdue, _("quá hạn %(n)s lần")),
    ):
        if amount not in (0, 1):
            said.append(words % {"n": amount})
    if overdue > standing and not said:
        said.append(_("tính quá hạn mà không đang giải quyết"))
    return "; ".join(said)
