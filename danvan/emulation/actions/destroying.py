"""What is kept of persons goes when its term of keeping is over; days, points and figures stay."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.emulation import photos
from danvan.emulation.actions import ledger
from danvan.emulation.models import Ballot, Holder, Nomination, Result, Reviewer, Score, Sheet
from danvan.emulation.workflow import LIFE, NOMINATION
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.people.errors import Refused
from danvan.people.models import Account

GONE = "–"


@transaction.atomic
def destroy(stream: str, pk: int, *, by: Account, on: date, salt: str, data: Mapping[str, Any]) -> Event:
    """Destroy who stands behind an exemplar and its photos, or a nomination whole (hủy).

    `salt` is the new one, `data` the basis that the event keeps. Raises Refused where it was destroyed before.
    """
    if stream == NOMINATION.stream:
        return _nomination(pk, by, on, salt, data)
    return _exemplar(pk, by, on, salt, data)


def _nomination(pk: int, by: Account, on: date, salt: str, data: Mapping[str, Any]) -> Event:
    row = Nomination.objects.select_for_update().get(pk=pk)
    if row.destroyed_on:
        raise Refused(_("Nội dung này đã hủy."))
    for name in ("person", "person_phone", "place", "story", "teller", "teller_phone"):
        setattr(row, name, "")
    row.consent_how = GONE if row.consent_how else ""
    row.reason = GONE if row.reason else ""
    row.destroyed_on, row.salt, row.submission = on, salt, None
    row.save()
    kept = {**data, "rows": prints.of([row], salt)}
    return journal.destroy(stream=NOMINATION.stream, subject=pk, by=by, on=on, new=row.status, data=kept)


def _exemplar(pk: int, by: Account, on: date, salt: str, data: Mapping[str, Any]) -> Event:
    row = ledger.hold(pk)
    holder = Holder.objects.get(exemplar=row)
    if holder.destroyed_on:
        raise Refused(_("Nội dung này đã hủy."))
    holder.full_name, holder.phone, holder.destroyed_on = "", "", on
    holder.consent_how = GONE if holder.consent_how else ""
    holder.save()
    shots = list(row.photos.all())
    gone: dict[str, str | None] = {prints.name_of(shot): None for shot in shots}
    paths = [photos.path_of(shot.path) for shot in shots]
    row.photos.all().delete()
    row.salt, row.submission = salt, None
    row.save()
    beside = [
        *Sheet.objects.filter(exemplar=row),
        *Score.objects.filter(sheet__exemplar=row),
        *Reviewer.objects.filter(exemplar=row),
        *Ballot.objects.filter(exemplar=row),
        *Result.objects.filter(exemplar=row),
    ]
    kept = {**data, "rows": {**prints.of([row, holder, *beside], salt), **gone}}
    for path in paths:
        transaction.on_commit(partial(path.unlink, missing_ok=True))
    return journal.destroy(stream=LIFE.stream, subject=pk, by=by, on=on, new=row.status, data=kept)
