"""What is sealed of a denunciation, and to which keys. Lives for one request, in memory alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import PurePath

from danvan.denunciations.models import Part
from danvan.lib import seal
from danvan.lib.strip import CannotStrip, strip

SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}
SHORTEST_MARK = 4  # characters; shorter pieces of an address stand in every text


@dataclass(frozen=True)
class Identity:
    """Who denounces; all of it may be left out. `tell_by` is a wish to the custodian: nothing is sent by itself."""

    full_name: str = ""
    phone: str = ""
    citizen_id: str = ""
    address: str = ""
    email: str = ""
    tell_by: str = ""

    @property
    def marks(self) -> list[str]:
        """What must not stand in the text that handlers read: each datum, and each piece of the address."""
        pieces = [piece.strip() for piece in self.address.replace(";", ",").split(",")]
        whole = (self.full_name, self.phone, self.citizen_id, self.email, self.address, *pieces)
        return list(dict.fromkeys(one for one in whole if len(one) >= SHORTEST_MARK))


@dataclass(frozen=True)
class Sealer:
    """One letter with a key of its own, which is forgotten with this object."""

    body: str
    subject: str
    accused: str
    wish: str
    identity: Identity
    files: Sequence[tuple[str, bytes]] = ()

    @cached_property
    def _pair(self) -> seal.Pair:
        return seal.new_pair()

    @property
    def recipient(self) -> str:
        """The public half, to which later messages are sealed."""
        return self._pair.recipient

    def envelope(self, recipient: str) -> bytes:
        """The secret half, for one custodian."""
        return seal.seal(self._pair.secret.encode(), [recipient])

    @cached_property
    def _stripped(self) -> tuple[dict[str, bytes], list[str]]:
        return stripped(self.files)

    @property
    def whole(self) -> list[str]:
        """Names of the files that could not be stripped: sealed as they are, and shown to nobody who handles it."""
        return self._stripped[1]

    def parcels(self) -> Iterator[tuple[Part, bytes]]:
        """The letter with its stripped files, the marks that must not stand in what is written of it, the identity."""
        words = {"subject": self.subject, "body": self.body, "accused": self.accused, "wish": self.wish}
        originals = {
            f"originals/{n}-{_plain(name)}": content for n, (name, content) in enumerate(self.files, 1)
        }
        yield Part.LETTER, self._seal({"letter.json": words}, self._stripped[0])
        yield Part.MARKS, self._seal({"marks.json": self.identity.marks})
        yield Part.IDENTITY, self._seal({"identity.json": asdict(self.identity)}, originals)

    def _seal(self, words: Mapping[str, object], files: Mapping[str, bytes] | None = None) -> bytes:
        return sealed(self.recipient, words, files or {})


def stripped(files: Sequence[tuple[str, bytes]]) -> tuple[dict[str, bytes], list[str]]:
    """Copies without what tells who made them, numbered; and the names of those of which none could be made."""
    copies: dict[str, bytes] = {}
    whole = []
    for number, (name, content) in enumerate(files, 1):
        try:
            copy = strip(name, content)
        except CannotStrip:
            whole.append(name)
        else:
            copies[f"files/{number}{SUFFIXES.get(copy.media_type, '.bin')}"] = copy.content
    return copies, whole


def sealed(recipient: str, words: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    """Words and files as one bundle, sealed to the letter's key."""
    told = {name: json.dumps(value, ensure_ascii=False).encode() for name, value in words.items()}
    return seal.seal(seal.bundle({**told, **files}), [recipient])


def _plain(name: str) -> str:
    return PurePath(name.replace("\\", "/")).name[-100:] or "tep"
