"""A term as a procedure promises it (thời hạn giải quyết): a number and a unit, and its words in both languages.

Here it is only described. On which day a term ends is asked of `danvan.law`, by whoever has a day to begin from.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

HOURS_A_DAY = 8
"""Working hours of a working day: the office's practice, by which steps in hours are added to steps in days."""


class TermUnit(StrEnum):
    """In what a term is told."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_HOURS = "working_hours"
    SAME_DAY = "same_day"
    AS_WRITTEN = "as_written"


UNITS: dict[TermUnit, str | Promise] = {
    TermUnit.WORKING_DAYS: _("ngày làm việc"),
    TermUnit.CALENDAR_DAYS: _("ngày"),
    TermUnit.WORKING_HOURS: _("giờ làm việc"),
    TermUnit.SAME_DAY: _("trong ngày làm việc"),
    TermUnit.AS_WRITTEN: _("bằng lời"),
}
COUNTED = (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.WORKING_HOURS)
"""The units that take a number."""


class Family(StrEnum):
    """What can be added up: working time with working time, days of the calendar with days of the calendar."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class Term:
    """A term: `amount` of a unit that takes a number; `words` where it is written as no number can say it.

    An empty unit: nobody has told it.
    """

    amount: int | None = None
    unit: TermUnit | str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.unit)

    def __str__(self) -> str:
        """In the language of the page: “7 ngày làm việc”, “15 ngày”, “4 giờ làm việc”, “trong ngày làm việc”."""
        if self.unit == TermUnit.AS_WRITTEN:
            return self.words
        if self.unit == TermUnit.SAME_DAY:
            return gettext("trong ngày làm việc")
        if self.amount is None:
            return ""
        return _counted(str(self.unit), self.amount) % {"n": self.amount}

    @property
    def family(self) -> Family | None:
        """With what it can be added and compared; None for one in words."""
        if self.unit in (TermUnit.WORKING_DAYS, TermUnit.WORKING_HOURS, TermUnit.SAME_DAY):
            return Family.WORKING
        return Family.CALENDAR if self.unit == TermUnit.CALENDAR_DAYS else None

    @property
    def size(self) -> int:
        """Working hours, or days of the calendar, as its family has it; 0 for one in words."""
        if self.unit == TermUnit.SAME_DAY:
            return HOURS_A_DAY
        return (self.amount or 0) * (HOURS_A_DAY if self.unit == TermUnit.WORKING_DAYS else 1)


def of_size(family: Family, size: int) -> Term:
    """The term of so many working hours or days of the calendar, in days where they are whole."""
    if family == Family.CALENDAR:
        return Term(size, TermUnit.CALENDAR_DAYS)
    if size % HOURS_A_DAY:
        return Term(size, TermUnit.WORKING_HOURS)
    return Term(size // HOURS_A_DAY, TermUnit.WORKING_DAYS)


def _counted(unit: str, amount: int) -> str:
    """The unit in the number that the amount asks for, with a blank for it."""
    if unit == TermUnit.WORKING_DAYS:
        return ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", amount)
    if unit == TermUnit.WORKING_HOURS:
        return ngettext("%(n)s giờ làm việc", "%(n)s giờ làm việc", amount)
    return ngettext("%(n)s ngày", "%(n)s ngày", amount)
