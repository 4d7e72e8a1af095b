"""Fields that are signed with a key known to both sides: HMAC-SHA-256 over the fields, sorted by name."""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings

SIGNATURE = "signature"


def signed(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with their signature."""
    return {**fields, SIGNATURE: _mark(fields)}


def holds(fields: Mapping[str, str]) -> bool:
    """Whether the signature is that of these very fields."""
    told = {name: value for name, value in fields.items() if name != SIGNATURE}
    return hmac.compare_digest(_mark(told).encode(), fields.get(SIGNATURE, "").encode())


def _mark(fields: Mapping[str, str]) -> str:
    text = urlencode(sorted(fields.items()))
    return hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    """The key of the settings; without one, a key of this installation that is of use for nothing else."""
    given: str = settings.DANVAN_PAYMENTS["key"]
    return (given or f"danvan.onestop.payments|{settings.SECRET_KEY}").encode()
