"""Reads of halls, numbers and waiting times."""

from danvan.counters.queries.halls import (
    by_door,
    by_key,
    counters_of,
    fields,
    halls_of,
    history,
    procedures,
    served,
    services_of,
)
from danvan.counters.queries.line import (
    Expected,
    came_from,
    expected,
    following,
    line,
    next_for,
    open_errands,
    ticket_by,
    waiting_by_letter,
)
from danvan.counters.queries.screen import called, screen
from danvan.counters.queries.statistics import Figures, figures, longest_now

__all__ = [
    "Expected",
    "Figures",
    "by_door",
    "by_key",
    "called",
    "came_from",
    "counters_of",
    "expected",
    "fields",
    "figures",
    "following",
    "halls_of",
    "history",
    "line",
    "longest_now",
    "next_for",
    "open_errands",
    "procedures",
    "screen",
    "served",
    "services_of",
    "ticket_by",
    "waiting_by_letter",
]
