"""How an import is shown: what was read, the first rows, what is not understood, by row and cell in words."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan.cases import kinds
from danvan.imports.models import Import, Line
from danvan.imports.reading.errors import said
from danvan.imports.workflow import ASIDE, FATES, REGISTERS, STATES, Fate, Register, State, column
from danvan.reception.words import KINDS, OUTCOMES

ALPHABETS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "windows-1258": "Windows-1258"}
BADGES = {
    State.READ: "",
    State.QUEUED: "work",
    State.DONE: "done",
    State.UNDONE: "stop",
    State.DROPPED: "stop",
}


def named(found: Import) -> dict[str, Any]:
    """The register and the state in words, with the kind of its badge."""
    state = State(found.state)
    return {"register": REGISTERS[Register(found.register)], "state": STATES[state], "badge": BADGES[state]}


COVERED = "•••"
_LIKE_A_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}([/.\-]\d{1,4})?", re.ASCII)
"""What is shown to whoever reads no letters. Not which column it is said to be: that can be said wrongly, of names."""


def seen(found: Import, *, reads: bool) -> dict[str, Any]:
    """What was read, in words; what stood in the file about people only for whoever reads the unit's letters."""
    told = found.seen if reads else _covered(found.seen)
    return {
        "alphabets": ", ".join(ALPHABETS[name] for name in told["alphabets"]),
        "first": date.fromisoformat(told["first"]) if told["first"] else None,
        "last": date.fromisoformat(told["last"]) if told["last"] else None,
        "statuses": [(_stands(kind, status), n) for (kind, status), n in told["statuses"]],
        "rows": [_row(row) for row in told["rows"]],
        "problems": [_problem(found.register, *row) for row in told["problems"]],
        "more": told["problem_count"] - len(told["problems"]),
        "aside": ", ".join(place(sheet, row) for sheet, row, _why in told["aside"]),
    }


def _covered(told: dict[str, Any]) -> dict[str, Any]:
    """The same without names and words."""
    rows = [{**row, "who": COVERED, "about": COVERED} for row in told["rows"]]
    return {**told, "rows": rows, "problems": [_without_value(*problem) for problem in told["problems"]]}


def _without_value(sheet: str, row: int, name: str, why: str, value: str) -> list[Any]:
    return [sheet, row, name, why, _cover(value)]


def _cover(value: str) -> str:
    return value if not value or _LIKE_A_DAY.fullmatch(value) else COVERED


def place(sheet: str, row: int) -> str:
    """A row of the file, with its sheet where there are several."""
    if sheet:
        return _("%(sheet)s, dòng %(row)s") % {"sheet": sheet, "row": row}
    return _("dòng %(row)s") % {"row": row}


def _problem(register: str, sheet: str, row: int, name: str, why: str, value: str) -> tuple[str, str]:
    return place(sheet, row), said(column(register, name).label, why, value)


def _stands(kind: str, status: str) -> str:
    return f"{kinds.get(kind).label}: {kinds.get(kind).status(status).label}"


def _row(row: dict[str, Any]) -> dict[str, Any]:
    outcome = OUTCOMES[row["outcome"]] if row["outcome"] else ""
    becomes = kinds.get(row["letter"][0]).status(row["letter"][1]).label if row["letter"] else outcome
    return {**row, "on": date.fromisoformat(row["on"]), "kind": KINDS[row["kind"]], "becomes": becomes}


def lines(found: Import, rows: Iterable[Line], *, reads: bool = True) -> list[tuple[str, str, str]]:
    """Rows that were not brought in: where, what became of each, why; names as `seen` has them."""
    return [
        (place(row.sheet, row.row), str(FATES[Fate(row.fate)]), _why(found.register, row, reads))
        for row in rows
    ]


def _why(register: str, row: Line, reads: bool) -> str:
    if row.fate != Fate.KEPT:
        return str(ASIDE[row.problems[0][1]]) if row.problems else ""
    return "; ".join(
        said(column(register, name).label, why, value if reads else _cover(value))
        for name, why, value in row.problems
    )
