"""Statements that the server has prepared stay so from one test to the next, planned once for all their values."""

import re
from collections.abc import Sequence
from typing import Any

from psycopg import _preparing as preparing  # the one place where psycopg decides; it offers no door to it

TWICE = 2  # times that a statement is asked before it is prepared
MANY = 4_000  # kept by each connection
GENERIC = "-c plan_cache_mode=force_generic_plan"
# psycopg lets go of all at a ROLLBACK, for a table may have come and gone. Tests end with one, and make no tables.
LETS_GO = re.compile(rb"^(?:DROP|ALTER|DISCARD ALL|DEALLOCATE ALL)\b")


def keep(databases: dict[str, Any]) -> None:
    """For every connection that this process opens from now on."""
    options = databases["default"]["OPTIONS"]
    options["prepare_threshold"] = TWICE
    options["options"] = f"{options.get('options', '')} {GENERIC}".strip()
    preparing.PrepareManager.prepared_max = MANY
    preparing.PrepareManager._should_discard = lets_go  # type: ignore[assignment, method-assign]


def lets_go(self: preparing.PrepareManager, prep: preparing.Prepare, results: Sequence[Any]) -> bool:
    """Whether one of these answers tells of a table that is no longer what it was."""
    if any(LETS_GO.match(result.command_status or b"") for result in results):
        return self.clear()
    return False
