"""The figures of applications read from the facts, and their sums proved; for this report and for others' sections."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.figures.covers import Cover
from danvan.figures.queries import BEGINNING, Period, sums
from danvan.reports.applications.measures import ADDED, FLOWS, RATES, STOCKS, SUMS, TABLE
from danvan.reports.checks import Check, additions, adds_up, below_zero, of_sum
from danvan.reports.measures import Figures, figures
from danvan.reports.rates import Share, share

By = Mapping[str | int, Figures]
Cells = Mapping[tuple, int]
POSTED = (*FLOWS, *STOCKS)
"""All that is counted of applications."""


@dataclass(frozen=True)
class Counted:
    """The figures over everything, and for each value of one dimension that has any."""

    total: Figures
    by: By


def read(units: Cover, from_: date, until: date, by: str) -> Counted:
    """What these units received, settled and have in hand; one statement. `by`: `unit_id`, or `topic` (a code)."""
    periods = (
        Period(POSTED, from_, until),
        Period(STOCKS, BEGINNING, from_ - timedelta(days=1)),
    )
    gained, stood = sums(periods, units=units, by=(by,))
    flow: defaultdict[str | int, Counter[str]] = defaultdict(Counter)
    before: defaultdict[str | int, Counter[str]] = defaultdict(Counter)
    for cells, into in ((gained, flow), (stood, before)):
        for (measure, value), amount in cells.items():
            into[value][measure] += amount
    total = whole(gained, stood)
    return Counted(total, {key: figures(flow[key], before[key], TABLE) for key in {**flow, **before}})


def whole(gained: Cells, stood: Cells) -> Figures:
    """The figures over everything, from cells whose first word is the measure: gained in a period, stood before it."""
    return figures(_added(gained), _added(stood), TABLE)


def _added(cells: Cells) -> Counter[str]:
    total: Counter[str] = Counter()
    for (measure, *_rest), amount in cells.items():
        total[measure] += amount
    return total


def prove(total: Figures, parts: Mapping[str, Mapping[str, Figures]]) -> list[Check]:
    """Every sum; those of a single part only where they are off. `parts`: by unit, by procedure."""
    checks = [of_sum(each, total, among=TABLE) for each in SUMS]
    for name, some in parts.items():
        for key, found in some.items():
            checks += [of_sum(each, found, key, TABLE) for each in SUMS if not adds_up(each, found)]
        checks += additions(name, name, total, some, ADDED, TABLE)
        checks += below_zero(some, TABLE)
    return [*checks, *below_zero({"": total}, TABLE)]


def rates_of(found: Figures) -> dict[str, Share]:
    """Every rate, each with its denominator."""
    return {rate.slug: share(rate, found) for rate in RATES}
