"""The headings of a form in their lines, each over the columns below it, and the line of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from danvan.reports.statutory.form import Column, Form


@dataclass(frozen=True)
class Head:
    """One heading: its text, the first column below it, over how many columns and lines it stands."""

    text: str
    first: int
    columns: int
    lines: int


def lines(form: Form) -> list[list[Head]]:
    """The headings line by line; one that is a column's own reaches down to the line of numbers."""
    return [_line(form.columns, level, form.depth) for level in range(form.depth)]


def _line(columns: Sequence[Column], level: int, depth: int) -> list[Head]:
    heads: list[Head] = []
    over: tuple[str, ...] | None = None
    for column in columns:
        path = column.head[: level + 1]
        if len(column.head) <= level:
            over = None
        elif len(column.head) == level + 1:
            heads.append(Head(path[-1], column.number, 1, depth - level))
            over = None
        elif path == over:
            last = heads.pop()
            heads.append(Head(last.text, last.first, last.columns + 1, 1))
        else:
            heads.append(Head(path[-1], column.number, 1, 1))
            over = path
    return heads


def number(column: Column) -> str:
    """What stands in the line of numbers: 4, or 1=2+…+7 for a column that adds up others."""
    said = column.formula.replace(" ", "").replace("..", "+…+")
    return f"{column.number}={said}" if said else str(column.number)
