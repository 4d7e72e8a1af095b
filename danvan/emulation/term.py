"""How long a recognition holds. Pure."""

from calendar import monthrange
from datetime import date, timedelta

from danvan.emulation.models import CriteriaSet
from danvan.lib import dates


def last_day(criteria: CriteriaSet, from_: date) -> date | None:
    """The last day of a recognition that begins on that day: the day before the same day, so many months later."""
    if not criteria.valid_months:
        return None
    month = dates.months_later(from_, criteria.valid_months)
    same = month.replace(day=min(from_.day, monthrange(month.year, month.month)[1]))
    return same - timedelta(days=1)
