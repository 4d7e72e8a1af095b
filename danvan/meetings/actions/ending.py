"""After the hall: minutes and conclusion are written, results are published."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.lib.text import clean
from danvan.meetings import policies, postings, queries
from danvan.meetings.actions import ledger
from danvan.meetings.models import Meeting
from danvan.meetings.workflow import LIFE, Status
from danvan.people.errors import Refused
from danvan.people.lives import check_seen
from danvan.people.models import Account


@transaction.atomic
def write_minutes(
    meeting: Meeting,
    *,
    minutes: str,
    minutes_by: str,
    conclusion: str,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Meeting:
    """Write minutes (biên bản) and conclusion (kết luận) down, as often as needed before they are published."""
    row = ledger.hold(meeting)
    check_seen(LIFE, row.pk, row.revision, seen)
    policies.check_can_run(by, row.unit_id, on)
    policies.check_takes_notes(row)
    row.minutes, row.minutes_by, row.conclusion = clean(minutes), clean(minutes_by), clean(conclusion)
    if row.minutes and not row.minutes_by:
        raise Refused(_("Xin ghi ai lập biên bản."), field="minutes_by")
    ledger.write(row, "meeting_minutes", by=by, on=on, old=row.status)
    return row


@transaction.atomic
def publish(meeting: Meeting, *, by: Account, on: date, seen: int | None = None) -> Meeting:
    """Publish what came of it (công bố kết quả). After its last day it is published all the same, and shown as late.

    Raises Refused, naming all that is missing: attendance, minutes, conclusion, questions that nobody answered,
    promised an answer or set aside.
    """
    row = ledger.locked(meeting, "meeting_publish", by=by, on=on, seen=seen)
    missing = [
        sentence
        for wanting, sentence in (
            (not queries.present(row), _("Chưa có số người dự.")),
            (not row.minutes, _("Chưa có biên bản.")),
            (not row.conclusion, _("Chưa có kết luận.")),
            (
                policies.has_waiting(row),
                _("Còn câu hỏi chưa trả lời, chưa hẹn trả lời, chưa lập thành đơn và chưa để riêng."),
            ),
        )
        if wanting
    ]
    if missing:
        raise Refused(_("Chưa công bố được: %(what)s") % {"what": " ".join(missing)})
    old, row.status, row.published_on = row.status, Status.PUBLISHED, on
    ledger.write(
        row, "meeting_publish", by=by, on=on, old=old, text=row.conclusion, posted=postings.of_published(row)
    )
    return row
