"""Every write to the register of complex matters: entered, joined by a case, decided on, reviewed, taken off."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases.actions import ledger
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.dossiers import policies
from danvan.dossiers.models import Dossier, DossierCase, Entry
from danvan.dossiers.workflow import MEETING
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.law import add_months
from danvan.lib import dates
from danvan.people.models import Account

STREAM, TAKEN_OUT = "dossier", "dossiers_taken_out"
ENTERED, LEFT = "dossier_entered", "dossier_left"


@transaction.atomic
def enter(
    cases: Sequence[Case], *, title: str, grounds: Sequence[str], text: str, by: Account, on: date
) -> Dossier:
    """Enter a matter with the cases about it (ghi vào sổ); grounds and words go into the file of each case.

    Raises StepRefused without a ground or words, for a case that stands in the register already or is sealed, or for
    whoever may not write there.
    """
    locked = _locked(cases)
    if not locked or not grounds or not text:
        raise StepRefused(_("Cần chọn ít nhất một căn cứ và ghi rõ vì sao."), field="grounds")
    unit = locked[0].unit_responsible
    policies.check_can_write(by, unit, on=on)
    _check_day(on)
    _check_may_stand(locked)
    dossier = Dossier.objects.create(
        unit=unit,
        title=title,
        grounds=list(grounds),
        text=text,
        by=by,
        on=on,
        review_on=next_review(on),
        salt=secrets.token_hex(16),
    )
    members = [DossierCase.objects.create(dossier=dossier, case=case) for case in locked]
    _record(dossier, "entered", [dossier, *members], by=by, on=on, text=text)
    _tell(locked, ENTERED, dossier, by=by, on=on, text=text)
    return dossier


@transaction.atomic
def join(dossier: Dossier, case: Case, *, text: str, by: Account, on: date) -> None:
    """Add a case to a matter that stands in the register (thêm đơn vào vụ việc); the words go into its file.

    Raises StepRefused for a case that stands in the register already or is sealed, and as `decide` does.
    """
    row = _open(dossier, text, by=by, on=on)
    locked = _locked([case])
    _check_may_stand(locked)
    member = DossierCase.objects.create(dossier=row, case=locked[0])
    _record(row, "joined", [row, member], by=by, on=on, text=text)
    _tell(locked, ENTERED, row, by=by, on=on, text=text)


@transaction.atomic
def decide(dossier: Dossier, *, kind: str, text: str, by: Account, on: date) -> Entry:
    """Write down what was decided about the matter; a review meeting sets the day of the next one.

    Raises StepRefused without words, for a matter that was taken off, or for whoever may not write there.
    """
    row = _open(dossier, text, by=by, on=on)
    entry = Entry.objects.create(dossier=row, kind=kind, text=text, by=by, on=on)
    if kind == MEETING:
        row.review_on = next_review(on)
        row.save(update_fields=["review_on"])
    _record(row, kind, [row, entry], by=by, on=on, text=text)
    return entry


@transaction.atomic
def take_off(dossier: Dossier, *, text: str, by: Account, on: date) -> None:
    """Take the matter off the register (đưa ra khỏi sổ) with the reason; what was written stays.

    Raises StepRefused as `decide` does.
    """
    row = _open(dossier, text, by=by, on=on)
    row.off_by, row.off_on, row.off_text = by, on, text
    row.save(update_fields=["off_by", "off_on", "off_text"])
    _record(row, "taken_off", [row], by=by, on=on, text=text)
    _tell(_locked(Case.objects.filter(dossiers__dossier=row)), LEFT, row, by=by, on=on, text=text)


@transaction.atomic
def take_out_register(count: int, *, by: Account, on: date) -> Event:
    """Write down that the officer takes the register out: so many matters."""
    Account.objects.select_for_update().get(pk=by.pk)
    return journal.record(
        stream=TAKEN_OUT, subject=by.pk, verb="take_out_dossiers", by=by, on=on, data={"count": count}
    )


def next_review(on: date) -> date:
    """The day by which a matter is reviewed next: the office's number of months after this one."""
    return add_months(on, settings.DANVAN_REVIEW_MONTHS)


def _open(dossier: Dossier, text: str, *, by: Account, on: date) -> Dossier:
    """The locked matter, for whoever may write about it."""
    row = Dossier.objects.select_for_update().get(pk=dossier.pk)
    policies.check_can_write(by, row.unit_id, on=on)
    policies.check_stands(row)
    _check_day(on)
    if not text:
        raise StepRefused(_("Cần ghi nội dung."), field="text")
    return row


def _check_day(on: date) -> None:
    if on > dates.today():
        raise StepRefused(_("Ngày thực hiện không thể ở tương lai."), field="on")


def _check_may_stand(cases: Sequence[Case]) -> None:
    if any(case.workflow.sealed for case in cases):
        raise StepRefused(_("Tố cáo được giữ kín nên không ghi vào sổ nhiều người đọc này."))
    if DossierCase.objects.filter(case__in=cases, dossier__off_on__isnull=True).exists():
        raise StepRefused(_("Việc này đã có trong sổ."))


def _locked(cases: Iterable[Case]) -> list[Case]:
    """The cases, locked in one order whoever asks."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible")
    return list(rows.filter(pk__in=[case.pk for case in cases]).order_by("pk"))


def _record(dossier: Dossier, verb: str, rows: Sequence[Model], *, by: Account, on: date, text: str) -> Event:
    data = {"rows": prints.of(rows, dossier.salt)}
    return journal.record(stream=STREAM, subject=dossier.pk, verb=verb, by=by, on=on, text=text, data=data)


def _tell(cases: Sequence[Case], verb: str, dossier: Dossier, *, by: Account, on: date, text: str) -> None:
    """Write the grounds into the file of each case; the citizen is not told."""
    for case in cases:
        data = {"dossier": dossier.pk, "criteria": dossier.grounds}
        ledger.write(case, verb=verb, by=by, on=on, old=case.status, text=text, data=data)
        case.save(update_fields=["version", "last_hash"])
