"""What is counted by the calendar and must be counted again when it changes: asked of the floor above by name.

The calendar knows no cases. settings.DANVAN_CALENDAR_FOLLOWER names a module with the functions of `Follower`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from danvan.calendars.build import Calendars
from danvan.people import queries as people
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Span:
    """Days that changed, first to last, and the units for which they did (None: all)."""

    first: date
    last: date
    unit_ids: tuple[int, ...] | None

    @classmethod
    def over(cls, unit: Unit | None, days: Sequence[date], on: date) -> "Span":
        """The span of some days for a unit and all below it, or for the whole country."""
        ids = None if unit is None else tuple(people.units_under(unit, on).values_list("pk", flat=True))
        return cls(min(days), max(days), ids)

    @classmethod
    def of_week(cls, unit: Unit, from_on: date) -> "Span":
        """All days from that one on, for a unit alone: those below it have working weeks of their own."""
        return cls(from_on, date.max, (unit.pk,))


@dataclass(frozen=True)
class MovedOne:
    """One thing that moved: its number, its unit, its last day before and after."""

    subject: int
    unit_id: int
    old_on: date
    new_on: date


@dataclass(frozen=True)
class Chunk:
    """A part of the work done: the last number looked at (None: nothing is left), how many, and what moved."""

    last: int | None
    seen: int
    moved: Sequence[MovedOne]


class Follower(Protocol):
    """The functions of a module that follows the calendar."""

    def leaning(self, span: Span) -> int:
        """How many open things lean on these days."""

    def would_move(self, span: Span, calendars: Calendars) -> int:
        """How many of them would get another last day by these calendars; nothing is written."""

    def recount(
        self,
        span: Span,
        calendars: Calendars,
        *,
        after: int,
        size: int,
        by: Account,
        on: date,
        text: str,
        change: int,
    ) -> Chunk:
        """Count the next `size` of them after that number again, with an event on each that moved."""

    def shown(self, subjects: Collection[int], officer: Account, on: date) -> dict[int, tuple[str, str]]:
        """(name, address) of those that the officer may read."""


class Also(Protocol):
    """A function that counts again what is too little to go chunk by chunk, in the transaction that ends the work."""

    def __call__(
        self, span: Span, calendars: Calendars, *, by: Account, on: date, text: str, change: int
    ) -> int:
        """How many got another last day; running it twice changes nothing more."""


def also() -> list[Also]:
    """The functions of settings.DANVAN_CALENDAR_ALSO."""
    return [cast(Also, import_string(name)) for name in settings.DANVAN_CALENDAR_ALSO]


def follower() -> Follower:
    """The module that follows the calendar."""
    return cast(Follower, import_module(settings.DANVAN_CALENDAR_FOLLOWER))
