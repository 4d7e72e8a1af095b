"""Which units did best and worst, named only where somebody asks (đơn vị cao nhất, thấp nhất).

Ties are told as ties. A unit takes part from a least denominator on, so that 1 of 1 is not the best; a unit that was
divided does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from danvan.reports import days, rates

if TYPE_CHECKING:
    from danvan.reports.people_relations import Line

LEAST = 10  # letters, or matters: a rate of fewer says little of a unit
COMPARED = ("in_time", "resolved_of_due", "overdue_of_open")
"""The rates by which units are compared; and the median of days."""


@dataclass(frozen=True)
class Extreme:
    """Units at both ends of one rate or of the median, more than one where they are level; `passed_over`: too few.

    `best` and `worst` are empty where fewer than two units have enough, `worst` where all are level. The values are
    per cent, or days where `in_days`.
    """

    slug: str
    label: str | Promise
    best: tuple[str, ...]
    worst: tuple[str, ...]
    best_value: float | None
    worst_value: float | None
    passed_over: int
    in_days: bool = False


def of(lines: "Sequence[Line]") -> tuple[Extreme, ...]:
    """Best and worst of each rate that is compared, then of the median of days."""
    whole = [line for line in lines if not line.undivided]
    found = [
        _ends(rate.slug, rate.label, whole, _rate(rate), higher_is_better=rate.higher_is_better)
        for rate in (rates.ALL[slug] for slug in COMPARED)
    ]
    return *found, _ends(*days.MEDIAN, whole, _median, higher_is_better=False, in_days=True)


Read = Callable[["Line"], tuple[int, float | None]]
"""Of a line, how many its value is told of, and the value."""


def _rate(rate: rates.Rate) -> Read:
    def read(line: "Line") -> tuple[int, float | None]:
        share = rates.share(rate, line.figures)
        return share.whole, share.per_cent

    return read


def _median(line: "Line") -> tuple[int, float | None]:
    return line.days.counted, line.days.median


def _ends(
    slug: str,
    label: str | Promise,
    lines: "Sequence[Line]",
    read: Read,
    *,
    higher_is_better: bool,
    in_days: bool = False,
) -> Extreme:
    """Both ends of one value. A quotient of whole numbers is rounded once, so 1 of 3 and 2 of 6 are level."""
    found = [(line.label, *read(line)) for line in lines]
    told = {label: value for label, whole, value in found if whole >= LEAST and value is not None}
    few = sum(0 < whole < LEAST for _label, whole, _value in found)
    if len(told) < 2:
        return Extreme(slug, label, (), (), None, None, few, in_days)
    high, low = max(told.values()), min(told.values())
    best, worst = (high, low) if higher_is_better else (low, high)
    return Extreme(
        slug,
        label,
        tuple(name for name, value in told.items() if value == best),
        tuple(name for name, value in told.items() if value == worst and best != worst),
        best,
        None if best == worst else worst,
        few,
        in_days,
    )
