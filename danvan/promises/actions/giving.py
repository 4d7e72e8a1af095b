"""A promise is put on record, handed to somebody, extended, noted about, its words corrected."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal.once import once
from danvan.lib.text import clean
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.promises import policies, postings
from danvan.promises.actions import ledger
from danvan.promises.models import Extension, Promise
from danvan.promises.origins import Origin
from danvan.promises.workflow import WRITERS, Status

LONGEST = 5_000


@dataclass(frozen=True)
class Told:
    """What is promised, by whom as the minutes say it, until when; which unit answers for it, which officer does it."""

    text: str
    promised_by: str
    due_on: date
    unit: Unit
    officer: Account | None = None


def give(
    origin: Origin,
    told: Told,
    *,
    host: Unit,
    by: Account,
    on: date,
    made_on: date | None = None,
    submission: UUID | None = None,
) -> Promise:
    """Put a promise on record (ghi lời hứa), with where it comes from; `host`: before whose people it was given.

    `made_on` is the day on which it was given, today where left open; the same submission twice gives the one.
    Raises Refused without a right, words, a name, or for a day before the promise.
    """
    return once(
        Promise.objects.all(),
        submission,
        lambda: _give(origin, told, host, by, on, made_on or on, submission),
    )


def _give(
    origin: Origin, told: Told, host: Unit, by: Account, on: date, day: date, submission: UUID | None
) -> Promise:
    policies.check_can_give(by, host, on)
    row = Promise(
        stream=origin.stream,
        subject=origin.subject,
        kind=origin.kind,
        topic=origin.topic,
        host=host,
        unit=told.unit,
        officer=told.officer,
        promised_by=clean(told.promised_by),
        text=clean(told.text),
        made_on=day,
        first_due_on=told.due_on,
        due_on=told.due_on,
        status=Status.RUNNING,
        submission=submission,
        by=by,
    )
    _check(row, on)
    _check_officer(row.officer, row.unit, on)
    ledger.write(row, "promise_give", by=by, on=on, text=row.text, posted=postings.given(row))
    return row


@transaction.atomic
def assign(
    promise: Promise, *, officer: Account | None, by: Account, on: date, seen: int | None = None
) -> Promise:
    """Hand the promise to an officer of the unit that answers for it (giao người thực hiện), or to nobody."""
    row = ledger.locked(promise, "promise_assign", by=by, on=on, seen=seen)
    _check_officer(officer, row.unit, on)
    row.officer = officer
    told = {"officer": officer.pk if officer else None}
    ledger.write(row, "promise_assign", by=by, on=on, old=row.status, public=False, data=told)
    return row


@transaction.atomic
def extend(
    promise: Promise, *, due_on: date, text: str, by: Account, on: date, seen: int | None = None
) -> Promise:
    """Move the day (gia hạn) with the reason. Both are public, and the day that was promised first stays to be seen.

    Raises Refused without a reason, or for a day that is not later than the one that stands, or has passed.
    """
    row = ledger.locked(promise, "promise_extend", by=by, on=on, seen=seen)
    if not (why := clean(text)):
        raise Refused(_("Xin ghi lý do gia hạn; lý do được công khai."), field="text")
    if due_on <= row.due_on or due_on < on:
        raise Refused(_("Ngày mới phải sau ngày đang có và không ở quá khứ."), field="due_on")
    was_late = postings.late_from(row)
    extension = Extension.objects.create(promise=row, was=row.due_on, until=due_on, reason=why, by=by, on=on)
    row.due_on = due_on
    told = {"was": extension.was.isoformat(), "until": due_on.isoformat()}
    posted = postings.moved(row, was_late, on)
    ledger.write(
        row,
        "promise_extend",
        by=by,
        on=on,
        old=row.status,
        text=why,
        rows=[extension],
        posted=posted,
        data=told,
    )
    return row


@transaction.atomic
def note(
    promise: Promise, *, text: str, public: bool, by: Account, on: date, seen: int | None = None
) -> Promise:
    """Say how far it is (ghi tiến độ), for everybody or for officers alone. Raises Refused without words."""
    row = ledger.hold(promise)
    policies.check_can_note(by, row, on)
    if not (said := clean(text)):
        raise Refused(_("Xin ghi tiến độ."), field="text")
    ledger.write(row, "promise_note", by=by, on=on, old=row.status, public=public, text=said)
    return row


@transaction.atomic
def correct(
    promise: Promise, *, text: str, promised_by: str, by: Account, on: date, seen: int | None = None
) -> Promise:
    """Correct words that were taken down wrongly; what stood before stays in the journal, for everybody."""
    row = ledger.hold(promise)
    policies.check_can_give(by, row.host, on)
    policies.check_open(row)
    before, row.text, row.promised_by = row.text, clean(text), clean(promised_by)
    _check(row, on)
    ledger.write(row, "promise_correct", by=by, on=on, old=row.status, text=before)
    return row


def _check(row: Promise, on: date) -> None:
    if not row.text:
        raise Refused(_("Xin ghi hứa làm gì."), field="text")
    if len(row.text) > LONGEST:
        raise Refused(_("Lời hứa dài quá %(n)s ký tự.") % {"n": LONGEST}, field="text")
    if not row.promised_by:
        raise Refused(_("Xin ghi ai hứa."), field="promised_by")
    if row.made_on > on:
        raise Refused(_("Ngày hứa không thể ở tương lai."), field="made_on")
    if row.first_due_on < row.made_on:
        raise Refused(_("Hạn thực hiện phải từ ngày hứa trở đi."), field="due_on")


def _check_officer(officer: Account | None, unit: Unit, on: date) -> None:
    if officer is not None and not people.has_role(officer, WRITERS, unit, on):
        raise Refused(_("Người thực hiện phải đang làm việc ở đơn vị thực hiện."), field="officer")
