"""The card of a unit: each indicator with what was measured and the points that the scale gives. The same question
gives the same answer: nothing is kept, everything is worked out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from danvan.people.models import Unit
from danvan.reports import scope
from danvan.scores import queries
from danvan.scores.measures import Span
from danvan.scores.models import Scale
from danvan.scores.sets import STEPS, Indicator, Set, said

Numbers = Sequence[int]
Shares = Mapping[str, queries.Share]
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """One indicator: how many of how many, and its points; None where there is nothing to measure or no scale."""

    indicator: Indicator
    good: int | None
    whole: int | None
    points: Decimal | None
    most: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """The share in per cent; None without a whole."""
        if not self.whole or self.good is None:
            return None
        return (Decimal(100 * self.good) / self.whole).quantize(HUNDREDTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Card:
    """The lines of one unit under one heading."""

    key: str
    name: str
    unit_ids: tuple[int, ...]
    lines: Sequence[Line]
    set: Set
    scaled: bool
    undivided: bool = False

    @property
    def points(self) -> Decimal | None:
        """The points of all indicators that have some; None without a scale."""
        found = [line.points for line in self.lines if line.points is not None]
        return sum(found, Decimal(0)) if found else None

    @property
    def is_known(self) -> bool:
        """Whether anything was measured here."""
        return any(line.whole for line in self.lines)

    @property
    def missing(self) -> int:
        """How many indicators have no points."""
        return sum(line.points is None for line in self.lines)

    @property
    def band(self) -> str:
        """The class, once every indicator has points; empty before."""
        if self.points is None or self.missing:
            return ""
        found = (band for band in self.set.bands if band.least <= (self.points or 0))
        return next((said(band.name) for band in found), "")


@dataclass(frozen=True)
class Scored:
    """A unit over a period, and each unit below."""

    unit: Unit
    span: Span
    set: Set
    scale: Scale | None
    whole: Card
    units: Sequence[Card]


def build(unit: Unit, span: Span, chosen: Set) -> Scored:
    """Work everything out; seven statements, however many units and dossiers."""
    places = scope.places(unit, span.first, span.last)
    heads = scope.headings(places, None, unit, span.last)
    ids = tuple(place.unit_id for place in places)
    shares = queries.measured(ids, span)
    scale = queries.scale_for(unit, chosen.key, span.first)
    values: Mapping[str, Numbers] = scale.values if scale else {}
    name = next(place.name for place in places if place.unit_id == unit.pk)
    rows = scope.rows(places, heads, unit)
    return Scored(
        unit=unit,
        span=span,
        set=chosen,
        scale=scale,
        whole=_card(unit.key, name, ids, shares, chosen, values),
        units=[
            _card(
                row.heading.key, row.heading.name, row.unit_ids, shares, chosen, values, row.heading.undivided
            )
            for row in rows
            if row.listed or any(whole for one in row.unit_ids for _good, whole in shares[one].values())
        ],
    )


def _card(
    key: str,
    name: str,
    ids: tuple[int, ...],
    shares: queries.Shares,
    chosen: Set,
    values: Mapping[str, Numbers],
    undivided: bool = False,
) -> Card:
    added = {
        indicator.measure.key: _added(indicator.measure.key, ids, shares)
        for indicator in chosen.indicators
        if indicator.measure
    }
    lines = [line_of(each, added, chosen, values.get(each.key, ())) for each in chosen.indicators]
    return Card(key, name, ids, lines, chosen, bool(values), undivided)


def _added(measure: str, ids: Sequence[int], shares: queries.Shares) -> queries.Share:
    found = [shares[one].get(measure, (0, 0)) for one in ids]
    return sum(good for good, _whole in found), sum(whole for _good, whole in found)


def line_of(indicator: Indicator, added: Shares, chosen: Set, numbers: Numbers) -> Line:
    """One line: measured, and scored where there is something to score and a scale to do it by."""
    if indicator.measure is None:
        return Line(indicator, None, None, None, _most(chosen, numbers))
    good, whole = added[indicator.measure.key]
    points = scored(good, whole, chosen.manner, numbers) if whole and numbers else None
    return Line(indicator, good, whole, points, _most(chosen, numbers))


def scored(good: int, whole: int, manner: str, numbers: Numbers) -> Decimal:
    """The points of a share. By steps: one from the first number of per cent on, two from the second; else its part of
    the number, to the hundredth.
    """
    if manner == STEPS:
        return Decimal(sum(100 * good >= bound * whole for bound in numbers))
    return (Decimal(numbers[0]) * good / whole).quantize(HUNDREDTH, ROUND_HALF_UP)


def _most(chosen: Set, numbers: Numbers) -> Decimal | None:
    if not numbers:
        return None
    return Decimal(len(numbers)) if chosen.manner == STEPS else Decimal(numbers[0])
