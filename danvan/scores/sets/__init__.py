"""Sets of indicators as data: each act with its days in force, its confidence, its indicators and what they rest on."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from danvan.law.words import Words
from danvan.scores.measures import MEASURES, Measure

FOLDER = Path(__file__).parent
STEPS, SHARE = "steps", "share"
"""How points are given: none, one or two by two bounds in per cent; or the measured share of the points of a group."""


@dataclass(frozen=True)
class Indicator:
    """One line of a set (chỉ số); without a measure nothing in the register answers it."""

    key: str
    title: Words | None = None
    measure: Measure | None = None
    note: Words | None = None

    @property
    def label(self) -> str:
        """Its name: the act's where it is known, else what is measured."""
        return said(self.title) if self.title else str(self.measure.label if self.measure else self.key)


@dataclass(frozen=True)
class Band:
    """A class from so many points on (xếp loại)."""

    least: int
    name: Words


@dataclass(frozen=True)
class Set:
    """A set of indicators (bộ chỉ số) of an act, with what is not known of it said."""

    key: str
    act: str
    article: str
    title: Words
    in_force_from: date
    in_force_until: date | None
    confidence: str
    note: Words
    manner: str
    most: int
    bands: tuple[Band, ...]
    indicators: tuple[Indicator, ...]

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return said(self.title)

    def numbers(self) -> int:
        """How many numbers the scale of one indicator has."""
        return 2 if self.manner == STEPS else 1

    def covers(self, day: date) -> bool:
        """Whether it was in force that day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


def said(words: Words) -> str:
    """Words in the reader's language."""
    return words.say((get_language() or "vi")[:2])


@cache
def every() -> dict[str, Set]:
    """Every set by its key, the oldest act first."""
    rows = [_read(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))]
    return {row.key: row for row in sorted(rows, key=lambda row: row.in_force_from)}


def usual(day: date) -> Set:
    """The set that is offered for a period that ends that day: the latest in force, else the oldest."""
    found = [row for row in every().values() if row.covers(day)]
    return found[-1] if found else next(iter(every().values()))


def _read(row: dict[str, Any]) -> Set:
    return Set(
        key=row["key"],
        act=row["act"],
        article=row["article"],
        title=Words(**row["title"]),
        in_force_from=row["in_force_from"],
        in_force_until=row["in_force_until"],
        confidence=row["confidence"],
        note=Words(**row["note"]),
        manner=row["manner"],
        most=row["most"],
        bands=tuple(Band(each["from"], Words(each["vi"], each["en"])) for each in row["bands"]),
        indicators=tuple(_indicator(each) for each in row["indicators"]),
    )


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        row["key"],
        Words(**row["title"]) if "title" in row else None,
        MEASURES[row["measure"]] if "measure" in row else None,
        Words(**row["note"]) if "note" in row else None,
    )
