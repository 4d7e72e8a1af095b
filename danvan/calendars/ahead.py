"""How many open cases a change would move, before it is made; nothing is written."""

from collections.abc import Collection, Sequence
from datetime import date

from danvan.calendars import queries
from danvan.calendars.actions.changes import NewDay
from danvan.calendars.build import Row
from danvan.calendars.followers import Span, follower
from danvan.calendars.models import Change, OfficeDay
from danvan.people.models import Unit


def of_days(unit: Unit | None, days: Sequence[NewDay], *, on: date, year: int | None = None) -> int:
    """How many would get another last day with these days, and with that year confirmed."""
    if not days and year is None:
        return 0
    ends = [date(year, 1, 1), date(year, 12, 31)] if year else []
    span = Span.over(unit, [*(each.day for each in days), *ends], on)
    rows = [
        Row(each.day, each.off, each.name_vi, each.name_en, "", each.day, unit is None)
        for each in sorted(days, key=lambda each: each.day)
    ]
    now = queries.read()
    then = now.with_rows(unit.pk if unit else None, span.unit_ids or (), rows)
    return follower().would_move(span, then.with_years([*now.years, year]) if year else then)


def of_undoing(change: Change, rows: Collection[OfficeDay], *, on: date, year: int | None = None) -> int:
    """How many would get another last day without these days, and without that year."""
    ends = [date(year, 1, 1), date(year, 12, 31)] if year else []
    days = [row.day for row in rows]
    if not days and not ends:
        return 0
    now = queries.read()
    then = now.without_days(change.unit_id, days).with_years(each for each in now.years if each != year)
    return follower().would_move(Span.over(change.unit, [*days, *ends], on), then)
