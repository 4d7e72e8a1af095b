"""A promise is reported done, accepted or not by those who raised it, or given up."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal.actors import CITIZEN, Outsider
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.promises import policies, postings
from danvan.promises.actions import ledger
from danvan.promises.models import Promise
from danvan.promises.workflow import REOPENED_MOST, By, Status


@transaction.atomic
def report(
    promise: Promise, *, done_on: date, text: str, by: Account, on: date, seen: int | None = None
) -> Promise:
    """Say that it is done (báo đã xong), since when and what was done; whoever raised it has the word now.

    Raises Refused without words, or for a day before the promise or ahead.
    """
    row = ledger.locked(promise, "promise_report", by=by, on=on, seen=seen)
    if not (said := clean(text)):
        raise Refused(_("Xin ghi đã làm được gì, để người dân đối chiếu."), field="text")
    if not row.made_on <= done_on <= on:
        raise Refused(_("Ngày xong phải từ ngày hứa đến hôm nay."), field="done_on")
    was_late, old = postings.late_from(row), row.status
    row.status, row.done_on, row.done_text, row.reported_on = Status.REPORTED, done_on, said, on
    told = {"done_on": done_on.isoformat()}
    posted = postings.moved(row, was_late, on)
    ledger.write(row, "promise_report", by=by, on=on, old=old, text=said, posted=posted, data=told)
    return row


@transaction.atomic
def accept(
    promise: Promise, *, who: str = By.HOST, text: str = "", by: Account, on: date, seen: int | None = None
) -> Promise:
    """Put on record that it was kept (xác nhận): as the asker told the office, or by the host for somebody unknown."""
    row = ledger.locked(promise, "promise_accept", by=by, on=on, seen=seen)
    return _kept(row, policies.by_whom(row, who), clean(text), by=by, on=on)


@transaction.atomic
def refuse(
    promise: Promise, *, text: str, who: str = By.HOST, by: Account, on: date, seen: int | None = None
) -> Promise:
    """Put on record that what was done is not what was promised (chưa đạt), with the reason.

    The first time it runs again with its old day; after that it stands as disputed. Raises Refused without a reason.
    """
    verb = "promise_dispute" if promise.reopened >= REOPENED_MOST else "promise_refuse"
    row = ledger.locked(promise, verb, by=by, on=on, seen=seen)
    return _not_kept(row, policies.by_whom(row, who), _reason(text), by=by, on=on)


@transaction.atomic
def judge(promise: Promise, *, kept: bool, text: str = "", on: date) -> Promise:
    """Whoever raised it says at the portal, by the code, whether it was kept; “no” needs a reason.

    Raises Refused where it was not reported done, or somebody has said it already.
    """
    row = ledger.hold(promise)
    if row.status != Status.REPORTED:
        raise Refused(_("Cơ quan chưa báo xong, hoặc lời hứa này đã có người xác nhận."))
    if kept:
        return _kept(row, By.ASKER, clean(text), by=CITIZEN, on=on)
    return _not_kept(row, By.ASKER, _reason(text), by=CITIZEN, on=on)


@transaction.atomic
def drop(promise: Promise, *, text: str, by: Account, on: date, seen: int | None = None) -> Promise:
    """Say in public that it will not be kept (không thực hiện được), and why. Raises Refused without a reason."""
    row = ledger.locked(promise, "promise_drop", by=by, on=on, seen=seen)
    was_late, old = postings.late_from(row), row.status
    row.status, row.reason, row.settled_on = Status.DROPPED, _reason(text), on
    posted = postings.moved(row, was_late, on, flow=postings.DROPPED)
    ledger.write(row, "promise_drop", by=by, on=on, old=old, text=row.reason, posted=posted)
    return row


def _kept(row: Promise, who: By, said: str, *, by: Account | Outsider, on: date) -> Promise:
    was_late, old = postings.late_from(row), row.status
    row.status, row.accepted_by, row.settled_on = Status.KEPT, who, on
    posted = postings.moved(row, was_late, on, flow=postings.flow_of_kept(row))
    ledger.write(row, "promise_accept", by=by, on=on, old=old, text=said, posted=posted)
    return row


def _not_kept(row: Promise, who: By, why: str, *, by: Account | Outsider, on: date) -> Promise:
    was_late, old = postings.late_from(row), row.status
    row.accepted_by, row.reason = who, why
    if row.reopened < REOPENED_MOST:
        row.status, row.reopened = Status.RUNNING, row.reopened + 1
        verb, flow = "promise_refuse", postings.REOPENED
    else:
        row.status, row.settled_on = Status.DISPUTED, on
        verb, flow = "promise_dispute", postings.DISPUTED
    posted = postings.moved(row, was_late, on, flow=flow)
    ledger.write(row, verb, by=by, on=on, old=old, text=why, posted=posted)
    return row


def _reason(text: str) -> str:
    if not (why := clean(text)):
        raise Refused(_("Xin ghi lý do; lý do được công khai."), field="text")
    return why
