"""A form as JSON. Keys are English and stay as they are; docs/how-to/new-statutory-form.md describes them."""

from typing import Any

from danvan.reports.exchange import check_as_dict, of_days
from danvan.reports.statutory.form import Column
from danvan.reports.statutory.table import Line, Table

FORMAT = "danvan.statutory-form/1"


def as_dict(table: Table) -> dict[str, Any]:
    """The whole form."""
    return {
        "format": FORMAT,
        "circular": table.circular.number,
        "form": {"code": table.form.code, "title": table.form.title.vi},
        "unit": {"key": table.unit.key, "name": table.unit_name},
        **of_days(table),
        "columns": [_column(column, table) for column in table.form.columns],
        "lines": [_line(line) for line in table.lines],
        "total": _line(table.total)["cells"],
        "declared": list(table.declared),
        "sums": [check_as_dict(check) for check in table.sums],
    }


def _column(column: Column, table: Table) -> dict[str, Any]:
    kept = table.form.absent[column.absent].vi if column.absent else None
    told = {"n": column.number, "head": list(column.head), "absent": kept, "partly": column.partly}
    return {**told, "per": column.per} if column.per > 1 else told


def _line(line: Line) -> dict[str, Any]:
    cells = {str(number): amount for number, amount in line.cells.items()}
    told = {"key": line.key, "label": line.label, "undivided": line.undivided, "cells": cells}
    return {**told, "hidden": sorted(line.hidden)} if line.hidden else told
