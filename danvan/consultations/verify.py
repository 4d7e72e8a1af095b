"""Consultations checked against the journal: drafts, groups, votes; whoever spoke; whoever is affected; tellings."""

from collections.abc import Iterator

from danvan.consultations.actions.ledger import AFFECTED, SALT, TELLINGS, VOICES
from danvan.consultations.models import (
    Affected,
    Audience,
    Ballot,
    Consultation,
    Draft,
    DraftFile,
    Group,
    Telling,
    Voice,
    Vote,
)
from danvan.consultations.workflow import STREAM
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row

OFFICE = (Consultation, Draft, DraftFile, Audience, Group, Vote, Ballot)


def consultations() -> Iterator[Lie]:
    """Each row of the office's own words that is not what was recorded, is gone, or that no event tells of."""
    yield from without_row(STREAM, Consultation)
    for stream, tables in ((STREAM, OFFICE), (TELLINGS, (Telling,))):
        events = Event.objects.filter(stream=stream).order_by("subject", "number")
        rows = [row for table in tables for row in table._default_manager.order_by("pk").iterator()]
        yield from prints.lies(prints.last_kept(events.iterator()), rows, SALT)


def persons() -> Iterator[Lie]:
    """The same of everybody who spoke, with her opinions and files, and of everybody affected; each in her own salt."""
    yield from without_row(VOICES, Voice)
    kept = _by_subject(VOICES)
    rows = Voice.objects.prefetch_related("opinions__files").order_by("pk")
    for voice in rows.iterator(chunk_size=500):
        opinions = list(voice.opinions.all())
        files = [file for each in opinions for file in each.files.all()]
        yield from prints.lies(kept.pop(voice.pk, {}), [voice, *opinions, *files], voice.salt)
    yield from without_row(AFFECTED, Affected)
    kept = _by_subject(AFFECTED)
    for person in Affected.objects.order_by("pk").iterator():
        yield from prints.lies(kept.pop(person.pk, {}), [person], person.salt)


def _by_subject(stream: str) -> dict[int, dict[str, str]]:
    """The last fingerprints of each chain of a stream."""
    chains: dict[int, list[Event]] = {}
    for event in Event.objects.filter(stream=stream).order_by("subject", "number").iterator():
        chains.setdefault(event.subject, []).append(event)
    return {subject: prints.last_kept(chain) for subject, chain in chains.items()}
