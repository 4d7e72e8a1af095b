"""Periods that people ask for, counted from today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from danvan.lib import dates


@dataclass(frozen=True)
class Period:
    """A period by its name; both days are counted."""

    name: str
    label: str
    first: date
    last: date


def presets(today: date) -> list[Period]:
    """This month, last quarter, the half-year, this year, last year: those that are usually asked for."""
    month = today.replace(day=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    half = date(today.year, 1 if today.month <= 6 else 7, 1)
    half_label = _("6 tháng đầu năm") if half.month == 1 else _("6 tháng cuối năm")
    return [
        Period("month", _("Tháng này"), month, _last_day(month, 1)),
        Period("last_quarter", _("Quý trước"), dates.months_later(quarter, -3), quarter - timedelta(days=1)),
        Period("half", half_label, half, _last_day(half, 6)),
        Period("year", _("Năm nay"), date(today.year, 1, 1), date(today.year, 12, 31)),
        Period("last_year", _("Năm trước"), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ]


def default(today: date) -> Period:
    """This year, so far."""
    return next(period for period in presets(today) if period.name == "year")


def _last_day(first: date, months: int) -> date:
    return dates.months_later(first, months) - timedelta(days=1)
