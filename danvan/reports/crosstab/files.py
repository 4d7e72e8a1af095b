"""A two-way table as a file: rows for CSV and XLSX, and JSON with keys that stay as they are."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from danvan.lib import dates
from danvan.reports.crosstab.table import Table

FORMAT = "danvan.crosstab/1"


def lines(table: Table) -> Iterator[list[str | int]]:
    """Heads, rows, sums."""
    yield [str(table.asked.rows.label), *(column.label for column in table.columns), _("Cộng")]
    for row in table.rows:
        yield [row.label, *(table.cell(row, column) for column in table.columns), table.of_row(row)]
    yield [_("Cộng"), *(table.of_column(column) for column in table.columns), table.total]


def name_of(table: Table, ending: str) -> str:
    """What the file is called."""
    asked = table.asked
    return f"bang-hai-chieu-{asked.unit.key.lower()}-{asked.from_:%Y%m%d}-{asked.to:%Y%m%d}.{ending}"


def as_dict(table: Table) -> dict[str, Any]:
    """The whole table."""
    asked = table.asked
    return {
        "format": FORMAT,
        "counted": asked.subject.name,
        "unit": {"key": asked.unit.key, "name": table.unit_name},
        "period": {
            "from": asked.from_.isoformat(),
            "to": asked.to.isoformat(),
            "until": table.until.isoformat(),
            "units_of": asked.units_of.isoformat() if asked.units_of else None,
        },
        "only": dict(asked.only),
        "asked_at": table.asked_at.astimezone(dates.VIETNAM).isoformat(timespec="seconds"),
        "by": {"rows": asked.rows.name, "columns": asked.columns.name},
        "columns": [
            {"key": column.key, "label": column.label, "total": table.of_column(column)}
            for column in table.columns
        ],
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "cells": [table.cell(row, column) for column in table.columns],
                "total": table.of_row(row),
            }
            for row in table.rows
        ],
        "total": table.total,
    }
