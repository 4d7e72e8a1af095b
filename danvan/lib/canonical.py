"""One byte form for one meaning, so that a hash made today can be checked in twenty years."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8; days as ISO, moments as UTC with microseconds."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    ).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
