"""Reads of reception."""

from danvan.reception.queries.book import turns_of_book, units_passed_to
from danvan.reception.queries.duty import Duty, duties, led_units
from danvan.reception.queries.notices import owed, owed_counts
from danvan.reception.queries.officers import officers, own_keys, own_units
from danvan.reception.queries.refusals import refusals
from danvan.reception.queries.sessions import AHEAD, published, room_of, sessions
from danvan.reception.queries.slots import Slot, days_with_room, slots
from danvan.reception.queries.turns import book, counts, search, similar, visible_to
from danvan.reception.queries.visits import Line, Queue, bookings, expected, find_booking, queue, times

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
    "led_units",
    "officers",
    "owed",
    "owed_counts",
    "own_keys",
    "own_units",
    "published",
    "queue",
    "refusals",
    "room_of",
    "search",
    "sessions",
    "similar",
    "slots",
    "times",
    "turns_of_book",
    "units_passed_to",
    "visible_to",
]
