"""What the components of a page are made of: plain frozen values that views and queries hand to templates.

Nothing here reads a table. Every class has a template tag of the same idea in `templatetags/ui.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext

from danvan.lib import dates
from danvan.web import words


class DueState(StrEnum):
    """How a due date stands; each state has its own shape, its own words, and only then its colour."""

    ON = "on"
    SOON = "soon"
    LATE = "late"
    STOP = "stop"


SOON_WITHIN = 2


@dataclass(frozen=True)
class Due:
    """A due chip: state, words, and the day itself where there is one."""

    state: DueState
    word: str
    on: date | None = None

    @classmethod
    def of(cls, on: date, today: date, *, left: int | None = None, short: bool = False) -> "Due":
        """The chip of a running clock.

        `left` is the number of working days left, as the law's calendar counts them; without it calendar days
        decide what is soon (at most 2). Late is always told in calendar days: “quá 2 ngày”.
        """
        if on < today:
            return cls(DueState.LATE, words.left((on - today).days, working=False), on)
        days = (on - today).days if left is None else left
        written = words.day_month(on) if short else words.short(on)
        if days <= SOON_WITHIN:
            return cls(DueState.SOON, words.near(on, today) or written, on)
        return cls(DueState.ON, written, on)

    @classmethod
    def paused(cls, word: str = "") -> "Due":
        """The chip of a clock that does not run: “đang dừng” or “đã trả lời”."""
        return cls(DueState.STOP, word or gettext("đang dừng"))


@dataclass(frozen=True)
class NavItem:
    """One line of a navigation: label, address, how many wait there (None: no figure), whether they are late."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    late: bool = False
    key: str = ""


@dataclass(frozen=True)
class NavGroup:
    """A group of the desk's spine with its heading."""

    label: str
    items: Sequence[NavItem]


@dataclass(frozen=True)
class Step:
    """One line of a timeline: done, next (a ring), answer (amber ring, the due answer), inner (internal, grey ring)."""

    title: str
    on: date | datetime | None = None
    beside: str = ""
    who: str = ""
    text: str = ""
    state: str = "done"
    url: str = ""
    link: str = ""

    @property
    def day(self) -> str:
        """05/03, or nothing where the day is not known."""
        return words.day_month(self.on) if self.on else ""

    @property
    def year(self) -> str:
        """2018, where it is not this year: a day without one would be read as of this year."""
        year = words.as_day(self.on).year if self.on else dates.today().year
        return "" if year == dates.today().year else str(year)

    @property
    def iso(self) -> str:
        """The day for machines: 2018-03-05."""
        return words.as_day(self.on).isoformat() if self.on else ""

    @property
    def css(self) -> str:
        """The class of the line in the stylesheet."""
        return {"next": "next", "answer": "next answer", "inner": "inner"}.get(self.state, "")


@dataclass(frozen=True)
class Row:
    """One line of a ledger: what stands left of the double rule, what stands right of it."""

    left: str
    text: str
    left_small: str = ""
    small: str = ""
    url: str = ""
    late: bool = False
    due: Due | None = None


@dataclass(frozen=True)
class Tab:
    """One tab: whose turn it is. A link, never a button."""

    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Column:
    """A head of a table; with a key it can be sorted by that key."""

    label: str
    key: str = ""
    number: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its name and its value."""

    label: str
    value: int


@dataclass(frozen=True)
class Term:
    """One number of a proof with its name."""

    amount: int
    label: str


@dataclass(frozen=True)
class Proof:
    """A sum that must hold: the terms on the left equal the terms on the right. `url` leads to the rows that differ."""

    left: Sequence[Term]
    right: Sequence[Term]
    url: str = ""

    @property
    def gap(self) -> int:
        """By how much the two sides differ; 0 when the sum holds."""
        return abs(sum(term.amount for term in self.left) - sum(term.amount for term in self.right))

    @property
    def signed(self) -> list[tuple[str, Term]]:
        """The terms in reading order, each with the sign before it ('' for the first)."""
        signs = ["", *["+"] * (len(self.left) - 1), "=", *["+"] * (len(self.right) - 1)]
        return list(zip(signs, [*self.left, *self.right], strict=True))
