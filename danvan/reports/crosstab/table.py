"""A two-way table: what was asked for, counted in one statement, with its totals."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet

from danvan.cases import kinds
from danvan.lib import dates
from danvan.lib.constants import Numbers
from danvan.people.models import Unit
from danvan.reports import scope, secrecy
from danvan.reports.crosstab.dimensions import KIND, TIMES, UNIT, Dimension, Subject
from danvan.reports.moment import snapshot
from danvan.reports.people_relations import Line, check_period

Cells = Counter[tuple[str, str]]


class TooSmall(Exception):
    """The table would tell of one letter that is sealed."""


@dataclass(frozen=True)
class Asked:
    """What a table is asked for: whose records of which days, what is counted, by what, and which values alone.

    `units_of`: a day by whose units a division by unit is made.
    """

    unit: Unit
    from_: date
    to: date
    subject: Subject
    rows: Dimension
    columns: Dimension
    only: Mapping[str, str] = field(default_factory=dict)
    units_of: date | None = None


@dataclass(frozen=True)
class Head:
    """A row or a column: its value and its words; `unit_ids` of units added up in it."""

    key: str
    label: str
    unit_ids: tuple[int, ...] = ()

    @property
    def merged(self) -> bool:
        """Whether several kinds stand in it, because one of them alone would tell of somebody."""
        return "+" in self.key


@dataclass(frozen=True)
class Table:
    """A table with its totals. `until` is the last day asked for, or the day of asking where that is not over."""

    asked: Asked
    unit_name: str
    until: date
    asked_at: datetime
    unit_ids: tuple[int, ...]
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[str, str], int]

    def cell(self, row: Head, column: Head) -> int:
        """The figure where a row and a column cross."""
        return self.cells.get((row.key, column.key), 0)

    def of_row(self, row: Head) -> int:
        """The sum of a row."""
        return sum(self.cell(row, column) for column in self.columns)

    def of_column(self, column: Head) -> int:
        """The sum of a column."""
        return sum(self.cell(row, column) for row in self.rows)

    @property
    def total(self) -> int:
        """The sum of all."""
        return sum(self.cells.values())


@dataclass(frozen=True)
class Behind:
    """Where a table looks: its units with the headings that they stand under, and its days."""

    places: Sequence[scope.Place]
    lines: Sequence[scope.Row]
    until: date

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """All units that are counted."""
        return tuple(place.unit_id for place in self.places)


def build(asked: Asked) -> Table:
    """Count it. Raises PeriodRefused, and TooSmall where one kind was picked and that would tell of a sealed letter."""
    check_period(asked.from_, asked.to, dates.today())
    with snapshot():
        asked_at, where = dates.now(), behind(asked)
        cells = _counted(asked, where, records(asked, where))
        if KIND in asked.only:
            _check_none_small(asked, where)
    rows, columns = (
        _heads(way, place, cells, where) for place, way in enumerate((asked.rows, asked.columns))
    )
    if asked.rows.name == KIND:
        rows, cells = _secret(rows, columns, cells)
    elif asked.columns.name == KIND:
        turned = Counter({(b, a): n for (a, b), n in cells.items()})
        columns, turned = _secret(columns, rows, turned)
        cells = Counter({(b, a): n for (a, b), n in turned.items()})
    name = next(place.name for place in where.places if place.unit_id == asked.unit.pk)
    return Table(asked, name, where.until, asked_at, where.unit_ids, tuple(rows), tuple(columns), cells)


def behind(asked: Asked) -> Behind:
    """The units and days of a table."""
    until = min(asked.to, dates.today())
    places = scope.places(asked.unit, asked.from_, until)
    heads = scope.headings(places, asked.units_of, asked.unit, until)
    lines = scope.rows(places, heads, asked.unit)
    return Behind(places, lines, until)


def records(asked: Asked, where: Behind) -> QuerySet[Any]:
    """The records that are counted, whoever asks."""
    subject = asked.subject
    found: QuerySet[Any] = subject.table._default_manager.filter(
        **{
            f"{subject.unit}__in": Numbers(where.unit_ids),
            f"{subject.day}__range": (asked.from_, where.until),
        },
        **subject.only(),
    )
    for name, value in asked.only.items():
        found = found.filter(**subject.by_name[name].narrowing(value))
    return found


def _counted(asked: Asked, where: Behind, found: QuerySet[Any]) -> Cells:
    """Figures by the values of both dimensions, in one statement."""
    grouped = found.order_by().values(_a=asked.rows.expression, _b=asked.columns.expression)
    rows = grouped.annotate(_n=Count("*")).values_list("_a", "_b", "_n")
    first, second = (_key_of(way, where) for way in (asked.rows, asked.columns))
    cells: Cells = Counter()
    for a, b, n in rows:
        cells[first(a), second(b)] += n
    return cells


def _key_of(way: Dimension, where: Behind) -> Callable[[Any], str]:
    """What makes a value of the database one of the dimension's."""
    if way.name != UNIT:
        return way.key
    keys = {unit: line.heading.key for line in where.lines for unit in line.unit_ids}
    return keys.__getitem__


def _heads(way: Dimension, place: int, cells: Cells, where: Behind) -> list[Head]:
    """The values of a dimension that are shown, in their order: periods without a gap, else those with a figure.

    In rows also the communes that had none.
    """
    there = {key[place] for key, n in cells.items() if n}
    if way.name == UNIT:
        lines = [line for line in where.lines if line.heading.key in there or (line.listed and not place)]
        return [Head(one.heading.key, one.heading.name, one.unit_ids) for one in lines]
    if way.name in TIMES:
        keys = list(way.between(min(there), max(there))) if there else []
    else:
        known = list(way.labels()) if way.labels else []
        keys = [key for key in known if key in there or way.name == KIND] + sorted(there - {*known})
    return [Head(key, way.say(key)) for key in keys]


def _secret(heads: list[Head], others: list[Head], cells: Cells) -> tuple[list[Head], Cells]:
    """Kinds as they may be told: a sealed one with a figure of one or two is merged into the next (secrecy)."""
    lines = [
        Line(head.key, head.label, {other.key: cells[head.key, other.key] for other in others})
        for head in heads
    ]
    told = [line for line in secrecy.merged(lines) if any(line.figures.values())]
    merged = Counter({(line.key, other): n for line in told for other, n in line.figures.items()})
    return [Head(line.key, line.label) for line in told], merged


def _check_none_small(asked: Asked, where: Behind) -> None:
    """With one kind picked, whoever knows all of them could take one table from another."""
    rest = {name: value for name, value in asked.only.items() if name != KIND}
    whole = Asked(asked.unit, asked.from_, asked.to, asked.subject, asked.rows, asked.columns, rest)
    hidden = records(whole, where).filter(kind__in=kinds.sealed())
    if any(0 < n < secrecy.LEAST for n in _counted(asked, where, hidden).values()):
        raise TooSmall
