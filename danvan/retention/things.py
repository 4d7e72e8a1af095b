"""The kinds of thing that are kept, read once from things.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from danvan.law.words import Words

FILE = Path(__file__).with_name("things.yaml")


@dataclass(frozen=True)
class Thing:
    """One kind of thing (loại tài liệu): the stream of its events, which rows are of it, the rule of law on its term.

    Without `statuses` every closed case of the kinds is of it that no thing before it takes. `law` is empty where the
    register knows of no rule.
    """

    key: str
    stream: str
    name: Words
    starts: Words
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    law: str = ""


@cache
def all_things() -> dict[str, Thing]:
    """Every thing by its key, in the order of pages."""
    return {row["key"]: _read(row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))}


def taken_before(thing: Thing) -> frozenset[str]:
    """The statuses that things before this one take of its kinds."""
    found: set[str] = set()
    for other in all_things().values():
        if other is thing:
            break
        if set(other.kinds) & set(thing.kinds):
            found |= set(other.statuses)
    return frozenset(found)


def _read(row: dict[str, Any]) -> Thing:
    lists = {name: tuple(row.get(name, ())) for name in ("kinds", "statuses")}
    return Thing(
        **{**row, **lists, "name": Words(**row["name"]), "starts": Words(**row["starts"])},
    )
