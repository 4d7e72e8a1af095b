"""Turns to speak: registered before or in the hall, called in their order, spoken or not."""

import secrets
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.meetings import policies
from danvan.meetings.actions import ledger
from danvan.meetings.models import Meeting, Speaker
from danvan.meetings.workflow import SPEAKER, Status, Turn
from danvan.people import lives
from danvan.people.errors import Refused
from danvan.people.models import Account

MOST = 300


@transaction.atomic
def enlist(
    meeting: Meeting,
    *,
    full_name: str,
    origin: str = "",
    about: str = "",
    by: Account | None = None,
    on: date,
    submission: UUID | None = None,
) -> Speaker:
    """Put somebody on the list of speakers (đăng ký phát biểu); `by` is none for a phone in the hall.

    Raises Refused without a name, before the notice and once the meeting is over.
    """
    row = ledger.hold(meeting)
    if submission and (earlier := Speaker.objects.filter(submission=submission).first()):
        return earlier  # the same form at the same moment: the first one stands
    if by is not None:
        policies.check_can_run(by, row.unit_id, on)
    if row.status not in (Status.ANNOUNCED, Status.OPEN):
        raise Refused(_("Buổi họp này không nhận đăng ký phát biểu."))
    if not (name := clean(full_name)):
        raise Refused(_("Xin ghi họ tên người phát biểu."), field="full_name")
    last = row.speakers.aggregate(last=Max("order"))["last"] or 0
    if last >= MOST:
        raise Refused(_("Danh sách đăng ký phát biểu đã đủ."))
    speaker = Speaker(
        meeting=row,
        order=last + 1,
        status=Turn.WAITING,
        full_name=name,
        origin=clean(origin),
        about=clean(about),
        before=row.status == Status.ANNOUNCED,
        submission=submission,
        salt=secrets.token_hex(16),
    )
    ledger.write_speaker(speaker, "speaker_enlist", by=by or CITIZEN, on=on)
    return speaker


@transaction.atomic
def call(speaker: Speaker, *, by: Account, on: date) -> Speaker:
    """Call somebody to speak (mời phát biểu); whoever was called and is still being waited for has spoken."""
    row = _held(speaker, "speaker_call", by=by, on=on)
    for each in row.meeting.speakers.filter(status=Turn.CALLED).exclude(pk=row.pk):
        _spoke(_held(each, "speaker_spoke", by=by, on=on), by=by, on=on)
    old, row.status, row.called_at = row.status, Turn.CALLED, dates.now()
    ledger.write_speaker(row, "speaker_call", by=by, on=on, old=old)
    return row


@transaction.atomic
def call_next(meeting: Meeting, *, by: Account, on: date) -> Speaker | None:
    """Call the first on the list who waits; None where nobody does, and then whoever was called has spoken."""
    row = ledger.hold(meeting)
    policies.check_can_run(by, row.unit_id, on)
    waiting = row.speakers.filter(status=Turn.WAITING).order_by("order").first()
    if waiting:
        return call(waiting, by=by, on=on)
    for each in row.speakers.filter(status=Turn.CALLED):
        spoke(each, by=by, on=on)
    return None


@transaction.atomic
def spoke(speaker: Speaker, *, by: Account, on: date) -> Speaker:
    """They have spoken (đã phát biểu)."""
    return _spoke(_held(speaker, "speaker_spoke", by=by, on=on), by=by, on=on)


@transaction.atomic
def absent(speaker: Speaker, *, by: Account, on: date) -> Speaker:
    """They were not there when called (vắng); they may be called again."""
    row = _held(speaker, "speaker_absent", by=by, on=on)
    old, row.status = row.status, Turn.ABSENT
    ledger.write_speaker(row, "speaker_absent", by=by, on=on, old=old)
    return row


def _spoke(row: Speaker, *, by: Account, on: date) -> Speaker:
    now = dates.now()
    old, row.status, row.spoke_at, row.called_at = row.status, Turn.SPOKE, now, row.called_at or now
    ledger.write_speaker(row, "speaker_spoke", by=by, on=on, old=old)
    return row


def _held(speaker: Speaker, verb: str, *, by: Account, on: date) -> Speaker:
    rows = Speaker.objects.select_for_update(of=("self",)).select_related("meeting")
    row = rows.get(pk=speaker.pk)
    lives.check_can(SPEAKER, row.status, verb, by, row.meeting.unit_id, on)
    policies.check_takes_notes(row.meeting)
    return row
