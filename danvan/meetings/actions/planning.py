"""A meeting is planned, revised, announced, put off, called off."""

import secrets
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.meetings import kinds, policies, terms
from danvan.meetings.actions import ledger
from danvan.meetings.models import Meeting
from danvan.meetings.workflow import Status
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.web import words


@dataclass(frozen=True)
class Plan:
    """A meeting before it is a row: what about, when, where, who presides, who is invited, how to take part."""

    title: str
    topic: str
    agenda: str
    place: str
    starts_at: datetime
    ends_at: datetime
    hosts: str
    invited: str = ""
    joining: str = ""


@transaction.atomic
def plan(
    told: Plan, *, kind: str, unit: Unit, by: Account, on: date, submission: UUID | None = None
) -> Meeting:
    """Put a meeting into the plan (đưa vào kế hoạch). Nobody outside reads of it before it is announced.

    Raises Refused without a right, without what a meeting needs, or for hours that do not follow.
    """
    policies.check_can_run(by, unit, on)
    row = Meeting(
        kind=kinds.get(kind).code,
        unit=unit,
        status=Status.PLANNED,
        made_by=by,
        made_on=on,
        salt=secrets.token_hex(16),
        submission=submission,
    )
    _fill(row, told)
    _set_terms(row)
    ledger.write(row, "meeting_plan", by=by, on=on)
    return row


@transaction.atomic
def revise(meeting: Meeting, told: Plan, *, by: Account, on: date, seen: int | None = None) -> Meeting:
    """Change what is planned, before it is announced. Raises Refused as `plan` does, and once it is announced."""
    row = ledger.locked(meeting, "meeting_revise", by=by, on=on, seen=seen)
    _fill(row, told)
    _set_terms(row)
    ledger.write(row, "meeting_revise", by=by, on=on, old=row.status)
    return row


@transaction.atomic
def announce(
    meeting: Meeting, *, exemption: str = "", by: Account, on: date, seen: int | None = None
) -> Meeting:
    """Announce the meeting to everybody (ra thông báo).

    Raises Refused after its day, and where the law's days before it are not left unless the ground that allows it
    is named (`exemption`); it is published with the notice.
    """
    row = ledger.locked(meeting, "meeting_announce", by=by, on=on, seen=seen)
    if row.day < on:
        raise Refused(_("Ngày họp đã qua nên không ra thông báo được nữa; sửa ngày rồi ra thông báo."))
    ground = clean(exemption)
    late = row.notice_by is not None and on > row.notice_by
    if row.notice_by is not None and late and not ground:
        raise Refused(
            _(
                "Muộn: phải thông báo chậm nhất ngày %(day)s (%(why)s). Lùi ngày họp, hoặc ghi căn cứ cho phép "
                "báo muộn hơn."
            )
            % {"day": words.short(row.notice_by), "why": _cited(row)},
            field="exemption",
        )
    old, row.status, row.announced_on = row.status, Status.ANNOUNCED, on
    row.exemption = ground if late else ""
    ledger.write(row, "meeting_announce", by=by, on=on, old=old, text=row.exemption)
    return row


@transaction.atomic
def postpone(
    meeting: Meeting,
    *,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    text: str,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Meeting:
    """Put the meeting off to another moment (hoãn), with the reason; both stay on the public page.

    Raises Refused without a reason, or for a moment that is not after the one announced.
    """
    row = ledger.locked(meeting, "meeting_postpone", by=by, on=on, seen=seen)
    why = _reason(text)
    if starts_at <= row.starts_at or dates.day_of(starts_at) < on:
        raise Refused(_("Giờ mới phải sau giờ đã thông báo và không ở quá khứ."), field="starts_at")
    row.first_at = row.first_at or row.starts_at
    before = row.starts_at
    row.starts_at, row.ends_at, row.place = starts_at, ends_at, clean(place) or row.place
    _check_hours(row)
    row.reason = why
    _set_terms(row)
    told = {"from": before.isoformat(), "to": starts_at.isoformat()}
    ledger.write(row, "meeting_postpone", by=by, on=on, old=row.status, text=why, data=told)
    return row


@transaction.atomic
def cancel(meeting: Meeting, *, text: str, by: Account, on: date, seen: int | None = None) -> Meeting:
    """Call the meeting off (hủy) with the reason; where it had been announced, everybody reads it.

    Questions that came stay, and an answer in writing is owed to them. Raises Refused without a reason.
    """
    row = ledger.locked(meeting, "meeting_cancel", by=by, on=on, seen=seen)
    old, row.status, row.reason = row.status, Status.CANCELLED, _reason(text)
    ledger.write(row, "meeting_cancel", by=by, on=on, old=old, text=row.reason)
    return row


def _reason(text: str) -> str:
    if not (why := clean(text)):
        raise Refused(_("Xin ghi lý do; lý do được công bố."), field="text")
    return why


def _fill(row: Meeting, told: Plan) -> None:
    for each in fields(told):
        value = getattr(told, each.name)
        setattr(row, each.name, clean(value) if isinstance(value, str) else value)
    needed = (
        ("title", _("Xin ghi tên buổi họp.")),
        ("agenda", _("Xin ghi nội dung.")),
        ("place", _("Xin ghi địa điểm.")),
        ("hosts", _("Xin ghi ai chủ trì.")),
    )
    for name, sentence in needed:
        if not getattr(row, name):
            raise Refused(sentence, field=name)
    if row.topic not in topics.slugs():
        raise Refused(_("Xin chọn lĩnh vực."), field="topic")
    _check_hours(row)


def _check_hours(row: Meeting) -> None:
    if row.starts_at >= row.ends_at:
        raise Refused(_("Giờ kết thúc phải sau giờ bắt đầu."), field="ends_at")


def _set_terms(row: Meeting) -> None:
    """The last days for notice and results, by the law of the day of the meeting."""
    kind = kinds.get(row.kind)
    notice, result = terms.notice_of(kind, row.unit, row.day), terms.result_of(kind, row.unit, row.day)
    row.notice_by, row.notice_recipe = (notice.due_on, notice.derivation.as_dict()) if notice else (None, {})
    row.result_by, row.result_recipe = (result.due_on, result.derivation.as_dict()) if result else (None, {})


def _cited(row: Meeting) -> str:
    found = row.notice_derivation
    return found.short("vi") if found else ""
