"""Emulation checked against the journal: exemplars with all that hangs on them, criteria and movements, nominations."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from danvan.emulation.actions.ledger import SALT
from danvan.emulation.models import (
    Ballot,
    CriteriaSet,
    Criterion,
    Exemplar,
    Holder,
    Movement,
    Nomination,
    Photo,
    Result,
    Reviewer,
    Score,
    Sheet,
    Sitting,
)
from danvan.emulation.workflow import (
    CRITERIA,
    HELD,
    LIFE,
    MOVEMENT_STREAM,
    NOMINATION,
    RUNNING,
    SITTING_STREAM,
    Stage,
)
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row

CHUNK = 500
_BESIDE: tuple[tuple[type[Model], str], ...] = (
    (Holder, "exemplar"),
    (Sheet, "exemplar"),
    (Score, "sheet__exemplar"),
    (Reviewer, "exemplar"),
    (Ballot, "exemplar"),
    (Photo, "exemplar"),
    (Result, "exemplar"),
)


def exemplars() -> Iterator[Lie]:
    """Each exemplar, or row of one, that is not what was recorded; and each whose state its papers do not bear out."""
    yield from without_row(LIFE.stream, Exemplar)
    last = 0
    while rows := list(Exemplar.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from _chunk(rows)
        last = rows[-1].pk


def _chunk(rows: list[Exemplar]) -> Iterator[Lie]:
    numbers = [row.pk for row in rows]
    chains: dict[int, list[Event]] = {}
    for event in Event.objects.filter(stream=LIFE.stream, subject__in=numbers).order_by("subject", "number"):
        chains.setdefault(event.subject, []).append(event)
    beside: dict[int, list[Any]] = {}
    for table, path in _BESIDE:
        for row in table._default_manager.filter(**{f"{path}__in": numbers}).select_related(
            path.split("__")[0]
        ):
            owner = row.sheet.exemplar_id if path.startswith("sheet") else row.exemplar_id  # type: ignore[attr-defined]
            beside.setdefault(owner, []).append(row)
    for row in rows:
        chain, mine = chains.get(row.pk, []), beside.get(row.pk, [])
        yield from prints.lies(prints.last_kept(chain), [row, *mine], row.salt, of_what=f"exemplar {row.pk}")
        for reason in _state(row, chain, mine):
            yield Lie(f"exemplar {row.pk}", reason)


def _state(row: Exemplar, chain: list[Event], mine: list[Any]) -> Iterator[str]:
    if chain and chain[-1].new != row.status:
        yield "its status is not that of its last event"
    checked = any(isinstance(each, Sheet) and each.stage == Stage.CHECK for each in mine)
    if row.status in HELD and not checked:
        yield "it is recognised, and no team has scored it"
    if row.status in HELD and not any(isinstance(each, Ballot) and each.passed for each in mine):
        yield "it is recognised, and no council let it pass"
    if row.status in RUNNING and row.ended_on is not None:
        yield "it is in hand, and has ended"


def offices() -> Iterator[Lie]:
    """The same of criteria, movements and meetings of councils."""
    for stream, tables in (
        (CRITERIA.stream, (CriteriaSet, Criterion)),
        (MOVEMENT_STREAM, (Movement,)),
        (SITTING_STREAM, (Sitting,)),
    ):
        yield from without_row(stream, tables[0])
        events = Event.objects.filter(stream=stream).order_by("subject", "number")
        rows = [row for table in tables for row in table._default_manager.order_by("pk").iterator()]
        yield from prints.lies(prints.last_kept(events.iterator()), rows, SALT)


def nominations() -> Iterator[Lie]:
    """The same of nominations; each has a salt of its own."""
    yield from without_row(NOMINATION.stream, Nomination)
    events = Event.objects.filter(stream=NOMINATION.stream).order_by("subject", "number")
    kept = prints.last_kept(events.iterator())
    for row in Nomination.objects.order_by("pk").iterator(chunk_size=CHUNK):
        name = prints.name_of(row)
        yield from prints.lies({name: kept[name]} if name in kept else {}, [row], row.salt)
