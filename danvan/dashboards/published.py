"""What an office publishes, worked out from its figures: months that are over, nothing about persons or kinds.

Kinds of letters are never told apart here, so nothing can be had about sealed ones. Topics are told by quarters and for
the whole office alone: by other spans, a hidden figure could be had from the difference.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from danvan.balances.workflow import DECLARED
from danvan.cases import topics
from danvan.dashboards import hiding
from danvan.dashboards.choices import FIGURES, MEASURES, Figure
from danvan.dashboards.models import Publication
from danvan.figures import series, spans
from danvan.people.models import Unit
from danvan.reports import scope
from danvan.reports.measures import How

FORMAT = "danvan.open-figures/1"
WHOLE = ""
BY_TOPIC = ("received", "matters")
Months = Mapping[date, int]


@dataclass(frozen=True)
class Place:
    """What is shown under one name: the whole (`key` is WHOLE) or one unit; the first month of its register."""

    key: str
    name: str
    ids: frozenset[int]
    begun: date | None


@dataclass(frozen=True)
class Published:
    """All that a publication tells, month by month: (place, figure of a report) → month → number."""

    row: Publication
    name: str
    months: Sequence[date]
    places: Sequence[Place]
    numbers: Mapping[tuple[str, str], Months]
    by_topic: Mapping[tuple[str, date], Mapping[str, int]]

    @property
    def figures(self) -> list[Figure]:
        """The figures that are published, in the order of lists."""
        return [FIGURES[slug] for slug in self.row.figures if slug in FIGURES]

    def over(self, place: Place, slug: str, months: Sequence[date]) -> int | None:
        """A figure of a report over some months: what happened in them, or what stood after the last."""
        told = [month for month in months if place.begun and place.begun <= month]
        if not told:
            return None
        numbers = self.numbers[place.key, slug]
        return numbers[told[-1]] if MEASURES[slug].how == How.END else sum(numbers[month] for month in told)


def read(row: Publication, *, today: date) -> Published:
    """Everything that the publication tells up to the last month that is over; five statements."""
    last = today.replace(day=1) - timedelta(1)
    months = [month for month, _first, _last in spans.months(row.since, last)]
    found = scope.places(row.unit, row.since, max(last, row.since))
    places = _places(row, found)
    slugs = {slug for figure in row.figures if figure in FIGURES for slug in FIGURES[figure].needs}
    slugs |= set(BY_TOPIC) if row.by_topic else set()
    cells = series.by_month(
        {MEASURES[slug].posted for slug in slugs}, to=last, units=[p.unit_id for p in found]
    )
    numbers = _numbers(cells, places, slugs, months)
    name = next(place.name for place in found if place.unit_id == row.unit_id)
    told = _by_topic(cells, months) if row.by_topic else {}
    return Published(row, name, months, places, numbers, told)


def _places(row: Publication, found: Sequence[scope.Place]) -> list[Place]:
    """The whole, then the units that are shown one by one, by name."""
    ids = frozenset(place.unit_id for place in found)
    begun = series.begun(ids, without=DECLARED)
    named = Unit.objects.filter(key__in=row.units).named(row.on)
    return [
        Place(WHOLE, _("Cả đơn vị"), ids, min(begun.values(), default=None)),
        *(Place(u.key, u.shown_name, frozenset({u.pk}), begun.get(u.pk)) for u in named if u.pk in ids),
    ]


def _numbers(
    cells: Sequence[series.Cell], places: Sequence[Place], slugs: Collection[str], months: Sequence[date]
) -> dict[tuple[str, str], dict[date, int]]:
    """(place, figure) → what the figure gained in each month; of a stock, what stood at its end.

    Each cell is looked at once, however many places there are: anybody may ask for this.
    """
    gained: dict[tuple[int, str], Counter[date]] = {}
    for cell in cells:
        gained.setdefault((cell.unit_id, cell.measure), Counter())[cell.month] += cell.amount
    found = {}
    for place in places:
        for slug in slugs:
            measure, total = MEASURES[slug], Counter[date]()
            for unit in place.ids:
                total.update(gained.get((unit, measure.posted), {}))
            found[place.key, slug] = _over_months(total, months, stands=measure.how == How.END)
    return found


def _over_months(gained: Counter[date], months: Sequence[date], *, stands: bool) -> dict[date, int]:
    if not stands:
        return {month: gained[month] for month in months}
    ahead, stood, found = sorted(gained, reverse=True), 0, {}
    for month in months:
        while ahead and ahead[-1] <= month:
            stood += gained[ahead.pop()]
        found[month] = stood
    return found


def quarter(month: date) -> date:
    """The first month of the quarter."""
    return date(month.year, 3 * ((month.month - 1) // 3) + 1, 1)


def _by_topic(cells: Sequence[series.Cell], months: Sequence[date]) -> dict[tuple[str, date], Counter[str]]:
    """(figure, quarter) → topic → number, of the quarters that are told whole."""
    whole = [q for q, n in Counter(map(quarter, months)).items() if n == 3]
    found = {(slug, q): Counter[str]() for slug in BY_TOPIC for q in whole}
    for cell in cells:
        for slug in BY_TOPIC:
            if cell.measure == MEASURES[slug].posted and (slug, quarter(cell.month)) in found and cell.topic:
                found[slug, quarter(cell.month)][cell.topic] += cell.amount
    return found


def rows(told: Published) -> Iterator[dict[str, Any]]:
    """Every number as the open data have it, in a fixed order; `value` None: not known, or hidden where it says so."""
    for month in told.months:
        for place in told.places:
            for figure in told.figures:
                value = told.over(place, figure.counts, [month])
                of = told.over(place, figure.of, [month]) if figure.of else None
                key = place.key or told.row.unit.key
                name = place.name if place.key else told.name
                yield _row(f"{month:%Y-%m}", key, name, figure.slug, value, of=of, whole=not place.key)
    for (slug, first), cells in sorted(told.by_topic.items(), key=lambda item: (item[0][1], item[0][0])):
        shown = hiding.told(cells)
        for topic in (slug for slug in topics.slugs() if slug in shown):
            period = f"{first.year}-Q{(first.month + 2) // 3}"
            yield _row(
                period,
                told.row.unit.key,
                told.name,
                slug,
                shown[topic],
                topic=topic,
                hidden=shown[topic] is None,
                whole=True,
            )


def _row(
    period: str,
    unit: str,
    name: str,
    figure: str,
    value: int | None,
    *,
    of: int | None = None,
    topic: str = "",
    hidden: bool = False,
    whole: bool = False,
) -> dict[str, Any]:
    return {
        "period": period,
        "unit": unit,
        "unit_name": name,
        "whole": whole,
        "topic": topic,
        "figure": figure,
        "value": value,
        "of": of,
        "hidden": hidden,
    }


def definitions(told: Published) -> list[dict[str, Any]]:
    """What each figure means: its name, what is counted, over the period or at its end, and what a share is part of."""
    slugs = [figure.slug for figure in told.figures]
    also = [FIGURES[slug] for slug in BY_TOPIC if told.by_topic and slug not in slugs]
    return [
        {
            "figure": figure.slug,
            "label": figure.label,
            "means": figure.means,
            "when": "end" if figure.is_stock else "period",
            "value": str(MEASURES[figure.counts].label),
            "of": str(MEASURES[figure.of].label) if figure.of else None,
        }
        for figure in (*told.figures, *also)
    ]
