"""An old register is brought in: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.cases.models import Case
from danvan.imports import policies, queries
from danvan.imports.actions import ledger
from danvan.imports.actions.preparing import check_may_go_in, understood
from danvan.imports.errors import Refused
from danvan.imports.models import Import, Line, Upload
from danvan.imports.reading import tables
from danvan.imports.reading.letters import Letter
from danvan.imports.reading.turns import TurnRead
from danvan.imports.reading.whole import ReadEntry, Whole, day_of, lines_of
from danvan.imports.workflow import Fate, State
from danvan.lib import bulk
from danvan.lib.text import fold
from danvan.people.models import Account
from danvan.petitions import actions as petitions
from danvan.reception import actions as reception
from danvan.reception.actions import Entry, OldTurn
from danvan.reception.models import Turn

CHUNK = 2500
Tell = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Tells nobody."""


@dataclass
class _Work:
    """An import under way: whoever does it, what was read, the lines so far."""

    found: Import
    by: Account
    on: date
    hash: ledger.Hash = field(default_factory=ledger.Hash)
    officers: dict[str, Account] = field(default_factory=dict)


@transaction.atomic
def bring_in(
    found: Import,
    *,
    by: Account,
    on: date,
    leaves_out: bool | None = None,
    tell: Tell = _silent,
    whole: Whole | None = None,
) -> Import:
    """Bring a register in (nhập sổ cũ): its rows become turns and cases, marked with the number of the import.

    `leaves_out` says whether rows that are not understood are kept and listed; None takes what was chosen when it was
    queued. `tell` hears how many entries are done, of how many; `whole` is what was read of its file, if at hand. Rows
    that are in already are not doubled. Raises Refused, and nothing is in.
    """
    locked = ledger.lock(found, State.READ, State.QUEUED)
    policies.check_can_bring_in(by, locked.unit, on=on)
    old, locked.leaves_out = locked.state, locked.leaves_out if leaves_out is None else leaves_out
    check_may_go_in(locked, locked.leaves_out)
    with bulk.collector_off():
        whole = whole or understood(locked)
        work = _Work(locked, by, on, officers=queries.officers_by_name(locked.unit, on))
        fresh, again = _parted(locked, whole)
        try:
            _write(work, fresh, tell)
        except IntegrityError as why:
            raise Refused(_("Có người vừa nhập cùng sổ này; xin xem lại danh sách các lần nhập.")) from why
        _append(work, _kept(whole, again))
    locked.kept, locked.again = len(whole.kept), len(again)
    locked.lines_hash, locked.state, locked.why = work.hash.hex(), State.DONE.value, ""
    locked.save()
    Upload.objects.filter(of=locked).delete()
    more = {"turns": locked.turns, "cases": locked.cases, "kept": locked.kept, "again": locked.again}
    ledger.record(locked, "bring_in", by=by, on=on, old=old, more=more)
    return locked


def _parted(found: Import, whole: Whole) -> tuple[list[tuple[str, ReadEntry]], list[tuple[str, ReadEntry]]]:
    """The entries with their keys: new ones, and those that the unit's register has already."""
    days = [day_of(entry) for entry in whole.entries]
    known = queries.keys_in(found.unit, found.register)
    here = queries.written_here(found.unit, found.register, min(days), max(days))
    fresh: list[tuple[str, ReadEntry]] = []
    again: list[tuple[str, ReadEntry]] = []
    for entry in whole.entries:
        key = entry.key(found.unit.key)
        doubled = key in known or not here.isdisjoint(_marks(entry))
        (again if doubled else fresh).append((key, entry))
        known.add(key)
    return fresh, again


def _marks(entry: ReadEntry) -> Iterator[queries.Mark]:
    """By what an entry would be known if somebody had written it here."""
    if isinstance(entry, TurnRead):
        words, names = fold(entry.matters[0].told.summary), [one.full_name for one in entry.people]
    else:
        words = fold(f"{entry.old.subject} {entry.old.body}")
        names = [person.full_name for person in entry.old.persons]
    return ((day_of(entry), words, fold(name)) for name in names)


