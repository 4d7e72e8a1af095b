"""Sums that a printed report makes, checked: figures by name, expressions over them, and what was printed.

A printed number is right when the computed one rounds to it (half up) at as many places as were printed: 8.7 for
8.7179, and not 79.63 for 79.638, which was cut. Pure: nothing of the register is read.
"""

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

_OPERATIONS: Mapping[type[ast.operator], Any] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
}
LONGEST = 500  # letters of an expression


class Unreadable(Exception):
    """What was given is no list of figures and sums; the message says where."""


@dataclass(frozen=True)
class Verdict:
    """One printed sum: what it is, what was printed, what comes out (None: a division by nothing)."""

    expression: str
    printed: Decimal
    computed: Fraction | None
    where: str = ""

    @property
    def holds(self) -> bool:
        """Whether the number that comes out rounds to the printed one."""
        return self.computed is not None and _rounded(self.computed, _places(self.printed)) == self.printed

    @property
    def printed_text(self) -> str:
        """As it was printed, with a decimal comma."""
        return f"{self.printed:f}".replace(".", ",")

    @property
    def computed_text(self) -> str:
        """What comes out, to at most two places more than were printed; “–” for a division by nothing."""
        if self.computed is None:
            return "–"
        shown = _rounded(self.computed, _places(self.printed) + 2)
        return f"{shown:f}".rstrip("0").rstrip(".").replace(".", ",") if "." in f"{shown:f}" else f"{shown:f}"


def check_file(text: str) -> list[Verdict]:
    """Every sum of a JSON text: one report or a list of them. Raises Unreadable."""
    try:
        found = json.loads(text, parse_float=Decimal)
    except ValueError as why:
        raise Unreadable(f"JSON: {why}") from why
    return [verdict for each in (found if isinstance(found, list) else [found]) for verdict in check(each)]


def check(report: Any) -> list[Verdict]:
    """Every sum of one report: `figures` by name, `checks` with `expr` and `printed`, and its `id` if it has one."""
    if not isinstance(report, dict) or not isinstance(report.get("figures"), dict):
        raise Unreadable("figures")
    figures, where = report["figures"], str(report.get("id", ""))
    verdicts = []
    for each in report.get("checks", []):
        if not isinstance(each, dict) or not {"expr", "printed"} <= each.keys():
            raise Unreadable("checks: expr, printed")
        expression = str(each["expr"])
        verdicts.append(Verdict(expression, _printed(each["printed"]), compute(expression, figures), where))
    return verdicts


def compute(expression: str, figures: Mapping[str, Any]) -> Fraction | None:
    """The exact value of sums, differences, products and quotients of figures; None where it divides by 0.

    Raises Unreadable for anything else, and for a figure that is not there or no number.
    """
    if len(expression) > LONGEST:
        raise Unreadable(f"{expression[:40]}…")
    try:
        return _value(ast.parse(expression, mode="eval").body, figures)
    except ZeroDivisionError:
        return None
    except (SyntaxError, ValueError, RecursionError) as why:
        raise Unreadable(expression) from why


def _value(node: ast.expr, figures: Mapping[str, Any]) -> Fraction:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return Fraction(_OPERATIONS[type(node.op)](_value(node.left, figures), _value(node.right, figures)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, figures)
    if isinstance(node, ast.Constant):
        return Fraction(_printed(node.value))
    if isinstance(node, ast.Name) and node.id in figures:
        return Fraction(_printed(figures[node.id]))
    raise Unreadable(ast.unparse(node))


def _printed(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Unreadable(str(value))
    try:
        number = Decimal(str(value))
    except InvalidOperation as why:
        raise Unreadable(str(value)) from why
    if not number.is_finite():
        raise Unreadable(str(value))
    return number


def _places(printed: Decimal) -> int:
    exponent = printed.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _rounded(value: Fraction, places: int) -> Decimal:
    """Half up, from the exact value."""
    sign = -1 if value < 0 else 1
    whole = (abs(value) * 10**places * 2 + 1) // 2
    return Decimal(sign * whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
