"""One moment's figures for the columns of a form: a few statements, however many columns there are."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from danvan.balances.queries import Began
from danvan.figures import queries as figures
from danvan.reports.measures import How
from danvan.reports.statutory.counted import Part, Sum

Cell = tuple[int, str, str, int]
"""Unit (0 where units are not told apart), kind, topic, amount."""


@dataclass(frozen=True)
class Reading:
    """Cells by the posted measure: what was gained in the period, stood before it, stood all through it."""

    gained: dict[str, list[Cell]] = field(default_factory=dict)
    stood: dict[str, list[Cell]] = field(default_factory=dict)
    through: dict[str, list[Cell]] = field(default_factory=dict)

    def value(self, asked: Sum, units: Collection[int] | None = None) -> int:
        """What a column comes to, over some units or over everything that was read."""
        return sum(times * self._of(part, units) for part, times in asked.items())

    def _of(self, part: Part, units: Collection[int] | None) -> int:
        posted = part.measure.posted
        gained, stood = self.gained.get(posted, []), self.stood.get(posted, [])
        cells = {
            How.FLOW: gained,
            How.BEFORE: stood,
            How.END: [*stood, *gained],
            How.THROUGH: self.through.get(posted, []),
        }[part.measure.how]
        return sum(
            amount
            for unit, kind, topic, amount in cells
            if part.takes(kind, topic) and (units is None or unit in units)
        )


def read(
    parts: Iterable[Part], ids: Sequence[int], from_: date, until: date, began: Sequence[Began] = ()
) -> tuple[Reading, Reading]:
    """What these parts need, unit by unit and over all of them, asked apart: four statements.

    What a unit declared when it began within these days (`began`) stood before them, and is no gain.
    A fifth, for both, where something is wanted that stood all through the period.
    """
    wanted: dict[How, set[str]] = {how: set() for how in How}
    for part in parts:
        wanted[part.measure.how].add(part.measure.posted)
    flows, stocks = wanted[How.FLOW] | wanted[How.END], wanted[How.BEFORE] | wanted[How.END]
    through = _through(sorted(wanted[How.THROUGH]), ids, from_, until)
    before = from_ - timedelta(days=1)
    ended = [each for each in began if each.measure in wanted[How.END]]
    carried = [each for each in began if each.measure in stocks]
    apart, whole = (
        Reading(
            _with(
                figures.flow(sorted(flows), from_=from_, to=until, units=ids, by=by) if flows else {},
                ended,
                by,
                -1,
            ),
            _with(
                figures.stock(sorted(stocks), on=before, units=ids, by=by) if stocks else {}, carried, by, 1
            ),
            through,
        )
        for by in (figures.DIMENSIONS, figures.DIMENSIONS[1:])
    )
    return apart, whole


def _with(
    found: Mapping[tuple, int], began: Sequence[Began], by: Sequence[str], sign: int
) -> dict[str, list[Cell]]:
    """The cells with what was declared added or taken off."""
    cells = Counter(found)
    for each in began:
        cells[each.measure, *(getattr(each, name) for name in by)] += sign * each.amount
    return _cells(cells)


def _through(measures: list[str], ids: Sequence[int], from_: date, until: date) -> dict[str, list[Cell]]:
    by = figures.DIMENSIONS
    return _cells(figures.through(measures, from_=from_, to=until, units=ids, by=by)) if measures else {}


def _cells(found: Mapping[tuple, int]) -> dict[str, list[Cell]]:
    cells: dict[str, list[Cell]] = {}
    for (posted, *place), amount in found.items():
        unit, kind, topic = place if len(place) == 3 else (0, *place)
        cells.setdefault(posted, []).append((unit, kind, topic, amount))
    return cells
