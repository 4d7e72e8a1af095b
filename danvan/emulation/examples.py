"""Example sets of criteria, read once from criteria.yaml: what an office may begin its own set with."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("criteria.yaml")


@dataclass(frozen=True)
class Item:
    """One criterion; danvan.emulation.models.Criterion says what each is."""

    name: str
    text: str = ""
    most: int = 0
    least: int = 0
    condition: bool = False
    evidence: str = ""
    photo: bool = False


@dataclass(frozen=True)
class Drawn:
    """A set as it is written down; danvan.emulation.models.CriteriaSet says what each is."""

    name: str
    sort: str
    origin: str = ""
    pass_points: int = 0
    vote_percent: int = 51
    valid_months: int | None = None
    items: tuple[Item, ...] = ()


@cache
def examples() -> dict[str, Drawn]:
    """Every example by its key."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        row.pop("key"): Drawn(**{**row, "items": tuple(Item(**item) for item in row["items"])})
        for row in rows
    }
