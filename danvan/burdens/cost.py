"""The formula of the cost of complying with a procedure (chi phí tuân thủ). Đồng; pure Python.

(hours × income of an hour + fees + other cost) × times a year × subjects, a line for each step, all lines added. It is
told beside every figure with how sure we are of it: `danvan.law`, rule `procedure.compliance_cost`. Nothing is reckoned
unless somebody entered the numbers and named their source.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from danvan.law import Rule, versions
from danvan.web import words

RULE = "procedure.compliance_cost"
HOUR = 100
"""Hours are kept in hundredths, as every amount of the house is an integer."""


@dataclass(frozen=True)
class Numbers:
    """What one line takes: hundredths of an hour, đồng, times in a year, how many people or organisations."""

    hundredths: int
    income: int
    fees: int
    other: int
    times: int
    subjects: int


def total(line: Numbers) -> int:
    """Đồng in a year, rounded to a whole đồng, half of one upwards."""
    once = line.hundredths * line.income + HOUR * (line.fees + line.other)
    return (once * line.times * line.subjects + HOUR // 2) // HOUR


def written(line: Numbers) -> str:
    """'(2,5 × 30.000 + 8.000 + 20.000) × 1 × 1.200': the formula with its numbers."""
    said = words.number
    hours = said(line.hundredths / HOUR, digits(line.hundredths))
    inner = f"{hours} × {said(line.income)} + {said(line.fees)} + {said(line.other)}"
    return f"({inner}) × {said(line.times)} × {said(line.subjects)}"


def digits(hundredths: int) -> int:
    """How many digits behind the comma hours need."""
    return 0 if hundredths % HOUR == 0 else 1 if hundredths % 10 == 0 else 2


def saved(before: int, after: int) -> Decimal | None:
    """How much of the cost falls away, per cent with one digit; None where nothing was spent before."""
    if not before:
        return None
    share = Decimal(before - after) * 100 / Decimal(before)
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def rule() -> Rule:
    """The rule that tells the formula, with its confidence."""
    return versions(RULE)[-1]
