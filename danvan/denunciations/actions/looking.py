"""Looking at who denounced: asked with a reason, allowed by another, one look, all of it in the chain."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.denunciations import handouts, policies
from danvan.denunciations.actions import ledger
from danvan.denunciations.models import Denunciation, Look
from danvan.people.models import Account


@transaction.atomic
def ask(found: Denunciation, *, reason: str, by: Account, on: date) -> Look:
    """Ask to look at the identity (xin xem danh tính). Raises StepRefused without a reason or while one waits."""
    row = ledger.locked(found, on=on)
    policies.envelope(row, by, on=on)
    if not reason:
        raise StepRefused(_("Cần ghi lý do xem danh tính."), field="reason")
    try:
        with transaction.atomic():
            look = Look.objects.create(denunciation=row, by=by, reason=reason, on=on)
    except IntegrityError as again:
        raise StepRefused(_("Ông/bà đã xin xem và đang chờ quyết định."), field="reason") from again
    ledger.write(row, "look_asked", by=by, on=on, rows=[look])
    return look


def allow(look: Look, *, by: Account, on: date) -> Look:
    """Another custodian allows one look (cho phép xem). Raises StepRefused for the asker herself, or a second time."""
    return _decide(look, allowed=True, by=by, on=on)


def refuse(look: Look, *, by: Account, on: date) -> Look:
    """Another custodian refuses it (không cho phép)."""
    return _decide(look, allowed=False, by=by, on=on)


@transaction.atomic
def _decide(look: Look, *, allowed: bool, by: Account, on: date) -> Look:
    found = ledger.locked(look.denunciation, on=on)
    row = Look.objects.select_for_update().get(pk=look.pk)
    row.denunciation = found
    policies.check_can_decide(row, by, on=on)
    row.decided_by, row.decided_on, row.is_allowed = by, on, allowed
    row.save()
    ledger.write(found, "look_allowed" if allowed else "look_refused", by=by, on=on, rows=[row])
    return row


@transaction.atomic
def take(look: Look, *, by: Account, on: date) -> handouts.Handout:
    """The one look: the sealed identity is handed out, and the denouncer will see that it was (đã xem danh tính)."""
    found = ledger.locked(look.denunciation, on=on)
    row = Look.objects.select_for_update().get(pk=look.pk)
    envelope = policies.envelope(found, by, on=on)
    policies.check_can_take_look(row, by)
    row.taken_on = on
    row.save()
    ledger.write(found, "identity_seen", by=by, on=on, rows=[row], public=True)
    return handouts.to_see(found, envelope)
