"""Words that go when their term of keeping is over, while the chain stays (hủy nội dung): docs/adr/0022.

The hash of an event stays as it was written, so that chain and seals hold. What the event still says afterwards is
named, by its digest, in the event of destruction that follows it in the same chain: the check believes a changed event
only there. The fingerprints in it go with its words: without them nobody can try words against the hash.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from danvan.journal.models import Event
from danvan.lib.canonical import digest

VERB = "destroy"
REDACTED = "redacted"
# What stays of the data of a step: its figures, its clocks, and what tells where the thing stood before; of what an old
# register told, the steps with their days and what the answer gave.
KEPT = ("facts", "clock", "clocks", "corrects", "steps", "outcome")
KEPT_OF_UNDO = ("unit", "status")
Place = tuple[str, int, int]
"""Stream, subject and number of an event."""


def remaining(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of an event's data: no word of anybody, no fingerprint."""
    kept = {name: data[name] for name in KEPT if name in data}
    if "undo" in data:
        kept["undo"] = {name: data["undo"][name] for name in KEPT_OF_UNDO if name in data["undo"]}
    return kept


def erase_words(row: Any) -> Any:
    """Save a row that stays without its words: its model names them in `words`. The row itself, for convenience."""
    for name in row.words:
        setattr(row, name, "")
    row.save()
    return row


def blank(chain: Iterable[Event]) -> list[Event]:
    """The events as they will stand, not saved: without their words. Their hashes stay those of what was written."""
    events = [event for event in chain if event.verb != VERB]
    for event in events:
        event.text, event.data = "", remaining(event.data)
    return events


def marks(blanked: Sequence[Event]) -> dict[str, str]:
    """What an event of destruction keeps under `redacted`: for each number the digest of what still stands there."""
    return {str(event.number): digest(event.content()) for event in blanked}


def told() -> dict[Place, str]:
    """Every event that an event of destruction names, with the digest of what must stand there."""
    found: dict[Place, str] = {}
    for event in Event.objects.filter(verb=VERB).order_by("pk").iterator(chunk_size=500):
        for number, mark in event.data.get(REDACTED, {}).items():
            if int(number) < event.number:
                found[event.stream, event.subject, int(number)] = mark
    return found
