"""A dialogue is put into the plan: yearly, because voters ask for it, or when needed."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from danvan.dialogues.actions import ledger
from danvan.dialogues.models import Dialogue, Request
from danvan.dialogues.workflow import DIALOGUE, OCCASIONS, Occasion
from danvan.journal.keeping import keep
from danvan.journal.once import once
from danvan.meetings import actions as meetings
from danvan.meetings.actions import Plan
from danvan.meetings.models import Meeting
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


def plan(
    told: Plan,
    *,
    unit: Unit,
    occasion: str = Occasion.NEED,
    request: Request | None = None,
    submission: UUID | None = None,
    by: Account,
    on: date,
) -> Meeting:
    """Put a dialogue into the plan (đưa vào kế hoạch), with why it is held.

    The same form sent twice is one dialogue.

    Raises Refused as danvan.meetings.actions.plan does, and for a request of another unit or one that was not accepted.
    """
    if occasion not in set(OCCASIONS):
        raise Refused(_("Xin chọn vì sao tổ chức đối thoại."), field="occasion")
    if request and (request.unit_id != unit.pk or request.status != "accepted"):
        raise Refused(_("Chỉ tổ chức theo yêu cầu đã được chấp nhận của đơn vị này."), field="request")
    why = Dialogue(occasion=Occasion.REQUEST if request else occasion, request=request)
    return once(Meeting.objects.all(), submission, lambda: _plan(told, unit, why, submission, by, on))


def _plan(told: Plan, unit: Unit, row: Dialogue, submission: UUID | None, by: Account, on: date) -> Meeting:
    meeting = meetings.plan(told, kind=DIALOGUE.code, unit=unit, by=by, on=on, submission=submission)
    row.meeting = meeting
    keep(row, "dialogue_plan", stream=ledger.DIALOGUES, by=by, on=on, salt=ledger.SALT)
    return meeting
