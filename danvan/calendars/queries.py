"""Reads of the calendar. `calendar_of` is what every term of the register is counted by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from danvan import law
from danvan.calendars.build import Calendars, Row
from danvan.calendars.models import Change, Moved, OfficeDay, OfficeHour, OfficeYear
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Unit

_MARK = """
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        concat_ws(' ', subject, unit_id, to_char(old_on, 'YYYY-MM-DD'), to_char(new_on, 'YYYY-MM-DD')),
        E'\\n' ORDER BY subject), ''), 'UTF8')), 'hex')
    FROM calendars_moved WHERE change_id = %s
"""
_kept: ContextVar[list[Calendars] | None] = ContextVar("calendars_kept", default=None)

# Live days, confirmed years, former working weeks, and for each unit with days of its own the units to which they
# apply: those that stand below it on that day, or stood below it when they ended.
_ALL = """
    WITH RECURSIVE below(root, id, depth) AS (
        SELECT DISTINCT unit_id, unit_id, 0 FROM calendars_officeday
        WHERE ended_by_id IS NULL AND unit_id IS NOT NULL
      UNION
        SELECT below.root, p.unit_id, below.depth + 1
        FROM people_unitparent p
        JOIN below ON p.parent_id = below.id
        JOIN people_unit child ON child.id = p.unit_id
        WHERE p.from_on <= %(day)s
          AND (p.until_on IS NULL OR p.until_on > %(day)s OR p.until_on = child.exists_until)
    )
    SELECT 'day', d.unit_id, d.day, d.off, d.name_vi, d.name_en, c.notice, c.notice_on, 0::bigint, 0
    FROM calendars_officeday d JOIN calendars_change c ON c.id = d.change_id WHERE d.ended_by_id IS NULL
  UNION ALL
    SELECT 'year', NULL, NULL, NULL, '', '', '', NULL, year, 0 FROM calendars_officeyear WHERE ended_by_id IS NULL
  UNION ALL
    SELECT 'week', unit_id, from_on, NULL, '', '', '', NULL, before, id FROM calendars_officeweek
  UNION ALL
    SELECT 'below', root, NULL, NULL, '', '', '', NULL, id, depth FROM below
    ORDER BY 1, 2, 3, 10, 9
"""


def calendar_of(unit: Unit) -> law.OfficeCalendar:
    """The office calendar of a unit: national days, then the rows of the units above it, then its own; its week.

    One statement at most; what was built once from the same rows is used again, so it is right at once after a
    change in whatever process.
    """
    return all_calendars().of(unit)


def all_calendars() -> Calendars:
    """The calendars of all units in one statement; inside `one_reading` only the first call asks."""
    kept = _kept.get()
    if kept:
        return kept[0]
    found = read()
    if kept is not None:
        kept.append(found)
    return found


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, the table is read once: for a page that shows many terms, and for entering past years."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def forget() -> None:
    """After a change: whoever reads on inside `one_reading` reads anew."""
    if kept := _kept.get():
        kept.clear()


def read() -> Calendars:
    """What the table says now; one statement."""
    rows: dict[int | None, list[Row]] = defaultdict(list)
    over: dict[int, list[tuple[int, int]]] = defaultdict(list)
    weeks: dict[int, list[tuple[date, tuple[int, ...]]]] = defaultdict(list)
    years = []
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"day": dates.today()})
        for what, unit, day, off, vi, en, notice, notice_on, number, depth in cursor.fetchall():
            if what == "day":
                rows[unit].append(Row(day, off, vi, en, notice, notice_on, unit is None))
            elif what == "year":
                years.append(number)
            elif what == "week":
                weeks[unit].append((day, Unit(week=number).weekdays))
            else:
                over[number].append((-depth, unit))
    above = {unit: tuple(root for _depth, root in sorted(roots)) for unit, roots in over.items()}
    own = {unit: tuple(found) for unit, found in rows.items()}
    former = {unit: tuple(found) for unit, found in weeks.items()}
    return Calendars(own, above, tuple(years), former)


# --- for the pages ---------------------------------------------------------------------------------------
def rows_of_year(unit: Unit, year: int, calendars: Calendars) -> list[OfficeDay]:
    """The live rows of a year that apply to a unit: the country's, those of units above and its own; one statement."""
    over = [*calendars.above.get(unit.pk, ()), unit.pk]
    rows = OfficeDay.objects.filter(Q(unit__isnull=True) | Q(unit__in=over), ended_by__isnull=True)
    name = people.name_of_day(dates.today(), "unit_id")
    found = rows.filter(day__year=year).select_related("change__by").annotate(unit_name=name)
    return list(found.order_by("day", "unit_id"))


def changes() -> QuerySet[Change]:
    """All changes, newest first, with names and how many of their rows still stand."""
    undoing = Change.objects.filter(undoes=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    return (
        Change.objects.select_related("by")
        .annotate(
            unit_name=people.name_of_day(dates.today()),
            days=Count("officedays"),
            standing=Count("officedays", filter=Q(officedays__ended_by__isnull=True)),
            undone=Subquery(undoing),
        )
        .order_by("-pk")
    )


def days_of(change: Change) -> list[OfficeDay]:
    """The days that a change brought, or for an undoing those that it took back; one statement."""
    return list(OfficeDay.objects.filter(Q(change=change) | Q(ended_by=change)).order_by("day"))


def standing_days(change: Change) -> list[OfficeDay]:
    """The days that a change brought and that still stand; one statement."""
    return list(OfficeDay.objects.filter(change=change, ended_by__isnull=True).order_by("day"))


def standing_year(change: Change) -> OfficeYear | None:
    """The year that a change confirmed, while it stands."""
    return OfficeYear.objects.filter(change=change, ended_by__isnull=True).first()


def moves_of(change: Change, unit_ids: Iterable[int]) -> QuerySet[Moved]:
    """What moved with a change in these units, by unit and new day."""
    return Moved.objects.filter(change=change, unit_id__in=list(unit_ids)).order_by(
        "unit_id", "new_on", "subject"
    )


def mark_of_moves(number: int) -> str:
    """SHA-256 over every line of what moved with a change, in order: what the journal keeps of the list."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [number])
        return str(cursor.fetchone()[0])


def moves_by_unit(change: Change, unit_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(unit, how many moved there), the most first; one statement."""
    rows = Moved.objects.filter(change=change, unit_id__in=list(unit_ids)).values("unit_id")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "unit_id").values_list("unit_id", "n"))


def unfinished() -> QuerySet[Change]:
    """Changes whose terms have not all been counted again, oldest first."""
    return Change.objects.exclude(state="done").order_by("pk")


def taken(unit: Unit | None, days: Iterable[date]) -> list[OfficeDay]:
    """Live rows of this unit (None: of the country) on any of these days; one statement."""
    live = OfficeDay.objects.filter(ended_by__isnull=True, day__in=list(days))
    return list((live.filter(unit=unit) if unit else live.filter(unit__isnull=True)).order_by("day"))


def hours_over(unit: Unit, day: date) -> list[OfficeHour]:
    """Every change of the hours of a unit and of the units above it, the last one first; two statements."""
    path = [each.pk for each in people.path_of(unit, day)] or [unit.pk]
    rows = OfficeHour.objects.filter(unit__in=path).select_related("change__by")
    return list(rows.order_by("-from_on", "-pk"))
