"""An address as the ledger keeps it: enough for its owner to know it again, too little to write to it."""

from danvan.cases.models import Party
from danvan.cases.models.people import TellBy
from danvan.lib.carriers import masked


def phone(digits: str) -> str:
    """••• 417; a number too short to hide anything in is hidden whole."""
    return masked(digits)


def email(address: str) -> str:
    """l•••@vidu.vn."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}" if name else ""


def of(party: Party) -> str:
    """Where the person is told, masked; a postal address is hidden whole: the way of telling says enough."""
    if party.tell_by in (TellBy.SMS, TellBy.PHONE):
        return phone(party.phone)
    return email(party.email) if party.tell_by == TellBy.EMAIL else ""
