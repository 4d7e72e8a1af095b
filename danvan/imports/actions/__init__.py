"""Every write of an import: read, its columns set, brought in or given up, taken out again."""

from danvan.imports.actions.bringing import bring_in
from danvan.imports.actions.ledger import STREAM
from danvan.imports.actions.preparing import (
    drop,
    give_back,
    give_kept,
    prepare,
    queue,
    read,
    set_back,
    set_columns,
)
from danvan.imports.actions.taking_out import take_out

__all__ = [
    "STREAM",
    "bring_in",
    "drop",
    "give_back",
    "give_kept",
    "prepare",
    "queue",
    "read",
    "set_back",
    "set_columns",
    "take_out",
]
