"""The persons in a consultation are forgotten when its term of keeping is over; what was said and answered stays."""

import secrets
from datetime import date
from typing import Any

from danvan.consultations.actions import ledger
from danvan.consultations.models import Affected, Consultation, OpinionFile, Voice
from danvan.journal import prints, redaction
from danvan.journal.models import Event
from danvan.people.errors import Refused
from danvan.people.models import Account

__all__ = ["destroy"]


def destroy(row: Consultation, *, by: Account, on: date, data: dict[str, Any]) -> Event:
    """Empty names, addresses and numbers of everybody affected or who spoke, and their files; agencies and words stay.

    Raises Refused where it was done before. The caller's transaction; `data` is the basis that the event keeps.
    """
    found = ledger.hold(row)
    if found.destroyed_on:
        raise Refused("destroyed before")
    for voice in found.voices.select_for_update().order_by("pk"):
        _forget_voice(voice, by, on)
    for person in found.affected.select_for_update().order_by("pk"):
        _forget_person(person, by, on)
    found.destroyed_on = on
    kept = {**data, redaction.REDACTED: {}}  # no event of this chain has a private word in it
    return ledger.write(found, redaction.VERB, by=by, on=on, data=kept)


def _forget_voice(voice: Voice, by: Account, on: date) -> None:
    voice.full_name = voice.address = voice.phone = ""
    voice.tell_by, voice.salt = "code", secrets.token_hex(16)
    files = list(OpinionFile.objects.filter(opinion__voice=voice))
    gone = [prints.name_of(each) for each in files]
    for each in files:
        each.delete()  # its bytes are strays then, and swept
    opinions = voice.opinions.order_by("pk")
    ledger.write_voice(voice, "forget", by=by, on=on, rows=opinions, gone=gone)


def _forget_person(person: Affected, by: Account, on: date) -> None:
    person.full_name = person.address = person.phone = ""
    person.salt = secrets.token_hex(16)
    ledger.write_affected(person, "forget", by=by, on=on)
