"""A report whose term of keeping is over loses its words and whoever sent it; what it was about stays counted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.burdens.actions.ledger import REPORTS
from danvan.burdens.models import Report
from danvan.cases.models.people import TellBy
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.redaction import erase_words
from danvan.people.errors import Refused
from danvan.people.models import Account


@transaction.atomic
def destroy(pk: int, *, by: Account, on: date, salt: str, data: Mapping[str, Any]) -> Event:
    """Destroy name, telephone and words of a report (hủy); `salt` is its new one, `data` the basis.

    Raises Refused where it was destroyed before.
    """
    row = Report.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.destroyed_on:
        raise Refused(_("Nội dung này đã hủy."))
    row.destroyed_on, row.salt, row.submission, row.tell_by = on, salt, None, TellBy.CODE.value
    rows = prints.of([erase_words(row)], salt)
    return journal.destroy(stream=REPORTS, subject=pk, by=by, on=on, data={**data, "rows": rows})
