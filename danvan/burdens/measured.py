"""What a simplified procedure really saved (đo trên hồ sơ thật): files under the old version beside those of the new.

A proposal promises; this counts. Nothing is told of fewer files than `LEAST` with a result on either side: of one file
a figure would tell of one person, and two do not make a median.
"""

from dataclasses import dataclass

from django.db import connection

from danvan.burdens.models import Proposal

LEAST = 5
"""Files with a result on each side from which they are compared, in public and at the desk."""

# A trip is: to hand papers in at the counter, to bring what was lacking, to fetch the result; of files handed over.
_MEASURED = """
    SELECT version_id = %(new)s AS new, count(*), count(ready_at),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE ready_at IS NOT NULL),
        avg(papers)::float, count(*) FILTER (WHERE asked > 0),
        (avg(trips) FILTER (WHERE handed_at IS NOT NULL))::float, avg(paid)::float
    FROM (
        SELECT filed.version_id, filed.ready_at, filed.asked, filed.handed_at,
            (filed.ready_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                - (filed.filed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS days,
            (c.channel = 'counter')::int + filed.asked + (filed.handed_by = 'person')::int AS trips,
            (SELECT count(*) FROM onestop_handed paper WHERE paper.application_id = c.id) AS papers,
            (SELECT coalesce(sum(amount), 0) FROM onestop_fee fee
             WHERE fee.application_id = c.id AND fee.paid_at IS NOT NULL) AS paid
        FROM onestop_application filed JOIN cases_case c ON c.id = filed.case_id
        WHERE c.destroyed_on IS NULL AND (filed.version_id = %(new)s OR filed.version_id IN (
            SELECT id FROM procedures_version WHERE procedure_id = %(procedure)s
                AND number >= %(first)s AND number < %(last)s))
    ) file GROUP BY 1
"""


@dataclass(frozen=True)
class Side:
    """The files of one version: how many, how many with a result, and what they took each.

    `days`: the median of days of the calendar from receipt to result. `papers`: kinds of paper handed in or shown.
    `asked`: how many were asked for more. `trips`: of those handed over. `paid`: đồng.
    """

    filed: int = 0
    done: int = 0
    days: float | None = None
    papers: float | None = None
    asked: int = 0
    trips: float | None = None
    paid: float | None = None

    @property
    def asked_share(self) -> float | None:
        """Per cent of the files that were asked for more."""
        return 100 * self.asked / self.filed if self.filed else None


@dataclass(frozen=True)
class Measured:
    """Files before and after, and whether there are enough of both to be compared."""

    before: Side
    after: Side

    @property
    def enough(self) -> bool:
        """Whether both sides have as many files with a result as may be told."""
        return min(self.before.done, self.after.done) >= LEAST


def of(proposal: Proposal) -> Measured | None:
    """What files show of a proposal that is in force; None before, and where the procedure was abolished by it.

    One statement, however many files there are. Before are the files under the version that the proposal was drawn up
    from, and under those between it and the new one.
    """
    new = proposal.new_version
    if proposal.in_force_on is None or new is None or new.pk == proposal.version_id:
        return None
    asked = {
        "new": new.pk,
        "procedure": proposal.procedure_id,
        "first": proposal.version.number,
        "last": new.number,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEASURED, asked)
        found = {is_new: Side(*row) for is_new, *row in cursor.fetchall()}
    return Measured(found.get(False, Side()), found.get(True, Side()))
