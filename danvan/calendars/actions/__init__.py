"""Every write to the calendar: days are added, a year is confirmed, a change is taken back, terms follow."""

from danvan.calendars.actions.changes import NewDay, Notice, add_days, confirm_year, undo
from danvan.calendars.actions.following import recount

__all__ = ["NewDay", "Notice", "add_days", "confirm_year", "recount", "undo"]
