"""The table of days checked against the journal."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from danvan.calendars.actions.changes import STREAM
from danvan.calendars.models import OfficeDay, OfficeWeek, OfficeYear, Verb
from danvan.journal.models import Event
from danvan.journal.verify import Lie


def days() -> Iterator[Lie]:
    """Each change whose days, year or week are not those that its event recorded, or that no event tells of."""
    rows: dict[int, list[list[Any]]] = defaultdict(list)
    ended: dict[int, list[list[Any]]] = defaultdict(list)
    years: dict[int, int] = {}
    for row in OfficeDay.objects.order_by("day"):
        rows[row.change_id].append(row.as_list())
        if row.ended_by_id:
            ended[row.ended_by_id].append(row.as_list())
    for year in OfficeYear.objects.all():
        years[year.change_id] = year.year
        if year.ended_by_id:
            years[year.ended_by_id] = year.year
    weeks = {row.change_id: row.as_list() for row in OfficeWeek.objects.all()}
    told = set()
    for event in Event.objects.filter(stream=STREAM, verb__in=Verb.values):
        number = event.data["change"]
        told.add(number)
        there = ended[number] if event.verb == Verb.UNDO else rows[number]
        found = (there, years.get(number), weeks.get(number))
        if found != (event.data["days"], event.data.get("year"), event.data.get("week")):
            yield Lie(f"calendar change {number}", "its days are not those that were recorded")
    for number in sorted({*rows, *ended, *years, *weeks} - told):
        yield Lie(f"calendar change {number}", "no event tells of it")
