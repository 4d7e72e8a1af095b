"""The events of an import, each with a fingerprint of its row; and the one hash over its lines."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import OperationalError
from psycopg.errors import LockNotAvailable

from danvan.imports.errors import Refused
from danvan.imports.models import Import
from danvan.imports.workflow import STATES, State
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.lib.canonical import canonical
from danvan.people.models import Account

STREAM = "import"
COLUMNS = ("of_id", "sheet", "row", "fate", "key", "turn_id", "case_id", "cells", "problems")
"""The columns of a line as it is stored and hashed."""


def record(
    found: Import,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    old: str = "",
    more: dict[str, Any] | None = None,
) -> Event:
    """Write down what was done with an import, after its row was saved."""
    data = {**(more or {}), "rows": prints.of([found], found.salt)}
    return journal.record(
        stream=STREAM, subject=found.pk, verb=verb, by=by, on=on, old=old, new=found.state, data=data
    )


def lock(found: Import, *states: State, waits: bool = True) -> Import:
    """The import, held. Raises Refused unless it stands in one of these states.

    `waits`: for whoever holds it; without, Refused says that it is being brought in.
    """
    rows = Import.objects.select_for_update(of=("self",), nowait=not waits).select_related("unit")
    try:
        locked = rows.get(pk=found.pk)
    except OperationalError as why:
        if isinstance(why.__cause__, LockNotAvailable):
            raise Refused(f"{STATES[State.QUEUED]}.") from why
        raise
    if locked.state not in states:
        raise Refused(_stands(locked))
    return locked


def _stands(found: Import) -> str:
    return f"{STATES[State(found.state)]}."


class Hash:
    """One hash over lines, line after line."""

    def __init__(self) -> None:
        self._made = hashlib.sha256()

    def add(self, lines: Iterable[Sequence[Any]]) -> None:
        """Take in further lines, each the values of COLUMNS."""
        for line in lines:
            self._made.update(canonical(list(line)) + b"\n")

    def hex(self) -> str:
        """The hash so far."""
        return self._made.hexdigest()
