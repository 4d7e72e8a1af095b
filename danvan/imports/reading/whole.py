"""A file understood as a whole: what would become entries, what would not, and what a page shows of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan.imports.reading import letters, tables, turns
from danvan.imports.reading.letters import Letter
from danvan.imports.reading.tables import Line, Table
from danvan.imports.reading.turns import TurnRead
from danvan.imports.workflow import Register
from danvan.lib.text import initials

MOST_PROBLEMS, MOST_SHOWN = 500, 10
ReadEntry = TurnRead | Letter


@dataclass
class Whole:
    """The entries of a file, and the lines that are none: kept for what is wrong with them, or aside."""

    table: Table
    entries: list[ReadEntry]
    kept: list[Line]
    aside: list[Line]

    @property
    def problems(self) -> list[list[Any]]:
        """What is not understood: sheet, row, column, why, what stands there."""
        return [[line.sheet, line.row, *problem.as_list()] for line in self.kept for problem in line.problems]

    def as_seen(self) -> dict[str, Any]:
        """What a page shows of it, kept with the import; names as initials."""
        problems, days = self.problems, sorted(map(day_of, self.entries))
        return {
            "headings": list(self.table.head.headings),
            "heading_row": self.table.head.first,
            "sheets": self.table.sheets,
            "unread": self.table.unread,
            "alphabets": sorted(self.table.alphabets - {"unicode"}),
            "entries": len(self.entries),
            "letters": sum(1 for _letter in letters_of(self.entries)),
            "statuses": sorted(Counter(map(_stands, letters_of(self.entries))).items()),
            "kept": len(self.kept),
            "aside": [[line.sheet, line.row, line.aside] for line in self.aside[:MOST_PROBLEMS]],
            "problems": problems[:MOST_PROBLEMS],
            "problem_count": len(problems),
            "first": days[0].isoformat() if days else "",
            "last": days[-1].isoformat() if days else "",
            "rows": [_shown(entry) for entry in self.entries[:MOST_SHOWN]],
        }


def understand(
    content: bytes,
    register: Register,
    *,
    columns: Mapping[int, str] | None = None,
    heading_row: int | None = None,
) -> Whole:
    """Read a file and understand its rows. Raises Unreadable for a file that is no register."""
    table = tables.read(content, register, columns=columns, heading_row=heading_row)
    read = turns.read if register == Register.RECEPTION else letters.read
    entries: list[ReadEntry] = []
    kept: list[Line] = []
    for found in read(table.lines):
        if isinstance(found, list):
            kept += found
        else:
            entries.append(found)
    return Whole(table, entries, kept, [line for line in table.lines if line.aside])


def day_of(entry: ReadEntry) -> date:
    """The day of the reception, or of the receipt."""
    return entry.on if isinstance(entry, TurnRead) else entry.old.received_on


def letters_of(entries: list[ReadEntry]) -> Iterator[Letter]:
    """Every letter, also those that came of a matter at a reception."""
    for entry in entries:
        if isinstance(entry, Letter):
            yield entry
        else:
            yield from (matter.letter for matter in entry.matters if matter.letter)


def lines_of(entry: ReadEntry) -> list[Line]:
    """The lines on which an entry stands."""
    return entry.lines if isinstance(entry, TurnRead) else [entry.line]


def _stands(letter: Letter) -> tuple[str, str]:
    """The kind of a letter and its status."""
    return letter.old.kind, letter.status


def _shown(entry: ReadEntry) -> dict[str, Any]:
    """An entry as the preview shows it."""
    if isinstance(entry, TurnRead):
        first = entry.matters[0]
        return {
            "row": entry.lines[0].row,
            "on": entry.on.isoformat(),
            "who": ", ".join(initials(one.full_name) for one in entry.people),
            "persons": entry.persons,
            "about": first.told.summary[:90],
            "kind": first.told.kind,
            "outcome": first.told.outcome,
            "matters": len(entry.matters),
            "letter": _stands(first.letter) if first.letter else "",
        }
    old = entry.old
    return {
        "row": entry.line.row,
        "on": old.received_on.isoformat(),
        "who": ", ".join(initials(person.full_name) for person in old.persons),
        "persons": old.people,
        "about": old.subject[:90],
        "kind": old.kind,
        "outcome": "",
        "matters": 1,
        "letter": _stands(entry),
    }
