"""Turns, refusals and appointments whose term of keeping is over lose their words; days and figures stay."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.redaction import erase_words
from danvan.people.models import Account
from danvan.reception.models import Booking, Refusal, Turn

TABLES: Mapping[str, type[Turn] | type[Refusal] | type[Booking]] = {
    "turn": Turn,
    "refusal": Refusal,
    "booking": Booking,
}
"""What may be destroyed, by the stream of its events."""


@transaction.atomic
def destroy(stream: str, pk: int, *, by: Account, on: date, salt: str, data: Mapping[str, Any]) -> Event:
    """Destroy what was written about a turn, a refusal or an appointment (hủy): people, words, search form.

    `salt` is the new one, `data` the basis that the event keeps. Raises StepRefused where it was destroyed before.
    """
    row: Turn | Refusal | Booking = TABLES[stream].objects.select_for_update(of=("self",)).get(pk=pk)
    if row.destroyed_on:
        raise StepRefused(_("Nội dung này đã hủy."))
    gone: dict[str, str | None] = {}
    parts: list[Any] = []
    if isinstance(row, Turn):
        gone = {prints.name_of(visitor): None for visitor in row.visitors.all()}
        row.visitors.all().delete()
        parts = [erase_words(matter) for matter in row.matters.all()]
    if not isinstance(row, Booking):
        parts += [erase_words(notice) for notice in row.notices.all()]
    if not isinstance(row, Refusal):
        row.submission = None
    row.destroyed_on, row.salt = on, salt
    rows = prints.of([erase_words(row), *parts], salt) | gone
    return journal.destroy(stream=stream, subject=pk, by=by, on=on, data={**data, "rows": rows})
