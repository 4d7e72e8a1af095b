"""From rows of the table to a calendar of danvan.law: the national years, then the country's rows, then units' own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from danvan import law
from danvan.law import Reason, Words
from danvan.law.calendar import WEEKEND
from danvan.lib import dates
from danvan.people.models import Unit

Weeks = tuple[
    tuple[date, tuple[int, ...]], ...
]  # first day of another week, and the week that held before it


class Row(NamedTuple):
    """A day of the table, with the notice that brought it."""

    day: date
    off: bool
    name_vi: str
    name_en: str
    notice: str
    notice_on: date
    national: bool


@dataclass(frozen=True)
class Calendars:
    """Everything that the table says at one moment: the calendars of all units.

    `rows`: unit (None: the whole country) → its own rows. `above`: unit → units with rows of their own that stand
    over it, itself among them, the highest first. `years`: the years that the office has confirmed. `weeks`: unit →
    the working weeks that it had before.
    """

    rows: Mapping[int | None, tuple[Row, ...]]
    above: Mapping[int, tuple[int, ...]]
    years: tuple[int, ...]
    weeks: Mapping[int, Weeks]

    def of(self, unit: Unit) -> law.OfficeCalendar:
        """The calendar of a unit, with its own working week."""
        return self.of_id(unit.pk, unit.weekdays)

    def of_id(self, unit_id: int, week: tuple[int, ...]) -> law.OfficeCalendar:
        """The same from what the unit is known by."""
        rows = self.rows.get(None, ())
        for over in self.above.get(unit_id, ()):
            rows += self.rows.get(over, ())
        return _built(week, self.weeks.get(unit_id, ()), rows, self.last_year)

    def national(self) -> law.OfficeCalendar:
        """The calendar of the whole country, Monday to Friday."""
        return _built((0, 1, 2, 3, 4), (), self.rows.get(None, ()), self.last_year)

    @property
    def last_year(self) -> int:
        """The last announced year: those built in, then those confirmed, as far as none is missing between."""
        year = law.national().known_until.year
        while year + 1 in self.years:
            year += 1
        return year

    def with_rows(self, unit_id: int | None, below: Iterable[int], new: Iterable[Row]) -> "Calendars":
        """As it would be with more rows; `below` are the units to which they apply."""
        rows = {**self.rows, unit_id: (*self.rows.get(unit_id, ()), *new)}
        if unit_id is None:
            return replace(self, rows=rows)
        # A unit that has rows for the first time stands last among those over a unit: good enough to look ahead.
        above = dict(self.above)
        for unit in below:
            if unit_id not in above.get(unit, ()):
                above[unit] = (*above.get(unit, ()), unit_id)
        return replace(self, rows=rows, above=above)

    def without_days(self, unit_id: int | None, days: Iterable[date]) -> "Calendars":
        """As it would be without a unit's own rows of these days."""
        gone = set(days)
        kept = tuple(row for row in self.rows.get(unit_id, ()) if row.day not in gone)
        return replace(self, rows={**self.rows, unit_id: kept})

    def with_years(self, years: Iterable[int]) -> "Calendars":
        """As it would be with these confirmed years."""
        return replace(self, years=tuple(years))


@lru_cache(maxsize=512)
def _built(week: tuple[int, ...], weeks: Weeks, rows: tuple[Row, ...], last_year: int) -> law.OfficeCalendar:
    """One calendar for one content: the same rows give the same object, whoever asks and whenever."""
    basis = law.national()
    off, worked = _by_former_weeks(week, weeks, basis.known_from)
    for day, why in basis.days_off.items():
        worked.pop(day, None)
        off[day] = why
    for day, why in basis.worked.items():
        off.pop(day, None)
        worked[day] = why
    for row in rows:
        off.pop(row.day, None)
        worked.pop(row.day, None)
        (off if row.off else worked)[row.day] = _reason(row)
    return law.OfficeCalendar(week, off, worked, basis.known_from, date(last_year, 12, 31))


def _by_former_weeks(
    week: tuple[int, ...], weeks: Weeks, first: date
) -> tuple[dict[date, Reason], dict[date, Reason]]:
    """Days before the last week began that were off though it works them, and worked though it does not."""
    off: dict[date, Reason] = {}
    worked: dict[date, Reason] = {}
    for until, former in weeks:
        for day in (first + timedelta(n) for n in range((until - first).days)):
            if day.weekday() in week and day.weekday() not in former:
                off[day] = WEEKEND
            elif day.weekday() in former and day.weekday() not in week:
                worked[day] = _WORKED_THEN
        first = max(first, until)
    return off, worked


_WORKED_THEN = Reason(
    Words("tuần làm việc trước đây", "the former working week"), "worked", Words("Làm việc", "Worked")
)


def _reason(row: Row) -> Reason:
    day = dates.short(row.notice_on)
    name = Words(
        f"{row.name_vi} ({row.notice} ngày {day})",
        f"{row.name_en} ({row.notice} of {day})",
    )
    if not row.off:
        return Reason(name, "worked", Words("Làm việc", "Worked"))
    return Reason(
        name,
        "holiday" if row.national else "closure",
        Words("Nghỉ", "Off") if row.national else Words("Đóng cửa", "Closed"),
    )
