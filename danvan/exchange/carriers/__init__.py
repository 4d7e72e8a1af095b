"""What carries packages out of the house: one small class for each way, named in the settings.

The interface of the national database is not public. Until it is, packages are laid down as files that somebody takes
there; the carrier over HTTP speaks our own documented form, for whoever stands between (a province's hub).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from danvan.exchange.fields import ANSWER_FORMAT

_NAMES = re.compile(r"[A-Z0-9/-]{1,80}")
MOST_VERSIONS = 2**31


@dataclass(frozen=True)
class Answer:
    """What became of one item: its name (“DV-12”, “KY-ANH/2026-10”), its version, accepted or why not."""

    id: str
    version: int
    accepted: bool
    reason: str = ""


class Carrier(Protocol):
    """A way out."""

    def send(self, package: dict[str, Any]) -> Sequence[Answer]:
        """Hand the package over; the answers that came at once, if any.

        Raises NotTaken when it knows that nothing went out; Unclear, or any other error, when nobody knows: the same
        versions are sent again, and whoever receives them keeps each version once.
        """

    def answers(self) -> Iterable[Answer]:
        """Answers that came since, each told once."""


class NotTaken(Exception):
    """The package did not go out; the message says why, without anything of what stands in it."""


class Unclear(Exception):
    """Nobody knows whether the package arrived; the message says what was seen last."""


class Unreadable(ValueError):
    """An answer that is not in the documented form."""


def current() -> Carrier:
    """The carrier that the settings name."""
    return _made(settings.DANVAN_EXCHANGE_CARRIER)


@cache
def _made(path: str) -> Carrier:
    made: Carrier = import_string(path)()
    return made


def read_answers(told: Any) -> list[Answer]:
    """The answers in a document of ANSWER_FORMAT; raises Unreadable."""
    try:
        if told["format"] != ANSWER_FORMAT:
            raise Unreadable(f"format {told['format']!r}")
        return [
            Answer(
                _name(row["id"]),
                _version(row["version"]),
                row["result"] == "accepted",
                str(row.get("reason", ""))[:300],
            )
            for row in told["answers"]
        ]
    except (KeyError, TypeError, AttributeError) as why:
        raise Unreadable(str(why)) from why


def _name(told: Any) -> str:
    """A name that an item may have: what the database would choke on is no answer to anything."""
    if not _NAMES.fullmatch(str(told)):
        raise Unreadable("id")
    return str(told)


def _version(told: Any) -> int:
    try:
        found = int(told)
    except (ValueError, OverflowError) as why:
        raise Unreadable("version") from why
    if not 0 < found < MOST_VERSIONS:
        raise Unreadable("version")
    return found
