"""A dialogue is put into the plan: yearly, because voters ask for it, or when needed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.dialogues.actions import ledger
from danvan.dialogues.models import Dialogue, Request
from danvan.dialogues.workflow import DIALOGUE, OCCASIONS, Occasion
from danvan.journal.keeping import keep
from danvan.meetings import actions as meetings
from danvan.meetings.actions import Plan
from danvan.meetings.models import Meeting
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


@transaction.atomic
def plan(
    told: Plan,
    *,
    unit: Unit,
    occasion: str = Occasion.NEED,
    request: Request | None = None,
    by: Account,
    on: date,
) -> Meeting:
    """Put a dialogue into the plan (đưa vào kế hoạch), with why it is held.

    Raises Refused as danvan.meetings.actions.plan does, and for a request of another unit or one that was not accepted.
    """
    if occasion not in set(OCCASIONS):
        raise Refused(_("Xin chọn vì sao tổ chức đối thoại."), field="occasion")
    if request and (request.unit_id != unit.pk or request.status != "accepted"):
        raise Refused(_("Chỉ tổ chức theo yêu cầu đã được chấp nhận của đơn vị này."), field="request")
    meeting = meetings.plan(told, kind=DIALOGUE.code, unit=unit, by=by, on=on)
    row = Dialogue(meeting=meeting, occasion=Occasion.REQUEST if request else occasion, request=request)
    keep(row, "dialogue_plan", stream=ledger.DIALOGUES, by=by, on=on, salt=ledger.SALT)
    return meeting
