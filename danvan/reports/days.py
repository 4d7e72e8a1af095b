"""How long letters took: the median and the 90th percentile of the days from receipt to answer (số ngày giải quyết).

Calendar days. Read from a histogram, so that the cost does not grow with the letters. Where kinds are mixed, the days
of letters of a sealed kind are left out; and whether there is a median at all depends on how many letters of any kind
were answered, so that neither a figure nor its absence tells of one denunciation.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.utils.translation import gettext_lazy as _

from danvan.cases import kinds
from danvan.cases.postings import DAYS
from danvan.figures.covers import Cover
from danvan.figures.spread import middles
from danvan.reports.secrecy import LEAST

Histogram = Mapping[int, int]
"""Days → how many letters took so many."""
Answered = Mapping[str, Histogram]
"""Kind → how many of its letters were answered after so many days."""

MEDIAN = ("days_median", _("Số ngày giải quyết, trung vị"))
NINETIETH = ("days_p90", _("Số ngày giải quyết, 9 phần 10 số đơn"))
MEANS = _(
    "Ngày theo lịch, từ ngày nhận đơn đến ngày trả lời, của các đơn giải quyết trong kỳ; một nửa số đơn không lâu hơn "
    "trung vị, chín phần mười số đơn không lâu hơn số thứ hai. Số ngày của đơn tố cáo không tính vào; dưới 3 đơn không "
    "nêu."
)


@dataclass(frozen=True)
class Days:
    """The letters answered, and their days: half of them took no longer than `median`, 9 of 10 than `ninetieth`.

    Both None where nothing may be told. A median between two days is a half (12.5). `counted` are letters of any kind
    whose days are known; letters answered before days were counted are not among them.
    """

    counted: int = 0
    median: float | None = None
    ninetieth: int | None = None


NOT_TOLD = Days()


def by_kind(cells: Mapping[tuple, int]) -> Answered:
    """Cells of figures by kind and days, the days as numbers."""
    found: dict[str, dict[int, int]] = {}
    for (kind, days), amount in cells.items():
        found.setdefault(kind, {})[int(days)] = amount
    return found


def of(histogram: Histogram, counted: int | None = None) -> Days:
    """Median and 90th percentile (the smallest number of days that 9 of 10 letters did not pass)."""
    known = sum(histogram.values())
    counted = known if counted is None else counted
    if not known:
        return Days(counted)
    low, high = _at(histogram, (known + 1) // 2), _at(histogram, known // 2 + 1)
    return Days(counted, _between(low, high), _at(histogram, ceil(known * 9 / 10)))


def of_all(answered: Answered) -> Days:
    """Of all kinds together: from 3 letters on, without the days of sealed ones."""
    counted = sum(sum(some.values()) for some in answered.values())
    if counted < LEAST:
        return Days(counted)
    known: Counter[int] = Counter()
    for kind, some in answered.items():
        if kind not in kinds.sealed():
            known.update(some)
    return of(known, counted)


def of_kind(answered: Answered, key: str) -> Days:
    """Of one kind of letter; of a sealed one from 3 letters on; of kinds whose lines were merged nothing."""
    found = of(answered.get(key, {}))
    return Days(found.counted) if key in kinds.sealed() and found.counted < LEAST else found


def of_lines(units: Cover, from_: date, to: date, answered: Mapping[int, int]) -> dict[int, Days]:
    """Of what each line of a report answered, as `of_all` tells it; one statement.

    `answered`: of each line how many letters of any kind, of those whose days are known.
    """
    found = middles(DAYS, from_=from_, to=to, units=units)
    return {
        line: Days(counted, _between(middle.low, middle.high), middle.ninetieth)
        if counted >= LEAST and (middle := found.get(line))
        else Days(counted)
        for line, counted in answered.items()
    }


def _between(low: int, high: int) -> float:
    middle = (low + high) / 2
    return int(middle) if middle.is_integer() else middle


def _at(histogram: Histogram, place: int) -> int:
    """The days of the letter at that place, counted from the quickest."""
    seen = 0
    for days in sorted(histogram):
        seen += histogram[days]
        if seen >= place:
            return days
    raise ValueError(f"{place} letters are not in the histogram")
