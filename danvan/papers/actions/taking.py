"""The book of papers is taken out as a file: whoever does is on record, with what was asked for."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from danvan.journal import actions as journal
from danvan.journal.models import Event
from danvan.people.models import Account

STREAM = "book_taken"
WORDS = "q"  # of the filter what may hold somebody's name: only that it was there is kept


@transaction.atomic
def take_out_book(narrowed: Mapping[str, object], count: int, *, by: Account, on: date) -> Event:
    """Write down that the officer takes the book out: so many papers, by which filter."""
    Account.objects.select_for_update().get(pk=by.pk)
    told = {name: str(value) for name, value in narrowed.items() if name != WORDS}
    data = {"filter": told, "searched": WORDS in narrowed, "count": count}
    return journal.record(stream=STREAM, subject=by.pk, verb="take_out_book", by=by, on=on, data=data)
