"""A two-way table laid out for its page: sorted, each figure with the address of its list."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.reports.crosstab.dimensions import SUBJECTS, UNIT, Dimension
from danvan.reports.crosstab.table import Asked, Head, Table
from danvan.reports.page import Cell
from danvan.web import parts, words

MOST_COLUMNS = 60  # of more no screen and no sheet of paper makes a table


class Layout:
    """Knows the addresses of one table for one reader; `sort` is a column's key, “total” or empty, “-” turned round."""

    def __init__(self, table: Table, *, lists: bool, sort: str = "") -> None:
        self.table, self.lists, self.sort = table, lists, sort
        self.query = query_of(table.asked)

    def context(self) -> dict[str, Any]:
        """Everything the template needs."""
        table = self.table
        wide = len(table.columns) > MOST_COLUMNS
        return {
            "table": table,
            "scope": self.scope(),
            "narrowed": self.narrowed(),
            "wide": wide,
            "heads": self.heads(),
            "rows": [] if wide else [(head.label, self.cells(head)) for head in self.ordered()],
            "total": [] if wide else self.cells(None),
            "merged": any(head.merged for head in (*table.rows, *table.columns)),
            "turned": self.address("crosstab", rows=self.query["columns"], columns=self.query["rows"]),
            "files": [(name.upper(), self.address(f"crosstab_{name}")) for name in ("csv", "xlsx", "json")],
        }

    def scope(self) -> str:
        """Whose records, over which days, by the units of which day."""
        asked = self.table.asked
        days = {"first": words.short(asked.from_), "last": words.short(self.table.until)}
        said = [self.table.unit_name, _("từ %(first)s đến hết %(last)s") % days]
        if asked.units_of:
            said.append(_("theo đơn vị hành chính ngày %(day)s") % {"day": words.short(asked.units_of)})
        return " · ".join(said)

    def narrowed(self) -> str:
        """Which values alone are counted."""
        asked = self.table.asked
        ways = asked.subject.by_name
        return " · ".join(
            f"{ways[name].label}: {ways[name].say(value)}" for name, value in asked.only.items()
        )

    def heads(self) -> list[parts.Column]:
        """The heads, each a way to sort."""
        figures = [
            parts.Column(head.label, f"c.{head.key}", number=True)
            for head in self.table.columns[:MOST_COLUMNS]
        ]
        first = parts.Column(str(self.table.asked.rows.label), "label")
        return [first, *figures, parts.Column(_("Cộng"), "total", number=True)]

    def ordered(self) -> list[Head]:
        """The rows as they are asked for; in their own order where nothing that the table has is named."""
        table, plain = self.table, self.sort.removeprefix("-")
        ways: dict[str, Callable[[Head], Any]] = {
            "label": table.rows.index,
            "total": table.of_row,
        }
        for column in table.columns:
            ways[f"c.{column.key}"] = partial(table.cell, column=column)
        found = sorted(table.rows, key=ways.get(plain, ways["label"]))
        return found[::-1] if self.sort.startswith("-") and plain in ways else found

    def cells(self, row: Head | None) -> list[Cell]:
        """The figures of a row, or of the sums, with their lists."""
        table = self.table
        found = []
        for column in table.columns:
            amount = table.cell(row, column) if row else table.of_column(column)
            found.append(Cell(amount, self.list_url(row, column), column.label))
        amount = table.of_row(row) if row else table.total
        return [*found, Cell(amount, self.list_url(row, None), _("Cộng"))]

    def list_url(self, row: Head | None, column: Head | None) -> str:
        """The address of the list behind a figure; empty where it would tell of persons, or for figures alone."""
        picked = {"row": (self.table.asked.rows, row), "column": (self.table.asked.columns, column)}
        chosen = {name: head.key for name, (way, head) in picked.items() if head}
        if not self.lists or any(head and not may_be_listed(way, head) for way, head in picked.values()):
            return ""
        return self.address("crosstab_list", **chosen)

    def address(self, name: str, **changed: str) -> str:
        """An address with what this table is asked for."""
        return f"{reverse(f'reports:{name}')}?{urlencode({**self.query, **changed})}"


def may_be_listed(way: Dimension, head: Head) -> bool:
    """Whether the records of a row or column may be listed: no personal datum, no kind merged with a sealed one."""
    return not (way.personal or head.merged)


def query_of(asked: Asked) -> dict[str, str]:
    """What a table is asked for, as addresses have it."""
    found = {
        "counted": asked.subject.name,
        "rows": asked.rows.name,
        "columns": asked.columns.name,
        "unit": asked.unit.key,
        "first": asked.from_.isoformat(),
        "last": asked.to.isoformat(),
        **{f"only_{name}": value for name, value in asked.only.items()},
    }
    return found | ({"units_of": asked.units_of.isoformat()} if asked.units_of else {})


def counted_tabs(asked: Asked) -> list[parts.Tab]:
    """What can be counted, as tabs: of the same unit and period."""
    kept = {
        name: value
        for name, value in query_of(asked).items()
        if name in ("unit", "first", "last", "units_of")
    }
    return [
        parts.Tab(
            str(subject.label),
            f"{reverse('reports:crosstab')}?{urlencode({'counted': subject.name, **kept})}",
            current=subject == asked.subject,
        )
        for subject in SUBJECTS.values()
    ]


def narrowing(table: Table, row: str, column: str) -> tuple[dict[str, Any], list[str]]:
    """The records behind a row and a column, as the database is asked for them, and their words.

    An empty key is the sum. Raises KeyError for what is no row or column of the table or may not be listed.
    """
    narrow: dict[str, Any] = {}
    said = []
    sides = ((table.asked.rows, table.rows, row), (table.asked.columns, table.columns, column))
    for way, heads, key in sides:
        if not key:
            continue
        head = next((one for one in heads if one.key == key and may_be_listed(way, one)), None)
        if head is None:
            raise KeyError(key)
        if way.name == UNIT:
            narrow[f"{way.column}__in"] = head.unit_ids
        else:
            narrow |= way.narrowing(key)
        said.append(head.label)
    return narrow, said
