"""Amounts in the unit of a column's heading: sums are made in đồng and dm², and divided only where they are shown."""

from decimal import ROUND_HALF_UP, Decimal

from danvan.web import words

DECIMALS = 3
_FINEST = Decimal(1).scaleb(-DECIMALS)


def scaled(amount: int, per: int) -> int | Decimal:
    """So many of the heading's unit, of which each is `per`: whole where it is, else with at most three decimals."""
    if amount % per == 0:
        return amount // per
    return (Decimal(amount) / per).quantize(_FINEST, ROUND_HALF_UP).normalize()


def shown(amount: int, per: int = 1) -> str:
    """The same for a reader: 12.500.000 đồng by the million are 12,5."""
    value = scaled(amount, per)
    if isinstance(value, int):
        return words.number(value)
    return words.number(float(value), max(0, -int(value.as_tuple().exponent)))
