"""The hall: it opens with a code at the door, those present are counted, it ends."""

import secrets
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.journal.actors import CITIZEN
from danvan.lib import codes, dates
from danvan.lib.text import clean
from danvan.meetings import policies, postings, queries
from danvan.meetings.actions import ledger
from danvan.meetings.models import Attendance, CheckIn, Meeting
from danvan.meetings.workflow import GROUPS, Status
from danvan.people.errors import Refused
from danvan.people.models import Account

DOOR = 6
MOST = 100_000


@transaction.atomic
def open_hall(meeting: Meeting, *, by: Account, on: date, seen: int | None = None) -> Meeting:
    """Open the hall (bắt đầu): its code is drawn, phones may check in. Raises Refused before the day."""
    row = ledger.locked(meeting, "meeting_open", by=by, on=on, seen=seen)
    if row.day > on:
        raise Refused(_("Chưa đến ngày họp đã thông báo."))
    old, row.status, row.opened_at = row.status, Status.OPEN, dates.now()
    row.door = _door()
    ledger.write(row, "meeting_open", by=by, on=on, old=old)
    return row


@transaction.atomic
def check_in(meeting: Meeting, *, group: str, submission: UUID, on: date) -> CheckIn:
    """Somebody is here (điểm danh), by the code of the hall; the same form twice counts once.

    Raises Refused once the hall is closed, and for a group that is none.
    """
    if earlier := CheckIn.objects.filter(submission=submission).first():
        return earlier
    if meeting.status != Status.OPEN:
        raise Refused(_("Buổi họp này không điểm danh nữa."))
    if group not in GROUPS:
        raise Refused(_("Xin chọn ông/bà thuộc thành phần nào."), field="group")
    row = CheckIn(meeting=meeting, group=group, submission=submission)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same form at the same moment: the first one stands
        return CheckIn.objects.get(submission=submission)
    ledger.write_check_in(row, by=CITIZEN, on=on)
    return row


@transaction.atomic
def count_by_hand(
    meeting: Meeting, persons: Mapping[str, int | None], *, by: Account, on: date, seen: int | None = None
) -> Meeting:
    """Put the number of each group down as it was counted in the hall (ghi số người dự); None leaves it to the phones.

    Raises Refused unless the hall is open or the meeting over and its results not published.
    """
    row = ledger.hold(meeting)
    policies.check_can_run(by, row.unit_id, on)
    policies.check_takes_notes(row)
    before = queries.present(row)
    kept = {each.group: each for each in row.attendance.all()}
    written, gone = [], []
    for group, number in persons.items():
        if group not in GROUPS or (number is not None and not 0 <= number <= MOST):
            raise Refused(_("Xin ghi số người từ 0 trở lên."), field=group)
        if number is None:
            if group in kept:
                gone.append(prints.name_of(kept[group]))
                kept[group].delete()
            continue
        each = kept.get(group) or Attendance(meeting=row, group=group)
        each.persons = number
        each.save()
        written.append(each)
    more = queries.present(row) - before
    posted = [postings.of_meeting(row, postings.ATTENDED, more)] if row.is_held and more else []
    ledger.write(row, "meeting_count", by=by, on=on, old=row.status, rows=written, gone=gone, posted=posted)
    return row


@transaction.atomic
def end(meeting: Meeting, *, by: Account, on: date, seen: int | None = None) -> Meeting:
    """End the meeting (kết thúc): it was held, and those present are in the figures.

    Raises Refused while nobody was counted, neither by hand nor by phone.
    """
    row = ledger.locked(meeting, "meeting_end", by=by, on=on, seen=seen)
    present = queries.present(row)
    if not present:
        raise Refused(_("Chưa có số người dự. Ghi số người dự rồi kết thúc buổi họp."))
    old, row.status, row.ended_at, row.door = row.status, Status.ENDED, dates.now(), ""
    posted = [
        postings.of_meeting(row, postings.HELD),
        postings.of_meeting(row, postings.ATTENDED, present),
    ]
    ledger.write(row, "meeting_end", by=by, on=on, old=old, posted=posted)
    return row


@transaction.atomic
def reopen_hall(meeting: Meeting, *, text: str, by: Account, on: date, seen: int | None = None) -> Meeting:
    """Open the hall again that was ended by mistake, with the reason; its figures are taken back."""
    row = ledger.locked(meeting, "meeting_reopen", by=by, on=on, seen=seen)
    if not (why := clean(text)):
        raise Refused(_("Xin ghi lý do mở lại."), field="text")
    posted = [
        postings.of_meeting(row, postings.HELD, -1),
        postings.of_meeting(row, postings.ATTENDED, -queries.present(row)),
    ]
    old, row.status, row.ended_at, row.door = row.status, Status.OPEN, None, _door()
    ledger.write(row, "meeting_reopen", by=by, on=on, old=old, text=why, posted=posted)
    return row


def _door() -> str:
    return "".join(secrets.choice(codes.ALPHABET) for _each in range(DOOR))
