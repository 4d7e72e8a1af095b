"""What stands in a link, and the mark that a transaction was rated. Both come from the register's key; none is kept.

A link names the event of its transaction, enciphered, so that neither an address nor a log tells whose it is. It can be
printed again, and nothing has to be stored when a result is handed over: no row whose moment could tell anything.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from django.conf import settings

LENGTH = 32


def token_of(event: int) -> str:
    """The 32 letters of the link of a transaction; always the same."""
    sealed = _box(settings.SECRET_KEY).encrypt(event.to_bytes(8, "big"), None)
    return base64.urlsafe_b64encode(sealed).decode()


def read(token: str) -> int | None:
    """The number of the event that a link names; None for what is no link of ours."""
    from cryptography.exceptions import InvalidTag

    if len(token) != LENGTH or not token.isascii():
        return None
    try:
        sealed = base64.urlsafe_b64decode(token)
    except (binascii.Error, ValueError):
        return None
    for secret in _secrets():
        try:
            return int.from_bytes(_box(secret).decrypt(sealed, None), "big")
        except InvalidTag:
            continue
    return None


def mark(event: int, source: str) -> str:
    """The mark that a transaction was rated in this way."""
    return next(marks(event, source))


def marks(event: int, source: str) -> Iterator[str]:
    """The same, and those that it has under keys that the register had before."""
    for secret in _secrets():
        key = _key("mark", secret)
        yield hmac.new(key, f"{source}:{event}".encode(), hashlib.sha256).hexdigest()


def digest(secret: str) -> str:
    """What is kept of the secret of a tablet."""
    return hmac.new(_key("kiosk", settings.SECRET_KEY), secret.encode(), hashlib.sha256).hexdigest()


def _box(secret: str) -> Any:
    """What enciphers links; loaded by whoever needs it, since no page at the start does."""
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(_key("link", secret))


def _secrets() -> list[str]:
    return [str(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(what: str, secret: str) -> bytes:
    return hashlib.sha512(f"danvan.ratings.{what}:{secret}".encode()).digest()
