"""Who may be competent to answer a voters' petition: a level and agencies, with the words that speak for them.

A suggestion only; a person decides. Agencies are those to which letters are guided (danvan.cases.bodies).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from danvan.cases import bodies
from danvan.council.models import Petition
from danvan.council.workflow import Level
from danvan.lib.text import fold

_DATA = Path(__file__).with_name("competence.yaml")


@dataclass(frozen=True)
class Suggested:
    """The level, the phrase that speaks for it (none: nothing speaks for a higher one), and agencies of that level."""

    level: Level
    phrase: str
    agencies: tuple[bodies.Suggestion, ...]


@cache
def _phrases() -> tuple[tuple[Level, str, str], ...]:
    """(level, as written, as looked for), central ones first."""
    read = yaml.safe_load(_DATA.read_text("utf-8"))
    return tuple(
        (Level(level), phrase, f" {fold(phrase)} ")
        for level in ("central", "province")
        for phrase in read[level]
    )


def suggest(petition: Petition, *, on: date) -> Suggested:
    """Who may be competent for a petition, as the state was divided on that day."""
    text = f" {petition.folded} "
    level, phrase = next(
        ((level, said) for level, said, folded in _phrases() if folded in text), (Level.COMMUNE, "")
    )
    if level == Level.COMMUNE:
        return Suggested(level, phrase, ())
    named = bodies.CENTRAL if level == Level.CENTRAL else bodies.PROVINCE
    found = bodies.suggest(f"{petition.title}. {petition.text}", on=on, level=named, topic=petition.topic)
    return Suggested(level, phrase, tuple(found))
