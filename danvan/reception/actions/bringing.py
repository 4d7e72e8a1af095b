"""Turns of an old register are entered: many at once, counted on their own days, marked as brought in."""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from danvan.cases.models import Case
from danvan.figures import actions as figures
from danvan.figures.postings import in_event
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import TAKEN_OUT
from danvan.lib import bulk
from danvan.lib.text import fold
from danvan.people.models import Account
from danvan.reception.actions import turns
from danvan.reception.actions.turns import STREAM, Entry
from danvan.reception.models import Matter, Notice, NoticeState, Outcome, Turn, Visitor

VERB = "bring_in"
LOOKS = ("reveal", "print_record")  # events after which a turn is still as it was brought in


@dataclass(frozen=True)
class OldTurn:
    """A turn as its register tells of it: for each matter the day on which the answer was told, and its case."""

    row: int
    entry: Entry
    told_on: Sequence[date | None]
    cases: Sequence[Case | None]


@transaction.atomic
def bring_in(olds: Sequence[OldTurn], *, number: int, by: Account, on: date) -> list[Turn]:
    """Store the turns of an import with that number; some statements for all of them.

    A matter that still waits for its answer owes one, as any other; one that was answered later has its notice.
    """
    made = [turns.turn_of(old.entry) for old in olds]
    bulk.number(made)
    visitors = [_visitors(turn, old) for turn, old in zip(made, olds, strict=True)]
    matters = [_matters(turn, old) for turn, old in zip(made, olds, strict=True)]
    for parts in (visitors, matters):
        bulk.number([part for each in parts for part in each])
    notices = _notices(olds, matters, by)
    bulk.number([notice for each in notices for notice in each])
    entries = [
        _entry(old, turn, [*who, *told, *owed], told, number)
        for old, turn, who, told, owed in zip(olds, made, visitors, matters, notices, strict=True)
    ]
    figures.post(*journal.record_many(entries, stream=STREAM, verb=VERB, by=by, on=on))
    bulk.insert(made)
    kinds: tuple[list[list[Any]], ...] = (visitors, matters, notices)
    for rows in kinds:
        bulk.insert([part for each in rows for part in each])
    return made


@transaction.atomic
def take_out(taken: Iterable[int], *, number: int, by: Account, on: date) -> int:
    """Take the turns of an import out again: figures fall on their own days, rows go; how many went.

    Call it only for turns that `built_on` does not name. Their events stay, the last one tells that they are gone.
    """
    ids = list(Turn.objects.filter(pk__in=bulk.among(taken)).select_for_update().values_list("pk", flat=True))
    chains = Event.objects.filter(stream=STREAM, subject__in=bulk.among(ids))
    last = chains.values("subject").annotate(last=Max("number")).values_list("subject", "last")
    seals = chains.filter(pk__in=_ends(ids)).values_list("subject", "hash")
    numbers, hashes = dict(last), dict(seals)
    entries = [
        journal.Entry(
            event.subject, (numbers[event.subject], hashes[event.subject]), data=_undone(event, number)
        )
        for event in chains.filter(verb=VERB).only("subject", "data")
    ]
    figures.post(*journal.record_many(entries, stream=STREAM, verb=TAKEN_OUT, by=by, on=on))
    for table in (Notice, Matter, Visitor):
        bulk.delete(table._default_manager.filter(turn__in=bulk.among(ids)))
    bulk.delete(Turn.objects.filter(pk__in=bulk.among(ids)))
    return len(ids)


def built_on(brought: Iterable[int]) -> QuerySet[Event]:
    """What was done to turns after they were brought in, but for looks at a name."""
    later = Event.objects.filter(stream=STREAM, subject__in=bulk.among(brought))
    return later.exclude(verb__in=(VERB, *LOOKS)).order_by("pk")


def _ends(ids: Sequence[int]) -> QuerySet[Event, Any]:
    """The last event of each chain."""
    chains = Event.objects.filter(stream=STREAM, subject__in=bulk.among(ids))
    return chains.order_by("subject", "-number").distinct("subject").values("pk")


def _undone(event: Event, number: int) -> dict[str, Any]:
    facts = [posting.undone().as_list() for posting in in_event(event)]
    return {"import": number, "facts": facts, "rows": dict.fromkeys(event.data["rows"])}


def _visitors(turn: Turn, old: OldTurn) -> list[Visitor]:
    return [Visitor(turn=turn, folded=fold(caller.full_name), **vars(caller)) for caller in old.entry.callers]


def _matters(turn: Turn, old: OldTurn) -> list[Matter]:
    made = [turns.matter_of(turn, told) for told in old.entry.matters]
    for matter, case in zip(made, old.cases, strict=True):
        matter.petition_id = case.pk if case else None
    return made


def _notices(olds: Sequence[OldTurn], matters: Sequence[list[Matter]], by: Account) -> list[list[Notice]]:
    """For each turn what is owed, or was given; the rule and its day are worked out once for a day."""
    known: dict[date, list[Notice]] = {}
    found = []
    for old, told in zip(olds, matters, strict=True):
        own = []
        for matter, told_on in zip(told, old.told_on, strict=True):
            if matter.outcome != Outcome.PENDING:
                continue
            if old.entry.on not in known:
                known[old.entry.on] = turns.owed_of(matter)
            for notice in map(copy.copy, known[old.entry.on]):
                notice.turn_id, notice.matter_id = matter.turn_id, matter.pk
                if told_on:
                    notice.state, notice.issued_on, notice.issued_by = NoticeState.ISSUED.value, told_on, by
                own.append(notice)
        found.append(own)
    return found


def _entry(
    old: OldTurn, turn: Turn, parts: Sequence[Visitor | Matter | Notice], told: list[Matter], number: int
) -> journal.Entry:
    data = {
        "import": number,
        "row": old.row,
        "rows": prints.of([turn, *parts], turn.salt),
        "facts": [posting.as_list() for posting in turns.postings_of(turn, told)],
    }
    return journal.Entry(turn.pk, (0, ""), data=data)
