"""When a count is more than chance makes of its own past: pure arithmetic, no database (docs/adr/0029).

The count of the last days is held against as many days again and again before them, in the same unit and topic. What
the past leaves open about its rate, and how uneven it was, widens the bound.
"""

from collections.abc import Iterator, Sequence
from math import ceil, exp, log
from statistics import fmean, variance


def bound(past: Sequence[int], *, chance: float, least: int) -> int:
    """The smallest count that is an alarm: reached with at most this chance if nothing changed; never below `least`.

    A Poisson rate, of which the past tells by so many windows (Jeffreys' prior), gives a negative binomial for the next
    window. Where windows of the past spread more than Poisson's would, counts are taken in lumps of that size.
    """
    lump = spread(past)
    shape, rate = sum(past) / lump + 0.5, len(past)
    needed = next(count for count, above in enumerate(_at_least(shape, rate)) if above <= chance)
    return max(least, ceil(needed * lump))


def spread(past: Sequence[int]) -> float:
    """Variance over mean of the windows, 1 for an even past or one with nothing in it."""
    mean = fmean(past)
    return max(1.0, variance(past) / mean) if mean and len(past) > 1 else 1.0


def _at_least(shape: float, rate: float) -> Iterator[float]:
    """The chances that the next window has at least 0, 1, 2… when the rate is Gamma(shape, rate).

    Kept as a logarithm: of a busy past, the chance of none at all is too small for a number.
    """
    exactly, above, count = shape * log(rate / (rate + 1)), 1.0, 0
    while True:
        yield above
        above = max(above - exp(exactly), 0.0)
        exactly += log((shape + count) / (count + 1)) - log(rate + 1)
        count += 1
