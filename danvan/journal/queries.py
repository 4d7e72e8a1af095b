"""Reads of the journal: the chain of one subject, and the proof that an event is under a seal."""

from dataclasses import dataclass

from django.db.models import QuerySet

from danvan.journal.models import Event, Seal
from danvan.lib import merkle


@dataclass(frozen=True)
class Proof:
    """What anyone needs to check that an event is in the register: its hash, the path, the sealed root."""

    event_hash: str
    seal: Seal
    path: list[tuple[str, str]]


def events_of(stream: str, subject: int) -> QuerySet[Event]:
    """The chain of a subject, oldest first, with the names of the officers."""
    return Event.objects.filter(stream=stream, subject=subject).select_related("actor").order_by("number")


def proof_of(event: Event) -> Proof | None:
    """The proof for an event, or None while its day is not sealed yet."""
    seal = Seal.objects.filter(last_event__gte=event.pk).order_by("number").first()
    if seal is None:
        return None
    rows = list(
        Event.objects.filter(pk__gt=seal.after_event, pk__lte=seal.last_event)
        .order_by("pk")
        .values_list("pk", "hash")
    )
    index = next(i for i, (pk, _) in enumerate(rows) if pk == event.pk)
    return Proof(event.hash, seal, merkle.proof([bytes.fromhex(h) for _, h in rows], index))
