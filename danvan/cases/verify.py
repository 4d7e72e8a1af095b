"""The register checked against its journal: every stored byte of a case, and every file on the disk."""

import hashlib
from collections.abc import Iterator

from django.db.models import Model, Q

from danvan.cases.actions.files import path_of
from danvan.cases.actions.ledger import STREAM
from danvan.cases.kinds import all_kinds
from danvan.cases.models import Attachment, Case, Link
from danvan.cases.ties import MERGED
from danvan.journal import chains as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row

PARTS = ("deadlines", "parties", "replies", "attachments", "assignments", "concerns", "urgings", "awards")


def contents() -> Iterator[Lie]:
    """Each row of a case that is not what its events recorded, is gone, or was written by no event."""
    for cases, chains in _chunks():
        links: dict[int, list[Link]] = {case.pk: [] for case in cases}
        for link in Link.objects.filter(Q(later__in=cases) | Q(earlier__in=cases)):
            for end in {link.later_id, link.earlier_id} & links.keys():
                links[end].append(link)
        for case in cases:
            kept = prints.last_kept(chains[case.pk])
            rows = [case, *_parts(case), *links[case.pk]]
            yield from prints.lies(kept, rows, case.salt, of_what=f"case {case.pk}")
            for file in case.attachments.all():
                if not _bytes_are(file):
                    yield Lie(f"file {file.pk} of case {case.pk}", "its bytes are not those that were sent")


def states() -> Iterator[Lie]:
    """Each case that is gone, or whose status or place in the chain is not that of its last event."""
    yield from without_row(STREAM, Case)
    for cases, chains in _chunks():
        for case in cases:
            yield from _state_lies(case, chains[case.pk])


def ties() -> Iterator[Lie]:
    """Each merged letter that leads to no other, and each one that is tied as merged and stands for itself."""
    merged = Case.objects.filter(status=MERGED).values_list("pk", flat=True)
    tied = Link.objects.filter(why=Link.Why.DUPLICATE).values_list("later_id", "earlier_id")
    led: dict[int, list[int]] = {pk: [] for pk in merged}
    for later, earlier in tied:
        if later in led:
            led[later].append(earlier)
        else:
            yield Lie(f"case {later}", f"it is tied as merged into case {earlier}, and stands for itself")
    yield from (
        Lie(f"case {pk}", f"it is merged, and leads to {len(to)} letters")
        for pk, to in led.items()
        if len(to) != 1
    )


def _chunks() -> Iterator[tuple[list[Case], dict[int, list[Event]]]]:
    """Cases with their parts, some hundred at a time, and the chain of each."""
    own = {kind.own for kind in all_kinds().values()}
    for cases in journal.chunks(Case.objects.select_related(*own).prefetch_related(*PARTS)):
        yield cases, journal.of(STREAM, [case.pk for case in cases])


def _parts(case: Case) -> list[Model]:
    """The kind's own row, and all that hangs on the case."""
    own = [getattr(case, name, None) for name in {kind.own for kind in all_kinds().values()}]
    parts: list[Model] = [row for row in own if row]
    parts += [hung for row in parts for hung in (row.hung() if hasattr(row, "hung") else ())]
    return parts + [row for name in PARTS for row in getattr(case, name).all()]


def _bytes_are(file: Attachment) -> bool:
    path = path_of(file)
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256


def _state_lies(case: Case, chain: list[Event]) -> Iterator[Lie]:
    row = f"case {case.pk}"
    if not chain:
        yield Lie(row, "no event tells how it came in")
        return
    last = chain[-1]
    if (case.version, case.last_hash) != (last.number, last.hash):
        yield Lie(row, f"it stands at event {case.version}, its chain ends with {last.number}")
    kind = all_kinds().get(case.kind)
    if case.status != last.new or kind is None or case.phase != kind.status(last.new).phase:
        yield Lie(row, f"it says '{case.status}', its last event '{last.new}'")
