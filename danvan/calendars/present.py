"""The calendar of a year as twelve months of cells, in the reader's language."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars.models import Change, Verb
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.web import words


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


def week_of(change: Change) -> dict[str, object]:
    """What a change of the working week did, in words; nothing for another change."""
    if change.verb != Verb.CHANGE_WEEK:
        return {}
    row = change.week
    return {"week": row, "weekdays": week(Unit(week=row.after)), "former": week(Unit(week=row.before))}
