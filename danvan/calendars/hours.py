"""When offices are open (giờ làm việc): the default as data, and what a unit or one above it has set instead."""

from collections.abc import Sequence
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from danvan import law
from danvan.calendars.models import OfficeHour
from danvan.people import queries as people
from danvan.people.models import Unit

FILE = Path(__file__).with_name("hours.yaml")


def hours_of(unit: Unit, day: date) -> law.OfficeHours:
    """The hours of a unit on a day: its own, else those of the nearest unit above that set some, else the default."""
    path = [each.pk for each in people.path_of(unit, day)][::-1] or [unit.pk]
    rows = OfficeHour.objects.filter(unit__in=path, from_on__lte=day).order_by("from_on", "pk")
    found = dict(rows.values_list("unit", "spans"))  # of one unit the last that has begun
    return next((read(found[one]) for one in path if one in found), default())


def read(spans: Sequence[Sequence[str]]) -> law.OfficeHours:
    """Spans as they are stored. Raises InvalidCalendar, ValueError for words that are no hours."""
    return law.OfficeHours(
        tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans)
    )


@cache
def default() -> law.OfficeHours:
    """Where no unit has set any."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read(told["spans"])
