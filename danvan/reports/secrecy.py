"""Figures of what is sealed: where a figure is so small that somebody could be recognised, lines are merged.

A line of a sealed kind (danvan.cases.workflow.Kind.sealed) with a figure of one or two is added to the line before it,
and that to the next, until no figure of it is so small: nothing can be had back by taking one line from another.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from danvan.cases import kinds

if TYPE_CHECKING:
    from danvan.reports.people_relations import Line

LEAST = 3  # of so many a figure may tell; of fewer it may not


def merged(lines: "Sequence[Line]") -> "list[Line]":
    """The lines by kind, in their order; a merged line has the keys of its kinds, joined by “+”."""
    told = list(lines)
    for code in reversed(kinds.sealed()):
        place = next((n for n, line in enumerate(told) if code in line.key.split("+")), None)
        while place is not None and len(told) > 1 and _is_small(told[place]):
            other = place - 1 if place else 1
            first, second = sorted((place, other))
            told[first : second + 1] = [_together(told[first], told[second])]
            place = first
    return told


def may_be_listed(key: str, lines: "Sequence[Line]") -> bool:
    """Whether the letters of that kind may be listed alone: its line stands in the report as it is.

    Also of a kind that is not sealed: taken from the line that it was merged into, it would leave the sealed one.
    """
    return any(line.key == key for line in lines)


def _is_small(line: "Line") -> bool:
    return any(0 < amount < LEAST for amount in line.figures.values())


def _together(one: "Line", other: "Line") -> "Line":
    figures = Counter(one.figures)
    figures.update(other.figures)
    label = f"{one.label}, {other.label[:1].lower()}{other.label[1:]}"
    return replace(one, key=f"{one.key}+{other.key}", label=label, figures=dict(figures))
