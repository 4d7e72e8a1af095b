"""Where a letter may belong (cơ quan có thẩm quyền): three bodies at most, each with the reason. A suggestion only.

The letter's words are held against what is known of the fields of state management (data/bodies.yaml), as they were
divided on that day: land was seen to by one ministry until 2025 and by another since.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from danvan.lib.text import fold, spell

CENTRAL, PROVINCE = "central", "province"
MOST = 3
TOPIC_COUNTS = 2  # as much as a phrase of two syllables
FEWEST = 2  # what a single syllable counts
WORDS_SHOWN = 3
_DATA = Path(__file__).with_name("data") / "bodies.yaml"


@dataclass(frozen=True)
class Suggestion:
    """A body, the phrases of the letter that speak for it, and its fields, in both languages."""

    name: str
    words: tuple[str, ...]
    fields: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class _Field:
    """A field of state management, and who holds it from when until when."""

    said: Mapping[str, str]
    topics: frozenset[str]
    held: tuple[tuple[str, date, date], ...]

    def holder(self, on: date) -> str:
        """The body that holds the field on that day; empty when none does."""
        return next((by for by, first, until in self.held if first <= on < until), "")


Spoken = Mapping[str, tuple[str, tuple[int, ...]]]
"""A phrase as it is looked for → as it is written, and the fields that it speaks for."""


@dataclass(frozen=True)
class _Book:
    """The data, ready to be held against a letter written with marks (`spelt`) or without (`folded`)."""

    bodies: Mapping[str, Mapping[str, str]]
    fields: tuple[_Field, ...]
    spelt: Spoken
    folded: Spoken
    longest: int


def suggest(text: str, *, on: date, level: str = PROVINCE, topic: str = "") -> list[Suggestion]:
    """The bodies to which a letter of that day may belong, the likeliest first; none when nothing speaks for any.

    `level` is whether bodies of a province or of the whole country are named.
    """
    book, tally = _book(), _Tally()
    for written, of in _spoken(book, text):
        tally.speak(book, of, on, max(len(written.split()), FEWEST), written)
    if topic:
        tally.speak(
            book, [n for n, field in enumerate(book.fields) if topic in field.topics], on, TOPIC_COUNTS
        )
    return [
        Suggestion(
            book.bodies[body][level], tuple(tally.words[body][:WORDS_SHOWN]), tuple(tally.fields[body])
        )
        for body in tally.likeliest()
    ]


class _Tally:
    """What speaks for which body."""

    def __init__(self) -> None:
        self.scores: Counter[str] = Counter()
        self.words: dict[str, list[str]] = {}
        self.fields: dict[str, list[Mapping[str, str]]] = {}

    def speak(self, book: _Book, of: Iterable[int], on: date, amount: int, word: str = "") -> None:
        """A phrase, or the topic, counts once for each body that holds one of its fields on that day."""
        for body, said in {book.fields[n].holder(on): book.fields[n].said for n in of}.items():
            if body:
                self.scores[body] += amount
                self.words.setdefault(body, []).extend([word] if word else [])
                fields = self.fields.setdefault(body, [])
                fields += [said] if said not in fields else []

    def likeliest(self) -> list[str]:
        """The bodies of the highest scores, the highest first."""
        return sorted(self.scores, key=lambda body: (-self.scores[body], body))[:MOST]


def _spoken(book: _Book, text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each phrase that the text has, once, the longest that fits at each place."""
    folded = fold(text)
    marked = spell(text) != folded
    words = (spell(text) if marked else folded).split()
    phrases, at, told = book.spelt if marked else book.folded, 0, set()
    while at < len(words):
        for length in range(min(book.longest, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in phrases:
                if phrase not in told:
                    told.add(phrase)
                    yield phrases[phrase]
                at += length - 1
                break
        at += 1


@cache
def _book() -> _Book:
    read: dict[str, Any] = yaml.safe_load(_DATA.read_text("utf-8"))
    fields: list[_Field] = []
    said: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(read["fields"]):
        held = tuple((h["by"], h.get("from", date.min), h.get("until", date.max)) for h in row["held"])
        fields.append(_Field({"vi": row["vi"], "en": row["en"]}, frozenset(row.get("topics", ())), held))
        for written in row["words"]:
            said[written] = (*said.get(written, ()), number)
    return _Book(
        read["bodies"],
        tuple(fields),
        spelt={spell(written): (written, of) for written, of in said.items()},
        folded={fold(written): (written, of) for written, of in said.items() if " " in written},
        longest=max(len(written.split()) for written in said),
    )
