"""What every row of an old register has: its day, its people, what it is about; and what makes two rows the same."""

import re
from collections.abc import Sequence
from datetime import date

from danvan.imports.reading import cells, words
from danvan.imports.reading.cells import Somebody
from danvan.imports.reading.tables import Line
from danvan.lib import dates
from danvan.lib.canonical import digest
from danvan.lib.text import fold

MOST_NAME, MOST_ADDRESS, MOST_ID, MOST_PHONE = 120, 250, 12, 20
_NUMBER_AFTER = re.compile(r"\s*[/,;\-(]\s*(\d{1,6})\s*(?:người|công dân)?\s*\)?\s*$")


def day_of(line: Line, name: str, *, since: date | None = None) -> date | None:
    """The day in a cell; what is wrong with it is noted."""
    value = line.given.get(name, "")
    if value in ("", None):
        return None
    found = cells.day(value, year=line.given.get("year"))
    if found is None:
        line.wrong(name, "no_day", value)
    elif found > dates.today() and name != "due":
        line.wrong(name, "ahead", dates.short(found))
    elif found < cells.EARLIEST:
        line.wrong(name, "too_early", dates.short(found))
    elif since and found < since:
        line.wrong(name, "before", dates.short(found))
    else:
        return found
    return None


def people_of(line: Line) -> tuple[list[Somebody], int]:
    """The people of a row and how many they are with those who are not named; what is wrong is noted."""
    who, persons = cells.people(line.text("people"), line.text("papers"))
    if len(who) == 1:
        one = who[0]
        tel = cells.phone(line.given.get("phone", "")) or one.phone
        who = [Somebody(one.full_name, line.text("address") or one.address, tel, one.citizen_id)]
    if not who or not who[0].full_name:
        line.wrong("people", "missing")
    for one in who:
        if len(one.full_name) > MOST_NAME or len(one.address) > MOST_ADDRESS:
            line.wrong("people", "long", one.full_name[:60])
        if len(one.citizen_id) > MOST_ID:
            line.wrong("papers", "long", one.citizen_id)
        if len(one.phone) > MOST_PHONE:
            line.wrong("phone", "long", one.phone)
    return who, _counted(line, len(who), persons)


def kind_of(line: Line) -> str:
    """The kind that a row names, or that its words are about; an empty text, noted, for a word unknown."""
    said, _number = split_number(line.text("kind"))
    found = words.kind(said, line.text("summary"))
    if found is None:
        line.wrong("kind", "no_kind", said)
    return found or ""


def split_number(text: str) -> tuple[str, int | None]:
    """'Khiếu nại / 3' as its word and its number."""
    if found := _NUMBER_AFTER.search(text):
        return text[: found.start()].strip(), int(found[1])
    number = cells.whole(text)
    return ("", number) if number else (text, None)


def _counted(line: Line, named: int, persons: int) -> int:
    """How many came, or signed: as a column says, else as they are named."""
    said = line.text("persons")
    number = cells.whole(said) if said else split_number(line.text("kind"))[1]
    if said and number is None:
        line.wrong("persons", "no_number", said)
    if not number:
        return max(persons, 1)
    if number < named:
        line.wrong("persons", "too_many", number)
    return number


def check_summary(line: Line) -> str:
    """What the row is about; noted where it says nothing."""
    said = line.text("summary")
    if not said:
        line.wrong("summary", "missing")
    return said


def key_of(unit: str, register: str, number: str, on: date, about: Sequence[str], who: Sequence[str]) -> str:
    """The same for two rows that are one entry: unit, number, day, content and people."""
    return digest([unit, register, number, on, [fold(text) for text in about], [fold(name) for name in who]])
