"""How long letters took: the median and the 90th percentile of the days from receipt to answer (số ngày giải quyết).

Calendar days. Read from a histogram, so that the cost does not grow with the letters. Where kinds are mixed, the days
of letters of a sealed kind are left out; and whether there is a median at all depends on how many letters of any kind
were answered, so that neither a figure nor its absence tells of one denunciation.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext_lazy as _

from danvan.cases import kinds
from danvan.cases.postings import TOOK
from danvan.figures.spread import Spread
from danvan.reports.secrecy import LEAST

Histogram = Mapping[int, int]
"""Days → how many letters took so many."""
Answered = Mapping[int, list[tuple[str, int, int]]]
"""Line → kind, days and how many letters of it were answered after so many."""

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


def of(histogram: Histogram, counted: int | None = None) -> Days:
    """Median and 90th percentile (the smallest number of days that 9 of 10 letters did not pass)."""
    known = sum(histogram.values())
    counted = known if counted is None else counted
    if not known:
        return Days(counted)
    middle = (_at(histogram, (known + 1) // 2) + _at(histogram, known // 2 + 1)) / 2
    return Days(counted, int(middle) if middle.is_integer() else middle, _at(histogram, ceil(known * 9 / 10)))


def by_line(spread: Spread) -> Answered:
    """What was answered in each line of a report."""
    found: dict[int, list[tuple[str, int, int]]] = {}
    for (measure, line, kind, topic), amount in spread.topics.items():
        if measure == TOOK:
            found.setdefault(line, []).append((kind, int(topic), amount))
    return found


def of_lines(answered: Answered, lines: Iterable[int]) -> Days:
    """Of everything answered in these lines: from 3 letters on, without the days of sealed ones."""
    rows = [row for line in lines for row in answered.get(line, ())]
    counted = sum(amount for _kind, _days, amount in rows)
    if counted < LEAST:
        return Days(counted)
    sealed = frozenset(kinds.sealed())
    return of(_histogram(row for row in rows if row[0] not in sealed), counted)


def of_kind(answered: Answered, key: str) -> Days:
    """Of one kind of letter; of a sealed one from 3 letters on; of kinds whose lines were merged nothing."""
    found = of(_histogram(row for rows in answered.values() for row in rows if row[0] == key))
    return Days(found.counted) if key in kinds.sealed() and found.counted < LEAST else found


def _histogram(rows: Iterable[tuple[str, int, int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for _kind, days, amount in rows:
        found[days] += amount
    return found


def _at(histogram: Histogram, place: int) -> int:
    """The days of the letter at that place, counted from the quickest."""
    seen = 0
    for days in sorted(histogram):
        seen += histogram[days]
        if seen >= place:
            return days
    raise ValueError(f"{place} letters are not in the histogram")
