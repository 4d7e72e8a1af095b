"""The number under which a form of the desk is entered: one form sent twice is one entry, a changed one is another."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from danvan.lib.canonical import digest
from danvan.people.models import Account

# What a form carries beside the content: neither makes another letter or turn of the same words.
NOT_CONTENT = ("submission", "looked")


def number(shown: UUID | None, officer: Account, *parts: Mapping[str, Any]) -> UUID | None:
    """The number of what was typed into the form that was shown under `shown`; None for a form without one.

    Made of the officer and of every part of the content, files by their SHA-256: the same form sent again finds
    its entry, one that was changed after going back is entered anew, and nobody finds another's entry by its number.
    """
    return uuid5(shown, digest([officer.pk, *map(_content, parts)])) if shown else None


def _content(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in part.items() if name not in NOT_CONTENT}


def _plain(value: Any) -> Any:
    """Files as the digests of their bytes; anything else as it is."""
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
