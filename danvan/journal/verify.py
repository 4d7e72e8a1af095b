"""The journal checked from its first row: every hash, every number, every seal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef

from danvan.journal import redaction
from danvan.journal.models import Event, Seal
from danvan.lib import merkle
from danvan.lib.canonical import digest

# The last event of what was brought in by mistake: its rows are gone, and that is on record.
TAKEN_OUT = "take_out"


@dataclass(frozen=True)
class Lie:
    """A row that does not say what was recorded: which row, and what is wrong with it, in a sentence."""

    row: str
    reason: str


def events() -> Iterator[Lie]:
    """Each event whose content no longer gives its hash, or that does not follow the one before.

    Of one whose words were destroyed, each that does not say what its event of destruction left standing.
    """
    previous: Event | None = None
    redacted = redaction.told()
    chain = Event.objects.order_by("stream", "subject", "number").defer("actor")
    for event in chain.iterator(chunk_size=2000):
        row = f"journal event {event.pk} ({event})"
        same = previous and (previous.stream, previous.subject) == (event.stream, event.subject)
        number, hash_before = (previous.number + 1, previous.hash) if same and previous else (1, "")
        if event.number != number:
            yield Lie(
                row, f"number {event.number} stands where {number} belongs: an event is missing before it"
            )
        elif event.previous != hash_before:
            yield Lie(row, "it does not follow the event before it")
        if reason := _changed(event, redacted.get((event.stream, event.subject, event.number))):
            yield Lie(row, reason)
        previous = event


def _changed(event: Event, mark: str | None) -> str:
    """What is wrong with the content of an event; `mark` is what an event of destruction left of it."""
    if mark is None:
        return "its content is not what was recorded" if event.expected_hash() != event.hash else ""
    return "its content is not what its destruction left" if digest(event.content()) != mark else ""


def without_row(stream: str, table: type[Model]) -> Iterator[Lie]:
    """Each subject of a stream whose row is gone from its table, parts and all, and was not taken out on record."""
    row = table._default_manager.filter(pk=OuterRef("subject"))
    out = Event.objects.filter(stream=stream, subject=OuterRef("subject"), verb=TAKEN_OUT)
    first = Event.objects.filter(~Exists(row), ~Exists(out), stream=stream, number=1)
    for subject in first.values_list("subject", flat=True):
        yield Lie(f"{stream} {subject}", "its events are here, the row is gone")


def seals() -> Iterator[Lie]:
    """Each seal that does not follow the one before or whose root the events no longer give."""
    before: Seal | None = None
    for seal in Seal.objects.order_by("number"):
        row = f"journal seal {seal.number} of {seal.day}"
        expected = (before.number + 1, before.hash, before.last_event) if before else (1, "", 0)
        if (seal.number, seal.previous, seal.after_event) != expected:
            yield Lie(row, "it does not follow the seal before it")
        if seal.expected_hash() != seal.hash:
            yield Lie(row, "its content is not what was sealed")
        hashes = Event.objects.filter(pk__gt=seal.after_event, pk__lte=seal.last_event).order_by("pk")
        if _root(hashes.values_list("hash", flat=True), seal.count) != seal.root:
            yield Lie(row, "the events under it are not those that were sealed")
        before = seal


def _root(hashes: Iterable[str], count: int) -> str | None:
    """The root over so many hashes; None where they are not as many, or one is no hash at all."""
    try:
        leaves = [bytes.fromhex(each) for each in hashes]
    except ValueError:
        return None
    return merkle.root(leaves).hex() if len(leaves) == count else None
