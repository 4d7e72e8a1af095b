"""A leader holds a thing back from destruction, or lets it go."""

import secrets
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.lib.text import clean
from danvan.people.models import Account, Unit
from danvan.retention import policies
from danvan.retention.models import Hold

STREAM = "hold"


@transaction.atomic
def hold(
    stream: str,
    subject: int,
    *,
    unit: Unit,
    why: str,
    reason: str,
    until_on: date | None = None,
    by: Account,
    on: date,
) -> Hold:
    """Hold a thing back (giữ lại), with the reason, until a day or until it is let go.

    Raises StepRefused for whoever does not lead the unit, without a reason, or with a last day that is over.
    """
    policies.check_leads(by, unit, on=on)
    said = clean(reason)
    if not said:
        raise StepRefused(_("Cần ghi lý do giữ lại."), field="reason")
    if until_on and until_on < on:
        raise StepRefused(_("Ngày cuối giữ lại phải từ hôm nay."), field="until_on")
    row = Hold.objects.create(
        stream=stream,
        subject=subject,
        unit=unit,
        why=Hold.Why(why),
        reason=said,
        until_on=until_on,
        by=by,
        on=on,
        salt=secrets.token_hex(16),
    )
    _tell(row, "hold_back", by=by, on=on)
    return row


@transaction.atomic
def lift(row: Hold, *, by: Account, on: date) -> None:
    """Let it go: nothing of this hold stands in the way from now on. Raises StepRefused as `hold`, or once over."""
    locked = Hold.objects.select_for_update().get(pk=row.pk)
    policies.check_leads(by, locked.unit_id, on=on)
    if locked.lifted_on:
        raise StepRefused(_("Việc giữ lại này đã thôi."))
    locked.lifted_by, locked.lifted_on = by, on
    locked.save()
    _tell(locked, "lift_hold", by=by, on=on)


def _tell(row: Hold, verb: str, *, by: Account, on: date) -> None:
    data = {"of": [row.stream, row.subject], "rows": prints.of([row], row.salt)}
    record(stream=STREAM, subject=row.pk, verb=verb, by=by, on=on, data=data)
