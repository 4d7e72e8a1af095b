"""Deputies meet voters: planned with those who are to come, and who came is put on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import policies
from danvan.council.actions.ledger import MEETINGS, write
from danvan.council.meetings import CODE
from danvan.council.models import Deputy, Group, Presence, Session, Term, VoterMeeting
from danvan.council.models.meeting import When
from danvan.journal.once import once
from danvan.lib.text import clean
from danvan.meetings import actions as meetings
from danvan.meetings.models import Meeting
from danvan.people.errors import Refused
from danvan.people.models import Account


@dataclass(frozen=True)
class Occasion:
    """On which occasion, of which group, with which deputies; before or after which session."""

    occasion: str
    deputies: Iterable[Deputy]
    group: Group | None = None
    session: Session | None = None


def plan_meeting(
    term: Term,
    plan: meetings.Plan,
    told: Occasion,
    *,
    by: Account,
    on: date,
    submission: UUID | None = None,
) -> VoterMeeting:
    """Plan a meeting with voters (kế hoạch tiếp xúc cử tri); it is announced and held as any meeting is.

    The same form sent twice is one meeting. Raises Refused without deputies, without the session that it belongs to,
    for what the meeting lacks, or a right.
    """
    held = once(Meeting.objects.all(), submission, lambda: _plan(term, plan, told, submission, by, on))
    return VoterMeeting.objects.select_related("meeting", "term").get(meeting=held)


def _plan(
    term: Term, plan: meetings.Plan, told: Occasion, submission: UUID | None, by: Account, on: date
) -> Meeting:
    policies.check_can_write(by, term.unit_id, on)
    if told.occasion not in When.values:
        raise Refused(_("Xin chọn tiếp xúc trước hay sau kỳ họp, hay chuyên đề."), field="occasion")
    if told.occasion != When.THEMATIC and told.session is None:
        raise Refused(_("Xin chọn kỳ họp."), field="session")
    chosen = list(dict.fromkeys(told.deputies))
    if not chosen:
        raise Refused(_("Xin chọn đại biểu dự."), field="deputies")
    made = VoterMeeting(term=term, group=told.group, occasion=told.occasion, session=told.session)
    made.meeting = meetings.plan(plan, kind=CODE, unit=term.unit, by=by, on=on, submission=submission)
    made.save(force_insert=True)
    rows = Presence.objects.bulk_create(Presence(meeting=made, deputy=deputy) for deputy in chosen)
    write(made, "voters_plan", stream=MEETINGS, by=by, on=on, rows=rows)
    return made.meeting


@transaction.atomic
def note_deputies(meeting: VoterMeeting, absent: Mapping[int, str], *, by: Account, on: date) -> VoterMeeting:
    """Put on record which deputies came: all but those in `absent`, each with the reason.

    Raises Refused before the hall was opened, without a reason for one who was absent, and without a right.
    """
    row = (
        VoterMeeting.objects.select_for_update(of=("self",))
        .select_related("meeting", "term")
        .get(pk=meeting.pk)
    )
    policies.check_can_write(by, row.term.unit_id, on)
    if row.meeting.opened_at is None:
        raise Refused(_("Buổi tiếp xúc chưa bắt đầu."))
    changed = []
    for presence in row.deputies.all():
        presence.present = presence.deputy_id not in absent
        presence.why = "" if presence.present else clean(absent[presence.deputy_id])[:200]
        if not presence.present and not presence.why:
            raise Refused(_("Xin ghi lý do đại biểu vắng."), field=f"why_{presence.deputy_id}")
        presence.save()
        changed.append(presence)
    write(row, "voters_deputies", stream=MEETINGS, by=by, on=on, rows=changed)
    return row
