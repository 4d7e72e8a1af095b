"""What a custodian takes to the own machine: sealed parcels and her envelope, as one JSON file (docs/custodians.md)."""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from danvan.denunciations.models import Custodian, Denunciation, Envelope, Message, Part

VERSION = 1
Sealed = bytes | memoryview


@dataclass(frozen=True)
class Handout:
    """For what it is, and its content, in which only public things stand open."""

    purpose: str
    told: Mapping[str, Any]
    number: int = 0

    def text(self, back: str) -> str:
        """The file; `back` is the whole address of the page that takes what comes of it."""
        return json.dumps(
            {"version": VERSION, "purpose": self.purpose, "back": back, **self.told}, ensure_ascii=False
        )


def to_redact(found: Denunciation, envelope: Envelope, part: Part, message: Message | None = None) -> Handout:
    """The letter or one message, with the marks that must not stand in what is written of it."""
    marks = found.parcels.get(part=Part.MARKS)
    parcel = message.parcel if message else found.parcels.get(part=part)
    told = _told(found, envelope, {Part.MARKS: marks.sealed, part: parcel.sealed if parcel else b""})
    return Handout("redact", told, message.pk if message else 0)


def to_see(found: Denunciation, envelope: Envelope) -> Handout:
    """The identity."""
    sealed = found.parcels.get(part=Part.IDENTITY).sealed
    return Handout("identity", _told(found, envelope, {Part.IDENTITY: sealed}))


def to_seal_again(envelopes: Iterable[Envelope], to: Sequence[Custodian]) -> Handout:
    """The envelopes of one custodian, for whom each is to be sealed as well."""
    told = {
        "to": [
            {"custodian": one.pk, "recipient": one.recipient, "name": one.officer.full_name} for one in to
        ],
        "letters": [
            {"denunciation": one.denunciation_id, "envelope": _text(one.sealed)} for one in envelopes
        ],
    }
    return Handout("reseal", told)


def resealed(text: str) -> list[tuple[int, int, bytes]]:
    """What a custodian's machine gave back: (denunciation, custodian, envelope); ValueError where it is not that."""
    try:
        told = json.loads(text)
        if told["version"] != VERSION or told["purpose"] != "resealed":
            raise ValueError
        return [
            (
                int(one["denunciation"]),
                int(one["custodian"]),
                base64.b64decode(one["envelope"], validate=True),
            )
            for one in told["envelopes"]
        ]
    except (KeyError, TypeError, AttributeError, RecursionError) as why:
        raise ValueError from why


def _told(found: Denunciation, envelope: Envelope, parcels: Mapping[Part, Sealed]) -> dict[str, Any]:
    return {
        "case": found.case.shown_code,
        "envelope": _text(envelope.sealed),
        "parcels": [{"name": str(part), "sealed": _text(sealed)} for part, sealed in parcels.items()],
    }


def _text(content: Sealed) -> str:
    return base64.b64encode(content).decode()
