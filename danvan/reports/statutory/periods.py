"""The periods of a circular: quarters, six and nine months, the year, from its first day of a period to the last."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.lib import dates
from danvan.reports.periods import Period
from danvan.reports.statutory.form import Circular

SPANS = (
    ("q1", 1, 3),
    ("q2", 4, 6),
    ("half", 1, 6),
    ("q3", 7, 9),
    ("nine", 1, 9),
    ("q4", 10, 12),
    ("year", 1, 12),
)
"""Name, first and last month of what is reported, in the order in which they end."""


@dataclass(frozen=True)
class CutOff:
    """The day of the month on which a period begins, and the sentence that says by what: a rule, or the office."""

    day: int
    why: str


def cut_off(circular: Circular, on: date) -> CutOff:
    """By the circular's rule where one was read and confirmed; else by the office's practice, which is a setting."""
    rule = _rule(circular, on)
    if rule is not None:
        said = rule.citation.say((get_language() or "vi")[:2])
        return CutOff(rule.values["from_day"], _("Kỳ số liệu theo %(rule)s.") % {"rule": said})
    day = settings.DANVAN_CUT_OFF_DAY
    why = _(
        "Chưa đọc được quy định nào nói kỳ số liệu của %(act)s bắt đầu ngày nào: bắt đầu ngày %(day)s là cách "
        "làm của cơ quan, thay đổi được khi cài đặt."
    )
    return CutOff(day, why % {"act": circular.number, "day": day})


def of_year(circular: Circular, year: int, on: date) -> list[Period]:
    """The periods of a reporting year, in the order in which they end."""
    day = cut_off(circular, on).day
    labels = {
        "q1": _("Quý I"),
        "q2": _("Quý II"),
        "half": _("6 tháng"),
        "q3": _("Quý III"),
        "nine": _("9 tháng"),
        "q4": _("Quý IV"),
        "year": _("Cả năm"),
    }
    return [
        Period(name, labels[name], _begin(year, first, day), _begin(year, last + 1, day) - timedelta(days=1))
        for name, first, last in SPANS
    ]


def year_of(circular: Circular, day: date) -> int:
    """The reporting year in which a day lies."""
    return next(year for year in (day.year + 1, day.year) if of_year(circular, year, day)[0].first <= day)


def last_ended(circular: Circular, today: date) -> Period:
    """The quarter that ended last."""
    year = year_of(circular, today)
    quarters = [
        period
        for each in (year - 1, year)
        for period in of_year(circular, each, today)
        if period.name.startswith("q") and period.last < today
    ]
    return quarters[-1]


def _begin(year: int, month: int, day: int) -> date:
    """The first day of a reporting month: the 1st, or that day of the month before."""
    return dates.months_later(date(year, 1, 1), month - 1 - (day > 1)).replace(day=day)


def _rule(circular: Circular, on: date) -> law.Rule | None:
    if not circular.period:
        return None
    try:
        rule = law.rule(circular.period, max(on, circular.in_force_from))
    except law.LawError:
        return None
    return rule if rule.fires_by_itself and "from_day" in rule.values else None
