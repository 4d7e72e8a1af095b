"""The register checked against its journal: letters, people, replies, files, states, clocks."""

import hashlib
from collections.abc import Iterator
from typing import Any

from danvan.cases.actions.files import path_of
from danvan.cases.actions.ledger import STREAM
from danvan.cases.models import Attachment, Case, Party, Reply
from danvan.journal.models import Event
from danvan.journal.verify import Lie

CHUNK = 500


def contents() -> Iterator[Lie]:
    """Each letter, person, answer or file that is not what its event recorded."""
    for cases, events in _chunks():
        parties = {p.pk: p for p in Party.objects.filter(case__in=cases)}
        replies = {r.pk: r for r in Reply.objects.filter(case__in=cases)}
        files = {f.pk: f for f in Attachment.objects.filter(case__in=cases)}
        by_pk = {case.pk: case for case in cases}
        for event in events:
            yield from _content_lies(event, by_pk[event.subject], parties, replies, files)


def states() -> Iterator[Lie]:
    """Each case whose status, place in the chain or clocks are not those that its events left."""
    for cases, events in _chunks():
        chains: dict[int, list[Event]] = {case.pk: [] for case in cases}
        for event in events:
            chains[event.subject].append(event)
        for case in cases:
            yield from _state_lies(case, chains[case.pk])


def _chunks() -> Iterator[tuple[list[Case], list[Event]]]:
    last = 0
    while True:
        cases = list(Case.objects.filter(pk__gt=last).order_by("pk").prefetch_related("deadlines")[:CHUNK])
        if not cases:
            return
        last = cases[-1].pk
        events = Event.objects.filter(stream=STREAM, subject__in=[case.pk for case in cases])
        yield cases, list(events.order_by("subject", "number"))


def _content_lies(
    event: Event,
    case: Case,
    parties: dict[int, Party],
    replies: dict[int, Reply],
    files: dict[int, Attachment],
) -> Iterator[Lie]:
    data = event.data
    if "content" in data and case.content_digest() != data["content"]:
        yield Lie(f"case {case.pk}", "the letter is not the one that was received")
    for key, kept in data.get("parties", {}).items():
        party = parties.get(int(key))
        if party and party.content_digest() != kept:
            yield Lie(f"party {key} of case {case.pk}", "the person's data is not what was given")
    if "reply" in data:
        reply = replies.get(data["reply"]["id"])
        if reply is None or reply.content_digest() != data["reply"]["digest"]:
            yield Lie(
                f"reply {data['reply']['id']} of case {case.pk}", "the answer is not the one that was given"
            )
    for key, sha256 in data.get("files", {}).items():
        if not _file_is(files.get(int(key)), sha256):
            yield Lie(f"file {key} of case {case.pk}", "the file is not the one that was sent")


def _file_is(file: Attachment | None, sha256: str) -> bool:
    if file is None or file.sha256 != sha256 or not path_of(file).exists():
        return False
    return hashlib.sha256(path_of(file).read_bytes()).hexdigest() == sha256


def _state_lies(case: Case, chain: list[Event]) -> Iterator[Lie]:
    row = f"case {case.pk}"
    if not chain:
        yield Lie(row, "no event tells how it came in")
        return
    last = chain[-1]
    if (case.version, case.last_hash) != (last.number, last.hash):
        yield Lie(row, f"it stands at event {case.version}, its chain ends with {last.number}")
    if case.status != last.new or case.phase != case.state.phase:
        yield Lie(row, f"it says '{case.status}', its last event '{last.new}'")
    kept: dict[str, Any] = {}
    for event in chain:
        kept.update(event.data.get("clocks", {}))
    for deadline in case.deadlines.all():
        last_kept = kept.get(deadline.purpose)
        if deadline.state in ("running", "suspended") and deadline.summary() != last_kept:
            yield Lie(f"deadline {deadline.pk} of case {case.pk}", "its day is not the one that was recorded")
