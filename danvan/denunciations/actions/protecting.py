"""Measures of protection: asked for, decided, ended (Law 25/2018, chapter VI). None of them says whom it protects."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.denunciations import policies
from danvan.denunciations.actions import ledger
from danvan.denunciations.models import Denunciation, Protection
from danvan.journal.actors import CITIZEN, Outsider
from danvan.people.models import Account


@transaction.atomic
def ask_protection(
    found: Denunciation, *, measure: str, text: str = "", by: Account | Outsider, on: date
) -> Protection:
    """Protection is asked for (yêu cầu bảo vệ): by the denouncer through the receipt, or by whoever settles the case.

    The denouncer's own words come sealed, as a message; `text` is the officer's. Raises StepRefused where the same
    measure waits for a decision or is in force.
    """
    row = ledger.locked(found, on=on)
    if by != CITIZEN:
        policies.check_can_speak(_officer(by), row.case, on=on)
    same = row.protections.filter(measure=measure, ended_on__isnull=True)
    if same.filter(decided_on__isnull=True).exists() or same.filter(is_granted=True).exists():
        raise StepRefused(_("Biện pháp này đã được yêu cầu hoặc đang áp dụng."), field="measure")
    protection = Protection.objects.create(denunciation=row, measure=measure, asked_on=on, text=text)
    ledger.write(row, "protection_asked", by=by, on=on, rows=[protection], public=True)
    return protection


@transaction.atomic
def decide_protection(
    protection: Protection,
    *,
    granted: bool,
    decision: str = "",
    until: date | None = None,
    by: Account,
    on: date,
) -> Protection:
    """A leader decides (quyết định bảo vệ); `until` is its last day, if any. Raises StepRefused without a number."""
    found = ledger.locked(protection.denunciation, on=on)
    policies.check_can_protect(by, found.case, on=on)
    row = Protection.objects.select_for_update().get(pk=protection.pk)
    if row.decided_on is not None:
        raise StepRefused(_("Yêu cầu này đã được quyết định."))
    if not decision:
        raise StepRefused(_("Cần ghi số văn bản."), field="decision")
    if until and until < on:
        raise StepRefused(_("Ngày hết hạn không thể trước ngày quyết định."), field="until")
    row.decided_on, row.is_granted, row.decision, row.until = on, granted, decision, until
    row.save()
    verb = "protection_granted" if granted else "protection_refused"
    ledger.write(found, verb, by=by, on=on, rows=[row], public=True)
    return row


@transaction.atomic
def end_protection(protection: Protection, *, text: str, by: Account, on: date) -> Protection:
    """A measure ends (chấm dứt bảo vệ) with the reason. Raises StepRefused for one that is not in force."""
    found = ledger.locked(protection.denunciation, on=on)
    policies.check_can_protect(by, found.case, on=on)
    row = Protection.objects.select_for_update().get(pk=protection.pk)
    if not row.is_granted or row.ended_on is not None:
        raise StepRefused(_("Biện pháp này không đang áp dụng."))
    if not text:
        raise StepRefused(_("Cần ghi lý do chấm dứt."), field="text")
    row.ended_on, row.why_ended = on, text
    row.save()
    ledger.write(found, "protection_ended", by=by, on=on, rows=[row], public=True)
    return row


def _officer(by: Account | Outsider) -> Account:
    if isinstance(by, Outsider):
        raise StepRefused(_("Bước này do cơ quan thực hiện."))
    return by
