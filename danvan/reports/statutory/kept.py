"""A form filled in, as plain data: what is kept of an issued one, and the same table read back without the register.

Headings, notes and reasons are kept with the figures: the file of a form may be mended later, an issued form is not.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from danvan.law import Words
from danvan.people.models import Tier, Unit
from danvan.reports.statutory.form import Circular, Column, Form
from danvan.reports.statutory.table import Line, Table


def as_dict(table: Table) -> dict[str, Any]:
    """The whole table with the words of its form."""
    form = table.form
    return {
        "circular": {
            "slug": table.circular.slug,
            "number": table.circular.number,
            "from": table.circular.in_force_from.isoformat(),
        },
        "form": {
            "code": form.code,
            "title": _words(form.title),
            "act": form.act,
            "source": _words(form.source),
            "note": _words(form.note) if form.note else None,
            "absent": {name: _words(words) for name, words in form.absent.items()},
            "columns": [_column(column) for column in form.columns],
        },
        "unit": {"key": table.unit.key, "name": table.unit_name, "tier": str(table.unit.tier)},
        "days": [day.isoformat() for day in (table.from_, table.to, table.until)],
        "units_of": table.units_of.isoformat() if table.units_of else None,
        "asked_at": table.asked_at.isoformat(),
        "lines": [_line(line) for line in table.lines],
        "total": _line(table.total),
        "declared": list(table.declared),
    }


def read(told: Mapping[str, Any]) -> Table:
    """The table again; its columns count nothing any more. KeyError for what is none."""
    act, form = told["circular"], told["form"]
    first, last, until = (date.fromisoformat(day) for day in told["days"])
    made = Form(
        code=form["code"],
        title=Words(**form["title"]),
        act=form["act"],
        columns=tuple(Column(**{**column, "head": tuple(column["head"])}) for column in form["columns"]),
        equations=(),
        source=Words(**form["source"]),
        absent={name: Words(**words) for name, words in form["absent"].items()},
        note=Words(**form["note"]) if form["note"] else None,
    )
    return Table(
        circular=Circular(act["slug"], act["number"], date.fromisoformat(act["from"]), None, "", {}),
        form=made,
        unit=_unit(told["unit"]),
        unit_name=told["unit"]["name"],
        from_=first,
        to=last,
        until=until,
        units_of=date.fromisoformat(told["units_of"]) if told["units_of"] else None,
        asked_at=datetime.fromisoformat(told["asked_at"]),
        lines=tuple(_read_line(line) for line in told["lines"]),
        total=_read_line(told["total"]),
        sums=(),
        declared=tuple(told["declared"]),
    )


def _unit(told: Mapping[str, str]) -> Unit:
    """Whose form it is; one that was kept without a tier was headed as that of a people's committee."""
    return Unit(key=told["key"], tier=told.get("tier", Tier.COMMUNE))


def _words(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _column(column: Column) -> dict[str, Any]:
    return {
        "number": column.number,
        "head": list(column.head),
        "formula": column.formula,
        "absent": column.absent,
        "partly": column.partly,
        "is_note": column.is_note,
        "per": column.per,
    }


def _line(line: Line) -> dict[str, Any]:
    cells = {str(number): amount for number, amount in line.cells.items()}
    return {"key": line.key, "label": line.label, "undivided": line.undivided, "cells": cells}


def _read_line(told: Mapping[str, Any]) -> Line:
    cells = {int(number): amount for number, amount in told["cells"].items()}
    return Line(told["key"], told["label"], (), cells, told["undivided"])
