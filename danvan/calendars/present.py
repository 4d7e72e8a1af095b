"""The calendar of a year as twelve months of cells, in the reader's language."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars import queries
from danvan.calendars.hours import read as read_hours
from danvan.calendars.models import Change, Verb
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.web import words

EXAMPLES = ((4, True, time(15, 0)), (8, False, time(8, 0)), (48, True, time(15, 0)))
"""Terms by which hours are shown: so many, received on a Friday or on the next working day, at what time."""


@dataclass(frozen=True)
class Cell:
    """One day: off days are hatched, worked ones framed, each with its word; weekends go without."""

    css: str
    weekday: str
    number: int
    word: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month with its cells and how many of its days are worked."""

    number: int
    cells: list[Cell]
    worked: int


def language() -> str:
    """'vi' or 'en', as danvan.law wants it."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def months(calendar: law.OfficeCalendar, year: int, today: date) -> list[Month]:
    """The twelve months of a year."""
    made = []
    for number in range(1, 13):
        last = date(year, number, monthrange(year, number)[1])
        cells = [_cell(calendar, date(year, number, day), today) for day in range(1, last.day + 1)]
        made.append(Month(number, cells, calendar.count_working(date(year, number, 1), last)))
    return made


def _cell(calendar: law.OfficeCalendar, day: date, today: date) -> Cell:
    why = calendar.days_off.get(day) or calendar.worked.get(day)
    off = not calendar.is_working(day)
    css = ["off"] if off else ["start"] if day in calendar.worked else []
    css += ["today"] if day == today else []
    css += [f"d{day.weekday() + 1}"] if day.day == 1 and day.weekday() else []
    lang = language()
    said = why.name.say(lang) if why else _("ngày cuối tuần") if off else ""
    unsure = f" ({_('cần đối chiếu')})" if why and not why.sure else ""
    return Cell(
        " ".join(css),
        str(words.WEEKDAYS_SHORT[day.weekday()]),
        day.day,
        why.word.say(lang) if why else "",
        f"{dates.short(day)}: {said}{unsure}" if said else "",
    )


def week(unit: Unit) -> str:
    """The working week of a unit in words."""
    return ", ".join(str(words.WEEKDAYS[day]) for day in unit.weekdays)


def spans(hours: law.OfficeHours) -> str:
    """07:30–11:30 và 13:00–17:00."""
    told = [f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours.spans]
    return _(" và ").join(told)


def meant(
    unit: Unit, from_on: date, now: law.OfficeHours | None, then: law.OfficeHours
) -> list[tuple[str, str, str]]:
    """What hours mean for terms: (what was promised and when, its end so far, its end by them); one statement.

    `now`: the hours that they replace; None where there is nothing to compare.
    """
    calendar = queries.calendar_of(unit)
    friday = from_on + timedelta(days=(4 - from_on.weekday()) % 7)
    rows = []
    for amount, day, at in EXAMPLES:
        start = datetime.combine(friday if day else calendar.next_working(from_on), at)
        said = _("%(n)s giờ làm việc, nhận lúc %(at)s %(day)s") % {
            "n": amount,
            "at": f"{at:%H:%M}",
            "day": words.with_weekday(start),
        }
        before = _ends(amount, start, now, calendar) if now else ""
        rows.append((said, before, _ends(amount, start, then, calendar)))
    return rows


def _ends(amount: int, start: datetime, hours: law.OfficeHours, calendar: law.OfficeCalendar) -> str:
    """16:30 thứ Ba, 17/03/2026."""
    found = law.due_within(timedelta(hours=amount), start=start, hours=hours, calendar=calendar)
    return f"{found.due_at:%H:%M} {words.with_weekday(found.due_at)}"


def hours_changed(change: Change) -> dict[str, object]:
    """What a change of the hours did, in words; nothing for another change."""
    if change.verb != Verb.CHANGE_HOURS:
        return {}
    return {"hours": change.hours, "spans": spans(read_hours(change.hours.spans))}


def week_of(change: Change) -> dict[str, object]:
    """What a change of the working week did, in words; nothing for another change."""
    if change.verb != Verb.CHANGE_WEEK:
        return {}
    row = change.week
    return {"week": row, "weekdays": week(Unit(week=row.after)), "former": week(Unit(week=row.before))}
