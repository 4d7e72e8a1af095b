"""Reads of reception."""

from danvan.reception.queries.duty import Duty, duties, led_units
from danvan.reception.queries.notices import owed, owed_counts
from danvan.reception.queries.officers import officers, own_units
from danvan.reception.queries.sessions import AHEAD, published, room_of, sessions
from danvan.reception.queries.turns import book, counts, search, similar, visible_to

__all__ = [
    "AHEAD",
    "Duty",
    "book",
    "counts",
    "duties",
    "led_units",
    "officers",
    "owed",
    "owed_counts",
    "own_units",
    "published",
    "room_of",
    "search",
    "sessions",
    "similar",
    "visible_to",
]
