"""What every write to the ledger leaves in the journal."""

from datetime import date

from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import SYSTEM, Outsider
from danvan.notices.models import AddressChange, Telling
from danvan.people.models import Account

STREAM, ADDRESSES = "notice", "mail_address"
SALT = "notice"  # what stands in the ledger is masked already


def record(telling: Telling, *, verb: str, on: date, by: Account | Outsider = SYSTEM) -> None:
    """An event in the telling's own chain, with the fingerprint of the saved row."""
    data = {"rows": prints.of([telling], SALT), "case": telling.case_id}
    journal.record(stream=STREAM, subject=telling.pk, verb=verb, by=by, on=on, data=data)


def record_address(change: AddressChange, *, verb: str, by: Account | Outsider, on: date) -> None:
    """An event in the chain of an address; its fingerprint is salted as the person's own rows are."""
    data = {"rows": prints.of([change], change.party.salt), "case": change.party.case_id}
    journal.record(stream=ADDRESSES, subject=change.pk, verb=verb, by=by, on=on, data=data)
