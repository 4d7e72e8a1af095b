"""A handout (phiếu): what the office's server hands to a custodian, sealed; read, opened and answered here.

The server keeps everything sealed to the letter's own key, and that key sealed to each custodian (the envelope). A
handout says what it is for: to redact, to look at the identity, to reseal for other custodians.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from danvan.keydesk.errors import Refused
from danvan.lib import seal

MOST = 128 * 1024 * 1024  # bytes of a handout with all its files
BODY_MOST = MOST + 16 * 1024 * 1024  # bytes of the form that brings it
PURPOSES = {"redact": ("marks",), "identity": ("identity",), "reseal": ()}
WRITTEN = ("letter", "message")


@dataclass(frozen=True)
class Custodian:
    """Who is to get keys: number at the office, name, recipient."""

    number: int
    name: str
    recipient: str


@dataclass(frozen=True)
class Handout:
    """A handout as it came: everything in it is still sealed."""

    purpose: str
    back: str
    case: str = ""
    envelope: bytes = b""
    parcels: Mapping[str, bytes] = field(default_factory=dict)
    to: tuple[Custodian, ...] = ()
    letters: tuple[tuple[int, bytes], ...] = ()

    @property
    def office(self) -> str:
        """The office to which the answer goes, as the address names it."""
        return urlsplit(self.back).netloc


@dataclass(frozen=True)
class Opened:
    """What was sealed: its texts by name, the files that came with it, and the words that betray the writer."""

    texts: Mapping[str, str]
    files: Mapping[str, bytes]
    marks: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All of its text."""
        return "\n\n".join(text for text in self.texts.values() if text)


def unreadable() -> Refused:
    """Why something is no handout."""
    return Refused(
        "Tệp này không phải phiếu của Dân Vận, hoặc đã hỏng; xin tải lại từ trang của cơ quan.",
        "This is no handout of Dân Vận, or it is damaged; fetch it again from the office's page.",
    )


def closed() -> Refused:
    """Why a handout does not open."""
    return Refused(
        "Không mở được bằng khóa này: phiếu gửi cho người giữ khóa khác, hoặc đã bị thay đổi.",
        "This key does not open it: the handout is for another custodian, or it was changed.",
    )


def read(content: str | bytes) -> Handout:
    """The handout in this JSON text; raises Refused."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        return _of(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error):
        raise unreadable() from None


def _of(data: Any) -> Handout:
    purpose, back = data["purpose"], urlsplit(_text(data["back"]))
    if data["version"] != 1 or purpose not in PURPOSES:
        raise ValueError
    if back.scheme not in ("http", "https") or not back.hostname or back.username is not None:
        raise ValueError
    address = back._replace(fragment="").geturl()
    if purpose == "reseal":
        to = tuple(_custodian(one) for one in data["to"])
        letters = tuple((_number(one["denunciation"]), _bytes(one["envelope"])) for one in data["letters"])
        if not to or not letters:
            raise ValueError
        return Handout(purpose, address, to=to, letters=letters)
    parcels = {_text(one["name"]): _bytes(one["sealed"]) for one in data["parcels"]}
    asked = PURPOSES[purpose]
    if not all(name in parcels for name in asked) or (purpose == "redact" and not written_in(parcels)):
        raise ValueError
    return Handout(purpose, address, _text(data["case"]), _bytes(data["envelope"]), parcels)


def written_in(parcels: Mapping[str, bytes]) -> str:
    """Which parcel holds what the denouncer wrote; empty where none does."""
    return next((name for name in WRITTEN if name in parcels), "")


def _custodian(data: Any) -> Custodian:
    recipient = _text(data["recipient"])
    if not seal.is_recipient(recipient):
        raise ValueError
    return Custodian(_number(data["custodian"]), _text(data["name"]), recipient)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _bytes(value: Any) -> bytes:
    return base64.b64decode(_text(value), validate=True)


def open_written(handout: Handout, secret: str) -> Opened:
    """The letter or message of a handout to redact, with the marks; raises Refused."""
    name = written_in(handout.parcels)
    parts = _parts(handout, secret, name)
    marks = _json(_parts(handout, secret, "marks"), "marks.json", list)
    texts = _json(parts, f"{name}.json", dict)
    if not all(isinstance(mark, str) for mark in marks):
        raise closed()
    return Opened(_strings(texts), _files(parts, "files/"), tuple(marks))


def open_identity(handout: Handout, secret: str) -> Opened:
    """Who wrote it, with the files as they were sent; raises Refused."""
    parts = _parts(handout, secret, "identity")
    return Opened(_strings(_json(parts, "identity.json", dict)), _files(parts, "originals/"))


def reseal(handout: Handout, secret: str) -> bytes:
    """The answer to the server: each letter's key, sealed to each of those who are to get it; raises Refused."""
    envelopes = []
    for number, envelope in handout.letters:
        of_letter = _letter_secret(envelope, secret)
        for custodian in handout.to:
            sealed = seal.seal(of_letter.encode(), [custodian.recipient])
            envelopes.append(
                {
                    "denunciation": number,
                    "custodian": custodian.number,
                    "envelope": base64.b64encode(sealed).decode(),
                }
            )
    return json.dumps({"version": 1, "purpose": "resealed", "envelopes": envelopes}).encode()


def _letter_secret(envelope: bytes, secret: str) -> str:
    """The letter's own key; only a key is taken out of an envelope, so that nothing else can be opened this way."""
    try:
        found = seal.unseal(envelope, secret).decode()
        seal.recipient_of(found)
    except (seal.CannotOpen, UnicodeDecodeError):
        raise closed() from None
    return found


def _parts(handout: Handout, secret: str, name: str) -> dict[str, bytes]:
    try:
        return seal.unbundle(seal.unseal(handout.parcels[name], _letter_secret(handout.envelope, secret)))
    except seal.CannotOpen:
        raise closed() from None


def _json(parts: Mapping[str, bytes], name: str, kind: type) -> Any:
    try:
        found = json.loads(parts[name])
    except (KeyError, ValueError, RecursionError):
        raise closed() from None
    if not isinstance(found, kind):
        raise closed()
    return found


def _strings(found: Mapping[str, Any]) -> dict[str, str]:
    return {name: text for name, text in found.items() if isinstance(text, str)}


def _files(parts: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """The files of a folder by their names alone: a path in a name leads nowhere."""
    return {
        name.removeprefix(folder).replace("\\", "/").rsplit("/", 1)[-1] or "tep": content
        for name, content in parts.items()
        if name.startswith(folder)
    }
