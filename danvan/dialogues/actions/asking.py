"""Voters ask for a dialogue; the request is counted, accepted, or refused with its ground."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.dialogues import policies, queries
from danvan.dialogues.actions import ledger
from danvan.dialogues.models import Request
from danvan.dialogues.workflow import Status
from danvan.journal.once import once
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Asks:
    """A request before it is a row: about what, how many signed, of how many voters as which roll says."""

    subject: str
    topic: str
    signatures: int
    voters: int
    voters_source: str
    body: str = ""


def receive(told: Asks, *, unit: Unit, by: Account, on: date, submission: UUID | None = None) -> Request:
    """Take a request of voters down (ghi yêu cầu đối thoại); the law's share of the day is kept with it.

    The same form sent twice is one request.

    Raises Refused for whoever does not receive in the unit, without words, or for more signatures than voters.
    """
    return once(Request.objects.all(), submission, lambda: _receive(told, unit, by, on, submission))


def _receive(told: Asks, unit: Unit, by: Account, on: date, submission: UUID | None) -> Request:
    if unit.pk not in policies.units_taken(by, on):
        raise Refused(_("Chỉ cán bộ của đơn vị được yêu cầu ghi vào sổ."))
    row = Request(unit=unit, status=Status.RECEIVED, received_on=on, by=by, submission=submission)
    row.percent_wanted = queries.percent_wanted(on)
    _fill(row, told)
    ledger.write(row, "request_receive", by=by, on=on, measure=ledger.ASKED)
    return row


@transaction.atomic
def correct(request: Request, told: Asks, *, by: Account, on: date, seen: int | None = None) -> Request:
    """Correct what was taken down, while nobody has decided."""
    row = ledger.locked(request, "request_correct", by=by, on=on, seen=seen)
    _fill(row, told)
    ledger.write(row, "request_correct", by=by, on=on, old=row.status)
    return row


@transaction.atomic
def accept(request: Request, *, text: str = "", by: Account, on: date, seen: int | None = None) -> Request:
    """Accept the request (chấp nhận): a dialogue is to be planned."""
    row = ledger.locked(request, "request_accept", by=by, on=on, seen=seen)
    return _decided(row, Status.ACCEPTED, clean(text), by=by, on=on)


@transaction.atomic
def refuse(request: Request, *, text: str, by: Account, on: date, seen: int | None = None) -> Request:
    """Refuse the request with its ground (không chấp nhận, nêu căn cứ).

    Raises Refused without a ground, and where so many signed that the law wants the dialogue.
    """
    row = ledger.locked(request, "request_refuse", by=by, on=on, seen=seen)
    if not (why := clean(text)):
        raise Refused(_("Xin nêu căn cứ không chấp nhận."), field="text")
    if row.is_enough:
        raise Refused(
            _("Đã đủ %(n)s%% cử tri yêu cầu: luật buộc tổ chức đối thoại nên không từ chối được.")
            % {"n": row.percent_wanted}
        )
    return _decided(row, Status.REFUSED, why, by=by, on=on)


def _decided(row: Request, status: Status, why: str, *, by: Account, on: date) -> Request:
    old, row.status, row.decided_on, row.decided_by, row.reason = row.status, status, on, by, why
    verb, measure = (
        ("request_accept", ledger.ACCEPTED)
        if status == Status.ACCEPTED
        else ("request_refuse", ledger.REFUSED)
    )
    ledger.write(row, verb, by=by, on=on, old=old, text=why, measure=measure)
    return row


def _fill(row: Request, told: Asks) -> None:
    row.subject, row.body, row.topic = clean(told.subject), clean(told.body), told.topic
    row.signatures, row.voters, row.voters_source = told.signatures, told.voters, clean(told.voters_source)
    if not row.subject:
        raise Refused(_("Xin ghi cử tri muốn đối thoại về việc gì."), field="subject")
    if row.topic not in topics.slugs():
        raise Refused(_("Xin chọn lĩnh vực."), field="topic")
    if not 0 < row.signatures <= row.voters:
        raise Refused(_("Số chữ ký phải từ 1 và không quá số cử tri."), field="signatures")
    if not row.voters_source:
        raise Refused(_("Xin ghi số cử tri lấy từ danh sách nào."), field="voters_source")
