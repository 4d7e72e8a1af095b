"""A report beside an earlier one: with the period before, or with the same period of the year before (so sánh).

Per cent are of the earlier figure, and there are none of 0; rates differ by percentage points, medians by days.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates

if TYPE_CHECKING:
    from danvan.people.models import Unit
    from danvan.reports.measures import Figures
    from danvan.reports.people_relations import Report
    from danvan.reports.rates import Share


class Against(StrEnum):
    """What a report is compared with."""

    PREVIOUS = "previous"
    YEAR_BEFORE = "year_before"


OF_UNITS = ("turns", "received", "resolved")
"""Figures of which each unit is compared by itself."""
LABELS: Mapping[Against, str | Promise] = {
    Against.PREVIOUS: _("Kỳ trước"),
    Against.YEAR_BEFORE: _("Cùng kỳ năm trước"),
}


@dataclass(frozen=True)
class Change:
    """A figure of this period and of the earlier one; None where there is none."""

    now: float | None
    before: float | None

    @property
    def difference(self) -> float | None:
        """How much it rose, or fell (below 0); None unless both are known."""
        return None if self.now is None or self.before is None else round(self.now - self.before, 10)

    @property
    def per_cent(self) -> float | None:
        """The difference in per cent of the earlier figure; None of 0 or of nothing."""
        return None if self.difference is None or not self.before else 100 * self.difference / self.before


class Told(Protocol):
    """A report that is compared, or a line of it: its figures, and its rates."""

    @property
    def figures(self) -> "Figures":
        """Its figures, by their names."""

    @property
    def rates(self) -> "Mapping[str, Share]":
        """Its rates, by their names."""


class Reported(Told, Protocol):
    """A report that is compared: its days, and a line for each unit, with a `key`."""

    @property
    def from_(self) -> date:
        """Its first day."""

    @property
    def until(self) -> date:
        """The last day that is counted."""

    @property
    def by_unit(self) -> Sequence[Any]:
        """Its units."""


R = TypeVar("R", bound=Reported)


@dataclass(frozen=True)
class Comparison(Generic[R]):
    """The earlier report, what it is to this one, and whether it was cut to as many days as have passed of this."""

    against: Against
    before: R
    cut: bool

    def figure(self, now: Told, slug: str, key: str = "") -> Change:
        """The change of one figure; with `key`, of one unit's line (nothing before where the unit had no line)."""
        if not key:
            return Change(now.figures[slug], self.before.figures[slug])
        line = next((line for line in self.before.by_unit if line.key == key), None)
        return Change(now.figures[slug], line.figures[slug] if line else None)

    def rate(self, now: Told, slug: str) -> Change:
        """The change of one rate, in per cent: its difference is in percentage points."""
        return Change(now.rates[slug].per_cent, self.before.rates[slug].per_cent)


def median(now: "Report", compared: "Comparison[Report]") -> Change:
    """The change of the median of days of a report that has days."""
    return Change(now.days.median, compared.before.days.median)


def beside(
    over: Callable[[date, date, date], R], unit: "Unit", from_: date, to: date, until: date, against: Against
) -> Comparison[R]:
    """The earlier report, as `over` makes it of its first day, its last, and the day up to which units are looked for.

    A unit that did not exist yet is set beside those that it succeeds.
    """
    first, last = days_of(from_, to, until, against)
    reach = last if unit.exists_from <= last else until
    return Comparison(against, over(first, last, reach), cut=until != to)


def days_of(from_: date, to: date, until: date, against: Against) -> tuple[date, date]:
    """First and last day of the earlier period.

    Whole months are set beside as many whole months (a quarter beside the quarter before), other days beside as many
    days. Of a period that is not over (`until` before `to`), only as many days of the other one as have passed.
    """
    if against == Against.YEAR_BEFORE:
        first, last = dates.years_later(from_, -1), _a_year_before(to)
    elif months := _whole_months(from_, to):
        first, last = dates.months_later(from_, -months), from_ - timedelta(days=1)
    else:
        first, last = from_ - (to - from_) - timedelta(days=1), from_ - timedelta(days=1)
    return first, last if until == to else min(last, first + (until - from_))


def _whole_months(from_: date, to: date) -> int:
    """How many whole months these days are; 0 where they are not."""
    if from_.day != 1 or not _ends_month(to):
        return 0
    return (to.year - from_.year) * 12 + to.month - from_.month + 1


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _a_year_before(day: date) -> date:
    """The same day; the last of February for the last of February."""
    before = dates.years_later(day, -1)
    return before.replace(day=monthrange(before.year, before.month)[1]) if _ends_month(day) else before
