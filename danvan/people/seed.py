"""Hà Tĩnh with its history, from data/ha_tinh.yaml through the actions."""

from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from danvan.lib.text import sort_key
from danvan.people.actions import history
from danvan.people.actions.units import By, NewUnit, create_unit, create_units
from danvan.people.models import Tier, Unit


@transaction.atomic
def load_ha_tinh(by: By) -> dict[str, Unit]:
    """Units of Hà Tĩnh by key, those of every day; loads them when they are not there yet."""
    if not Unit.objects.filter(key="HA-TINH").exists():
        _load(read_data(), by)
    return {unit.key: unit for unit in Unit.objects.all()}


def read_data() -> dict[str, Any]:
    """The file as it stands."""
    text = files("danvan.people").joinpath("data/ha_tinh.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _load(data: dict[str, Any], by: By) -> None:
    start, units = data["start"], dict[str, Unit]()
    before = {"by": by, "on": start, "text": data["start_text"]}
    units["HA-TINH"] = create_unit(tier=Tier.PROVINCE, **before, **_place(data["province"]))
    for row in data["districts"]:
        act = {"by": by, "on": start, "resolution": row["resolution"]}
        units[row["key"]] = create_unit(tier=Tier.DISTRICT, parent=units["HA-TINH"], **_place(row), **act)
    old = [
        NewUnit(tier=Tier.COMMUNE, parent=units[district], **_row(key, row))
        for district, communes in data["communes_2017"].items()
        for key, row in communes.items()
    ]
    units |= {unit.key: unit for unit in create_units(old, **before)}
    for change in data["changes"]:
        _change(change, data["communes_2025"], units, by)
    last, new = data["changes"][-1], data["communes_2025"]
    rest = [
        NewUnit(tier=Tier.COMMUNE, parent=units["HA-TINH"], **_row(key, row))
        for key, row in new.items()
        if key not in units
    ]
    create_units(rest, by=by, on=last["day"], resolution=last["resolution"])


def _change(change: dict[str, Any], today: dict[str, list[Any]], units: dict[str, Unit], by: By) -> None:
    """One resolution: its mergers, new names, divisions and ends, in this order."""
    act = {"by": by, "on": change["day"], "resolution": change["resolution"]}
    text = change.get("text", "")
    for row in change.get("merge", []):
        place = _row(row["key"], today[row["key"]]) if row["key"] in today else _place(row)
        units[row["key"]] = history.merge_units(
            units=[units[key] for key in row["of"]],
            parent=units[row.get("parent", "HA-TINH")],
            text=text,
            **place,
            **act,
        )
    for row in change.get("rename", []):
        history.rename_unit(unit=units[row["unit"]], prefix=row["prefix"], name=row["name"], text=text, **act)
    for row in change.get("split", []):
        into = [units[key] for key in row["into"]]
        history.split_unit(unit=units[row["unit"]], into=into, text=text, **act)
    for row in change.get("abolish", []):
        receiver = units[row["receiver"]]
        note = change.get("abolish_text", text)
        history.abolish_unit(unit=units[row["unit"]], receiver=receiver, text=note, **act)


def _place(row: dict[str, Any]) -> dict[str, Any]:
    """A row of named columns as arguments of an action."""
    words = {name: row[name] for name in ("key", "code", "prefix", "name")}
    numbers = {name: Decimal(str(row[name])) for name in ("lat", "lon", "area_km2") if row.get(name)}
    return {**words, **numbers}


def _row(key: str, row: list[Any]) -> dict[str, Any]:
    """A row of columns in order as arguments of an action."""
    names = ("code", "prefix", "name", "lat", "lon", "area_km2")
    return _place({"key": key, **dict(zip(names, row, strict=False))})


def choices() -> list[tuple[str, str]]:
    """The province and its communes of today as (key, name), for the first-run page; reads the file only."""
    data = read_data()
    place = data["province"]
    rows = [(key, f"{row[1]} {row[2]}") for key, row in data["communes_2025"].items()]
    return [
        (place["key"], f"{place['prefix']} {place['name']}"),
        *sorted(rows, key=lambda row: sort_key(row[1])),
    ]
