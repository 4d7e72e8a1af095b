"""The national office calendar, read once from `holidays/*.yaml`.

`names.yaml` holds the names; every other file is one year:

    year: 2018
    confidence: secondary            # verified | secondary | memory
    source: {vi: …, en: …}           # who announced it, in a few words
    off:                             # days off, weekends only where a holiday falls on one
      - {from: 2018-02-14, to: 2018-02-20, name: tet}
      - {from: 2018-09-03, name: national_day, kind: in_lieu}
      - {from: 2018-12-31, name: new_year, kind: swap, recheck: true}
    worked:                          # days worked in exchange
      - {day: 2019-01-05, for: 2018-12-31}
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from danvan.law.calendar import ONE_DAY, OfficeCalendar, Reason
from danvan.law.words import Words, plain
from danvan.law.yamlfile import Table, read

FOLDER = Path(__file__).with_name("holidays")
LONGEST_BREAK = 15  # days; a longer one in a file is a slip of the pen
KINDS = {
    "holiday": Words("", ""),
    "in_lieu": Words("nghỉ bù ", "day in lieu of "),
    "swap": Words("nghỉ hoán đổi dịp ", "swapped day off for "),
}
KIND_WORDS = {"in_lieu": Words("Nghỉ bù", "In lieu"), "swap": Words("Hoán đổi", "Swapped")}


@lru_cache(maxsize=1)
def national() -> OfficeCalendar:
    """The calendar of state offices, Monday to Friday, with the days off and swaps of 2017–2026.

    Raises RuleFileError when a file does not follow the schema above.
    """
    return calendar_from(FOLDER)


def calendar_from(folder: Path) -> OfficeCalendar:
    """An OfficeCalendar from a folder of yearly files, which must follow one another without a gap."""
    names = read(folder / "names.yaml")
    off: dict[date, Reason] = {}
    worked: dict[date, Reason] = {}
    years: list[int] = []
    for path in sorted(folder.glob("[0-9]*.yaml")):
        table = read(path)
        table.allow(("off", "worked"), ("year", "confidence", "source"))
        year = table.get_as("year", int)
        if path.stem != str(year) or (years and year != years[-1] + 1):
            table.fail("the year must be the file's name and follow the year before", "year")
        years.append(year)
        table.get_choice("confidence", ("verified", "secondary", "memory"))
        table.need_words("source")
        _read_off(table, names, off)
        _read_worked(table, off, worked)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    return OfficeCalendar(days_off=off, worked=worked, known_from=first, known_until=last)


def _read_off(table: Table, names: Table, off: dict[date, Reason]) -> None:
    unsure = table["confidence"] == "memory"
    for row in table.get_tables("off"):
        row.allow(("to", "kind", "recheck"), ("from", "name"))
        first, last = row.get_date("from"), row.get_date("to") or row.get_date("from")
        if first is None or last is None or last < first or (last - first).days >= LONGEST_BREAK:
            row.fail(f"'to' must lie 0 to {LONGEST_BREAK - 1} days after 'from'")
        if first.year != table["year"]:
            row.fail(f"{first} is not in {table['year']}", "from")
        kind = row.get_choice("kind", KINDS, "holiday")
        entry = names.get(row.get_as("name", str))
        if not isinstance(entry, Table):
            row.fail(f"no such name: {row['name']!r} (names.yaml)", "name")
        name, word = entry.need_words("name"), entry.need_words("word")
        full = Words(KINDS[kind].vi + name.vi, KINDS[kind].en + name.en)
        recheck = row.get_as("recheck", bool, False)
        why = Reason(full, kind, KIND_WORDS.get(kind, word), sure=not (recheck or unsure))
        while first <= last:
            if first in off:
                row.fail(f"{first} is off twice")
            off[first] = why
            first += ONE_DAY


def _read_worked(table: Table, off: dict[date, Reason], worked: dict[date, Reason]) -> None:
    for row in table.get_tables("worked"):
        row.allow(("recheck",), ("day", "for"))
        day, given = row.get_date("day"), row.get_date("for")
        if day is None or given is None or day.weekday() < 5 or day in off:
            row.fail("a day worked in exchange is a Saturday or Sunday that is not off", "day")
        name = Words(f"ngày làm bù cho {plain(given)}", f"worked in exchange for {plain(given)}")
        worked[day] = Reason(
            name, "worked", Words("Làm bù", "Worked"), sure=not row.get_as("recheck", bool, False)
        )
