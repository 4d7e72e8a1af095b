"""Answers are told in groups alone: how those that wait are put together. Pure.

Each answer comes into one group, the narrowest that has enough in it; where there is not enough, it waits for others.
Since the groups never overlap and none is small, what is left of a sum when other sums are taken from it is a group
too: nothing about a few can be had from the difference (ADR 36).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Answer = Any
"""An answer that waits: it has `source`, `procedure_id`, `officer_id`, `week`, and nothing that says whose it is."""
Key = tuple[Any, ...]

LEVELS: tuple[tuple[str, ...], ...] = (
    ("procedure_id", "officer_id", "week"),
    ("officer_id", "week"),
    ("procedure_id", "week"),
    ("officer_id",),
    ("procedure_id",),
    ("week",),
    (),
)
"""By what answers are told together, the narrowest first; the last: all of the unit that still wait."""


@dataclass(frozen=True)
class Group:
    """So many answers that are told together; what they do not share is not told: None. `week`: the latest of them."""

    source: str
    procedure_id: int | None
    officer_id: int | None
    week: date
    answers: tuple[Answer, ...]


def split(waiting: Iterable[Answer], least: int) -> tuple[list[Group], list[Answer]]:
    """The groups of at least so many, and what waits on. The answers of a unit, of weeks that are over."""
    left, groups = list(waiting), list[Group]()
    for level in LEVELS:
        found, rest = _told_by(level, left)
        for some in found.values():
            if len(some) >= least:
                groups.append(_group(level, some))
            else:
                rest += some
        left = rest
    return groups, left


def _told_by(
    level: tuple[str, ...], answers: Iterable[Answer]
) -> tuple[Mapping[Key, list[Answer]], list[Answer]]:
    """The answers by what they share; those of which it is not known are left."""
    found: dict[Key, list[Answer]] = {}
    rest: list[Answer] = []
    for one in answers:
        shared = tuple(getattr(one, name) for name in level)
        if None in shared:
            rest.append(one)
        else:
            found.setdefault((one.source, *shared), []).append(one)
    return found, rest


def _group(level: tuple[str, ...], some: list[Answer]) -> Group:
    first = some[0]
    return Group(
        source=first.source,
        procedure_id=first.procedure_id if "procedure_id" in level else None,
        officer_id=first.officer_id if "officer_id" in level else None,
        week=max(one.week for one in some),
        answers=tuple(some),
    )
