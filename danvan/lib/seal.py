"""Sealing to public keys with age (age-encryption.org, C2SP age.md): whoever seals cannot open again.

What is sealed is a ZIP of named parts, filled up so that its size tells little (Padmé, Nikitin et al. 2019), so that
the stock tools open it too: `age -d -i KEY letter.age > letter.zip`. The server holds recipients only; secrets are
made and used on an officer's own machine (danvan key), but for the one of a new letter, which lives for a moment.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

LEAST = 4096  # bytes that even the shortest content takes
MOST_OPENED = 64 * 1024 * 1024  # bytes that a bundle may unpack to
FILLING = "filling"
_MADE = (2000, 1, 1, 0, 0, 0)  # when each part was made, as the ZIP tells it: never when it was


class CannotOpen(Exception):
    """The content was not sealed to this key, was changed, or is no bundle; a wrong passphrase says the same."""


@dataclass(frozen=True)
class Pair:
    """A fresh key: the secret to open with, the recipient to seal to."""

    secret: str
    recipient: str


def new_pair() -> Pair:
    """A key that nobody else has."""
    made = x25519.Identity.generate()
    return Pair(str(made), str(made.to_public()))


def is_recipient(text: str) -> bool:
    """Whether one can seal to this text (age1…)."""
    try:
        x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def recipient_of(secret: str) -> str:
    """The recipient that belongs to a secret; CannotOpen where it is none."""
    return str(_identity(secret).to_public())


def seal(content: bytes, to: Iterable[str]) -> bytes:
    """The content, to be opened by any of these recipients; ValueError where there is none."""
    recipients = [x25519.Recipient.from_str(one) for one in to]
    if not recipients:
        raise ValueError("sealed to nobody, it could never be opened")
    return bytes(pyrage.encrypt(content, recipients))


def unseal(sealed: bytes, secret: str) -> bytes:
    """What was sealed; raises CannotOpen."""
    try:
        return bytes(pyrage.decrypt(sealed, [_identity(secret)]))
    except pyrage.DecryptError as why:
        raise CannotOpen from why


def lock(secret: str, passphrase: str) -> bytes:
    """A secret behind a passphrase (scrypt, about a second of work), armoured as text: a key file."""
    return bytes(by_passphrase.encrypt(secret.encode(), passphrase, armored=True))


def unlock(locked: bytes, passphrase: str) -> str:
    """The secret of a key file; raises CannotOpen."""
    try:
        secret = bytes(by_passphrase.decrypt(locked, passphrase)).decode()
    except (pyrage.DecryptError, UnicodeDecodeError) as why:
        raise CannotOpen from why
    recipient_of(secret)
    return secret


def bundle(parts: Mapping[str, bytes]) -> bytes:
    """The parts by name as one ZIP without compression, filled up to a size that many others have."""
    bare = _zipped(parts)
    # The filling has a head and an entry of its own, whose size does not hang on how long it is.
    room = padded(len(bare) + len(_zipped({FILLING: b""})))
    filling = bytes(room - len(_zipped({**parts, FILLING: b""})))
    return _zipped({**parts, FILLING: filling})


def unbundle(bundled: bytes) -> dict[str, bytes]:
    """The parts by name; raises CannotOpen where it is no bundle, or one that would unpack to far too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(bundled)) as archive:
            inside = [info for info in archive.infolist() if info.filename != FILLING]
            if sum(info.file_size for info in inside) > MOST_OPENED:
                raise CannotOpen
            return {info.filename: archive.read(info) for info in inside}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as why:
        raise CannotOpen from why


def padded(size: int) -> int:
    """The size in bytes, rounded up by at most 12 %: of all lengths below a gigabyte some hundreds are left."""
    if size <= LEAST:
        return LEAST
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-size // step) * step


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), content)
    return held.getvalue()


def _identity(secret: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(secret)
    except pyrage.IdentityError as why:
        raise CannotOpen from why
