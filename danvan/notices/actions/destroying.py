"""What citizens were told, and the addresses they gave, go with their case."""

from datetime import date

from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.notices.actions.ledger import ADDRESSES, STREAM
from danvan.notices.models import AddressChange, Telling
from danvan.people.models import Account


def destroy_of(case: int, *, by: Account, on: date) -> int:
    """Take away every telling and address of a case, whose row is locked; how many there were.

    Each chain ends with the event that says so.
    """
    tellings = list(Telling.objects.filter(case=case).order_by("pk"))
    changes = list(AddressChange.objects.filter(party__case=case).order_by("pk"))
    rows = [(STREAM, row) for row in tellings] + [(ADDRESSES, row) for row in changes]
    for stream, row in rows:
        journal.destroy(
            stream=stream,
            subject=row.pk,
            by=by,
            on=on,
            data={"case": case, "rows": {prints.name_of(row): None}},
        )
    Telling.objects.filter(case=case).delete()
    AddressChange.objects.filter(party__case=case).delete()
    return len(rows)
