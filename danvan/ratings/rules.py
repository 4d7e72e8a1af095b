"""The office's own numbers, as settings give them (danvan.config.ratings)."""

from datetime import date, datetime, timedelta

from django.conf import settings

from danvan.calendars.queries import calendar_of
from danvan.lib import dates
from danvan.people.models import Unit

WEEK = timedelta(days=7)


def least() -> int:
    """How many answers are told together at least."""
    return int(settings.DANVAN_RATING["least"])


def week_of(day: date) -> date:
    """The Monday of its week: nothing finer is kept of when a transaction was."""
    return day - timedelta(days=day.weekday())


def last_day(on: date) -> date:
    """The last day on which a transaction of that day may be rated."""
    return on + timedelta(days=int(settings.DANVAN_RATING["days"]))


def may_call(unit: Unit, moment: datetime) -> bool:
    """Whether people may be called now: on a working day of the office that calls, within the hours for it."""
    hours = settings.DANVAN_RATING["call_hours"]
    working = calendar_of(unit).is_working(dates.day_of(moment))
    return working and any(span.covers(moment) for span in hours)


def call_hours() -> str:
    """The hours as a sentence has them: 08:00–11:30, 13:30–17:00."""
    return ", ".join(
        f"{span.first:%H:%M}–{span.until:%H:%M}" for span in settings.DANVAN_RATING["call_hours"]
    )
