"""Many units as few totals: the groups that hold most of them, more units, and units to be taken away.

Which units are meant is for the caller to say. A group is only a shorter way to add them up: where a commune has moved
to another province since, or was not yet there, it is added or taken away by itself, and the answer stays the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

LEAST = 12
"""Fewer units are added up one by one as quickly."""

_GROUPS = "SELECT top_id, bool_and(daily), array_agg(unit_id) FROM figures_member GROUP BY top_id"


@dataclass(frozen=True)
class Term:
    """One total to be added (`sign` 1) or taken away (-1) under a label: a unit by itself, or with its group.

    `daily`: there are totals of its days too.
    """

    label: int
    unit_id: int
    below: bool = False
    sign: int = 1
    daily: bool = False


@dataclass(frozen=True)
class Cover:
    """Terms that together say the same as the units that were meant."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Group:
    """The units that are added up in the totals of the unit above."""

    units: frozenset[int]
    daily: bool = False


Groups = Mapping[int, Group]
"""The unit above → its group."""


def groups() -> Groups:
    """Every group for which totals are kept; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS)
        return {top: Group(frozenset(units), daily) for top, daily, units in cursor.fetchall()}


def covers(*asked: Mapping[int, Collection[int]]) -> list[Cover]:
    """A cover for each family of labelled units; one statement, none where no label has many units."""
    many = any(len(units) >= LEAST for family in asked for units in family.values())
    known = groups() if many else {}
    return [cover(family, known) for family in asked]


def each(units: Iterable[int]) -> Cover:
    """Every unit by itself, under its own number."""
    return Cover(tuple(Term(unit, unit) for unit in units))


def cover(asked: Mapping[int, Collection[int]], known: Groups) -> Cover:
    """The units of each label in the terms of these groups; a unit may stand under several labels."""
    largest = sorted(known.items(), key=lambda each: (-len(each[1].units), each[0]))
    return Cover(tuple(term for label, units in asked.items() for term in _terms(label, units, largest)))


def _terms(label: int, units: Collection[int], largest: Sequence[tuple[int, Group]]) -> Iterator[Term]:
    """The largest groups first, as long as what they hold too much is less than half of what they save."""
    left = set(units)
    for top, group in largest:
        if len(left) < LEAST:
            break
        too_much = group.units - left
        if len(too_much) < (len(group.units) - len(too_much)) / 2:
            left -= group.units
            yield Term(label, top, below=True, daily=group.daily)
            yield from (Term(label, unit, sign=-1) for unit in sorted(too_much))
    yield from (Term(label, unit) for unit in sorted(left))
