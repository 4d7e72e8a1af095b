"""Every write to the calendar: days added, a year confirmed, a week changed, a change taken back; terms follow."""

from danvan.calendars.actions.changes import (
    NewDay,
    Notice,
    add_days,
    change_hours,
    change_week,
    check_days,
    confirm_year,
    undo,
)
from danvan.calendars.actions.following import recount

__all__ = [
    "NewDay",
    "Notice",
    "add_days",
    "change_hours",
    "change_week",
    "check_days",
    "confirm_year",
    "recount",
    "undo",
]
