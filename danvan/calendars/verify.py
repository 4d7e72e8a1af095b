"""The table of days checked against the journal."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from danvan.calendars import queries
from danvan.calendars.actions.changes import STREAM
from danvan.calendars.models import Change, Moved, OfficeDay, OfficeHour, OfficeWeek, OfficeYear, Verb
from danvan.journal.models import Event
from danvan.journal.verify import Lie


@dataclass
class Brought:
    """What the table says that a change brought in, took away and moved; each row with the unit for which it holds."""

    days: list[list[Any]] = field(default_factory=list)
    ended_days: list[list[Any]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    ended_years: list[int] = field(default_factory=list)
    weeks: list[list[Any]] = field(default_factory=list)
    hours: list[list[Any]] = field(default_factory=list)


def days() -> Iterator[Lie]:
    """Each change that is not what its events recorded: its notice, days, year, week, and how much moved with it."""
    found, changes, told = _brought(), Change.objects.in_bulk(), set()
    for event in Event.objects.filter(stream=STREAM, verb__in=Verb.values).order_by("pk"):
        number = event.data["change"]
        told.add(number)
        if number not in changes:
            yield Lie(f"calendar change {number}", "it is gone")
        elif found[number] != _recorded(event):
            yield Lie(f"calendar change {number}", "its days are not those that were recorded")
        elif not _says(changes[number], event):
            yield Lie(f"calendar change {number}", "its notice is not what was recorded")
    for number in sorted({*found, *changes} - told):
        yield Lie(f"calendar change {number}", "no event tells of it")
    yield from _moves(changes)


def _moves(changes: Mapping[int, Change]) -> Iterator[Lie]:
    """Each change whose list of what moved is not, line by line, what was recorded when it was followed to its end."""
    listed = Counter(Moved.objects.values_list("change_id", flat=True))
    counts = {number: (change.seen, change.moved) for number, change in changes.items()}
    for event in Event.objects.filter(stream=STREAM, verb="recounted").order_by("pk"):
        number, said = event.data["change"], (event.data["seen"], event.data["moved"])
        if counts.get(number) != said or listed[number] != said[1]:
            yield Lie(f"calendar change {number}", "what moved with it is not what was recorded")
        elif (mark := event.data.get("mark")) and mark != queries.mark_of_moves(number):
            yield Lie(f"calendar change {number}", "a line of what moved with it is not what was recorded")


def _brought() -> dict[int, Brought]:
    found: dict[int, Brought] = defaultdict(Brought)
    for day in OfficeDay.objects.order_by("day", "pk"):
        found[day.change_id].days.append([day.unit_id, *day.as_list()])
        if day.ended_by_id:
            found[day.ended_by_id].ended_days.append([day.unit_id, *day.as_list()])
    for year in OfficeYear.objects.order_by("pk"):
        found[year.change_id].years.append(year.year)
        if year.ended_by_id:
            found[year.ended_by_id].ended_years.append(year.year)
    for week in OfficeWeek.objects.order_by("pk"):
        found[week.change_id].weeks.append([week.unit_id, *week.as_list()])
    for hour in OfficeHour.objects.order_by("pk"):
        found[hour.change_id].hours.append([hour.unit_id, *hour.as_list()])
    return found


def _recorded(event: Event) -> Brought:
    """The same as the event of a change tells it."""
    unit, data = event.subject or None, event.data
    rows = [[unit, *day] for day in data["days"]]
    years = [data["year"]] if data.get("year") else []
    weeks = [[unit, *data["week"]]] if data.get("week") else []
    if event.verb == Verb.UNDO:
        return Brought(ended_days=rows, ended_years=years)
    hours = [[unit, *data["hours"]]] if data.get("hours") else []
    return Brought(days=rows, years=years, weeks=weeks, hours=hours)


def _says(change: Change, event: Event) -> bool:
    """Whether a change says of itself what its event recorded."""
    data = event.data
    there = (change.verb, change.unit_id, change.by_id, change.on, change.text, change.undoes_id, change.year)
    who = (event.verb, event.subject or None, event.actor_id, event.on, event.text)
    paper = (change.notice, change.notice_on.isoformat())
    return there == (*who, data.get("undoes"), data.get("year")) and paper == (
        data["notice"],
        data["notice_on"],
    )
