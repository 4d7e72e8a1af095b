"""An event on the case of a denunciation, with the rows that were written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from danvan.cases.actions import ledger as cases
from danvan.cases.actions.locking import check_day
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.policies import GONE
from danvan.denunciations.models import Denunciation, Envelope
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.people.models import Account


def locked(found: Denunciation, *, on: date) -> Denunciation:
    """The denunciation with its case locked; StepRefused where it was destroyed, or for a day before the last step."""
    case = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=found.pk)
    if case.destroyed_on:
        raise StepRefused(str(GONE))
    check_day(case, on)
    row = Denunciation.objects.get(pk=found.pk)
    row.case = case
    return row


def write(
    found: Denunciation,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    rows: Sequence[Model] = (),
    public: bool = False,
    text: str = "",
    data: dict[str, Any] | None = None,
    gone: Sequence[Model] = (),
) -> Event:
    """Record it and save the case; `text` and `data` never hold what tells who denounced."""
    case = found.case
    event = cases.write(
        case,
        verb=verb,
        by=by,
        on=on,
        old=case.status,
        public=public,
        text=text,
        data=data,
        rows=rows,
        gone=gone,
    )
    case.save()
    return event


def take_envelope(envelope: Envelope, *, by: Account | Outsider, on: date) -> None:
    """The custodian's key opens the letter no longer; on record."""
    found = locked(envelope.denunciation, on=on)
    write(found, "envelope_taken", by=by, on=on, gone=[envelope], data={"custodian": envelope.custodian_id})
    envelope.delete()