def _write(work: _Work, fresh: Sequence[tuple[str, ReadEntry]], tell: Tell) -> None:
    """Portion after portion, in one transaction."""
    tell(0, len(fresh))
    for start in range(0, len(fresh), CHUNK):
        portion = fresh[start : start + CHUNK]
        turns = [(key, entry) for key, entry in portion if isinstance(entry, TurnRead)]
        letters = [(key, entry) for key, entry in portion if isinstance(entry, Letter)]
        with transaction.atomic(savepoint=False):
            _turns(work, turns)
            _letters(work, letters)
        tell(min(start + CHUNK, len(fresh)), len(fresh))


def _turns(work: _Work, turns: Sequence[tuple[str, TurnRead]]) -> None:
    if not turns:
        return
    letters = [matter.letter for _key, entry in turns for matter in entry.matters if matter.letter]
    opened = iter(_cases(work, letters))
    cases = [[next(opened) if m.letter else None for m in entry.matters] for _key, entry in turns]
    olds = [
        OldTurn(entry.lines[0].row, _entry(work, entry), [matter.told_on for matter in entry.matters], own)
        for (_key, entry), own in zip(turns, cases, strict=True)
    ]
    made = reception.bring_in(olds, number=work.found.pk, by=work.by, on=work.on)
    work.found.turns += len(made)
    _append(
        work,
        (
            _row(work, line, Fate.IN, key=key if not n else "", turn=turn, case=own[n])
            for (key, entry), turn, own in zip(turns, made, cases, strict=True)
            for n, line in enumerate(entry.lines)
        ),
    )


def _letters(work: _Work, letters: Sequence[tuple[str, Letter]]) -> None:
    if letters:
        made = _cases(work, [letter for _key, letter in letters])
        rows = zip(letters, made, strict=True)
        _append(work, (_row(work, letter.line, Fate.IN, key=key, case=case) for (key, letter), case in rows))


def _cases(work: _Work, letters: Sequence[Letter]) -> list[Case]:
    if not letters:
        return []
    olds = [letter.old for letter in letters]
    made = petitions.bring_in(olds, unit=work.found.unit, number=work.found.pk, by=work.by, on=work.on)
    work.found.cases += len(made)
    return made


def _entry(work: _Work, turn: TurnRead) -> Entry:
    return Entry(
        unit=work.found.unit,
        on=turn.on,
        callers=turn.callers,
        matters=[matter.told for matter in turn.matters],
        persons=turn.persons,
        by=work.by,
        received_by=work.officers.get(fold(turn.officer)),
        note=turn.note,
        brought=turn.brought,
    )


def _kept(whole: Whole, again: Sequence[tuple[str, ReadEntry]]) -> Iterator[dict[str, Any]]:
    """The lines that were not brought in, whole."""
    for line in whole.kept:
        problems = [problem.as_list() for problem in line.problems]
        yield {"line": line, "fate": Fate.KEPT, "problems": problems}
    for line in whole.aside:
        yield {"line": line, "fate": Fate.ASIDE, "problems": [["", line.aside, ""]]}
    for _key, entry in again:
        yield from ({"line": line, "fate": Fate.AGAIN} for line in lines_of(entry))


def _row(
    work: _Work,
    line: tables.Line,
    fate: Fate,
    *,
    key: str = "",
    turn: Turn | None = None,
    case: Case | None = None,
    problems: Sequence[Any] = (),
) -> list[Any]:
    """A line as it is stored: the values of ledger.COLUMNS; whole only where it was not brought in."""
    cells = [] if fate == Fate.IN else line.raw
    subjects = [turn.pk if turn else None, case.pk if case else None]
    return [work.found.pk, line.sheet[:60], line.row, fate.value, key, *subjects, cells, list(problems)]


def _append(work: _Work, lines: Iterable[list[Any] | dict[str, Any]]) -> None:
    """Store lines, and take them into the hash."""
    rows = [_row(work, **line) if isinstance(line, dict) else line for line in lines]
    work.hash.add(rows)
    bulk.append(Line, ledger.COLUMNS, ([*row[:-2], *map(bulk.as_json, row[-2:])] for row in rows))
