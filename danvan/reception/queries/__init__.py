"""Reads of reception."""

from danvan.queues.queries import Line, Queue
from danvan.reception.queries.book import portions_of_book, units_passed_to
from danvan.reception.queries.duty import Duty, duties, led_units
from danvan.reception.queries.notices import known_to as known_notices
from danvan.reception.queries.notices import owed, owed_counts
from danvan.reception.queries.officers import officers, own_keys, own_units
from danvan.reception.queries.refusals import refusals
from danvan.reception.queries.sessions import AHEAD, published, room_of, sessions, turns_with_papers
from danvan.reception.queries.slots import Slot, days_with_room, slots
from danvan.reception.queries.turns import (
    book,
    counts,
    hidden_turns,
    known_to,
    search,
    similar,
    unknown_to,
    visible_to,
)
from danvan.reception.queries.visits import bookings, expected, find_booking, queue, times

__all__ = [
    "AHEAD",
    "Duty",
    "Line",
    "Queue",
    "Slot",
    "book",
    "bookings",
    "counts",
    "days_with_room",
    "duties",
    "expected",
    "find_booking",
    "hidden_turns",
    "known_notices",
    "known_to",
    "led_units",
    "officers",
    "owed",
    "owed_counts",
    "own_keys",
    "own_units",
    "portions_of_book",
    "published",
    "queue",
    "refusals",
    "room_of",
    "search",
    "sessions",
    "similar",
    "slots",
    "times",
    "turns_with_papers",
    "units_passed_to",
    "unknown_to",
    "visible_to",
]
