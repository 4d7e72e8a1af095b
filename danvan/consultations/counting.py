"""The result of a vote of households, with how it was reckoned. Pure: numbers in, a verdict with its reasons out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class Counted(Protocol):
    """The numbers of one hamlet."""

    hamlet: str
    households: int
    present: int | None
    agree: int | None
    against: int | None
    void: int | None


@dataclass(frozen=True)
class Threshold:
    """What the law asks for: at least `numerator` of `denominator` parts, or more than so many per cent."""

    numerator: int = 0
    denominator: int = 0
    more_than: int = 0

    @classmethod
    def of(cls, values: Mapping[str, int]) -> "Threshold":
        """As a rule of danvan.law has it."""
        if "denominator" in values:
            return cls(values["numerator"], values["denominator"])
        return cls(more_than=values["more_than_percent"])

    def least(self, whole: int) -> int:
        """The smallest number that is enough of so many."""
        if self.denominator:
            return -(-whole * self.numerator // self.denominator)
        return whole * self.more_than // 100 + 1

    def is_met(self, part: int, whole: int) -> bool:
        """Whether the part is enough of the whole; of nothing nothing is enough."""
        return whole > 0 and part >= self.least(whole)


@dataclass(frozen=True)
class Line:
    """One hamlet: its numbers, how many households it needed, whether it agreed."""

    hamlet: str
    households: int
    present: int
    agree: int
    against: int
    void: int
    needed: int
    passed: bool


@dataclass(frozen=True)
class Result:
    """The whole: every hamlet, and in a commune how many hamlets agreed of how many it needed."""

    lines: tuple[Line, ...]
    by_hamlets: bool
    needed: int
    passed: bool

    @property
    def households(self) -> int:
        """All households on the roll."""
        return sum(line.households for line in self.lines)

    @property
    def present(self) -> int:
        """Households that took part."""
        return sum(line.present for line in self.lines)

    @property
    def agree(self) -> int:
        """Households that agreed."""
        return sum(line.agree for line in self.lines)

    @property
    def against(self) -> int:
        """Households that did not agree."""
        return sum(line.against for line in self.lines)

    @property
    def void(self) -> int:
        """Households with another opinion or a ballot that does not count."""
        return sum(line.void for line in self.lines)

    @property
    def hamlets_for(self) -> int:
        """Hamlets that agreed."""
        return sum(line.passed for line in self.lines)


def result(ballots: Sequence[Counted], threshold: Threshold, *, whole: bool) -> Result | None:
    """The result; None until every hamlet is counted.

    All households are the whole; but for what is paid for in the whole commune (a share as threshold) each hamlet is
    held to it by its households, then the hamlets that agreed are held to it among all hamlets.
    """
    if not ballots or any(each.present is None for each in ballots):
        return None
    lines = tuple(
        Line(
            each.hamlet,
            each.households,
            each.present or 0,
            each.agree or 0,
            each.against or 0,
            each.void or 0,
            threshold.least(each.households),
            threshold.is_met(each.agree or 0, each.households),
        )
        for each in ballots
    )
    if whole and threshold.denominator:
        needed = threshold.least(len(lines))
        return Result(lines, True, needed, sum(line.passed for line in lines) >= needed)
    everybody = sum(line.households for line in lines)
    agree = sum(line.agree for line in lines)
    return Result(lines, False, threshold.least(everybody), threshold.is_met(agree, everybody))
