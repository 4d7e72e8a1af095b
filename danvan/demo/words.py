"""What people said and wrote, and what was answered: sentences of texts/*.yaml with their slots filled."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from danvan.demo import material
from danvan.demo.names import Crowd, Somebody, commune_of


@dataclass(frozen=True)
class Text:
    """A letter's words, and what it will be answered (outcome: danvan.cases.models.parts.Outcome)."""

    kind: str
    subject: str
    body: str
    wish: str
    against: str
    answer: str
    outcome: str


class Writer:
    """Draws texts in turn, so that one is only met again when the others of its topic have been used."""

    def __init__(self, rng: Random, crowd: Crowd) -> None:
        self._rng = rng
        self._crowd = crowd
        self._decks: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        self._frame = material.read("texts/frame")

    def said(self, topic: str) -> str:
        """What somebody brought at the desk, as the register has it (nội dung tiếp)."""
        return self._fill(self._draw((topic, "said"), self._topic(topic)["said"]))

    def advice(self, topic: str) -> str:
        """What the officer said to it."""
        return self._fill(self._draw((topic, "advice"), self._topic(topic)["advice"]))

    def answer(self, text: Text) -> str:
        """What the office answered to this letter."""
        return f"{self._draw(('frame', 'answers'), self._frame['answers'])} {text.answer}"

    def phrase(self, name: str) -> str:
        """A sentence for a step of that verb, or for words that the citizen adds (more)."""
        return self._fill(self._draw(("frame", name), self._frame[name]))

    def has_letter(self, topic: str, kind: str, when: str) -> bool:
        """Whether there is a letter of that topic and kind for that time ('then' or 'now')."""
        return any(self._letters(topic, kind, when))

    def letter(self, topic: str, kind: str, when: str, sender: Somebody, signatures: int = 1) -> Text:
        """A letter of that topic and kind, as this person would write it."""
        row = self._draw((topic, kind, when), self._letters(topic, kind, when))
        fill = self._filler()
        frame = self._frame["group" if signatures > 1 else "single"]
        opening = self._draw(("frame", "opening", str(signatures > 1)), frame)
        words = {
            "commune": commune_of(sender),
            "name": sender.full_name,
            "address": sender.address,
            "signatures": str(signatures),
        }
        body = "\n\n".join(
            [
                opening.format_map(words),
                fill(row["body"]),
                self._draw(("thanks",), self._frame["thanks"]),
            ]
        )
        return Text(
            kind=kind,
            subject=fill(row["subject"]),
            body=body,
            wish=fill(row["wish"]),
            against=fill(row.get("against", "")),
            answer=fill(row["answer"]),
            outcome=row["outcome"],
        )

    def _topic(self, topic: str) -> dict[str, Any]:
        return material.read(f"texts/{topic}")

    def _letters(self, topic: str, kind: str, when: str) -> list[dict[str, Any]]:
        rows = self._topic(topic)["letters"]
        return [row for row in rows if row["kind"] == kind and row.get("when", when) == when]

    def _draw(self, deck: tuple[str, ...], cards: list[Any]) -> Any:
        if not self._decks[deck]:
            self._decks[deck] = self._rng.sample(cards, len(cards))
        return self._decks[deck].pop()

    def _fill(self, text: str) -> str:
        return self._filler()(text)

    def _filler(self) -> Callable[[str], str]:
        """One set of values for all sentences of a text."""
        rng = self._rng
        values = {
            "area": str(rng.randrange(80, 900)),
            "big": f"{rng.randrange(10, 60)}00",
            "plot": str(rng.randrange(12, 980)),
            "sheet": str(rng.randrange(3, 48)),
            "year": str(rng.randrange(1992, 2014)),
            "metres": str(rng.randrange(3, 30) * 50),
            "short": str(rng.randrange(8, 60)),
            "money": f"{rng.randrange(2, 48)}.{rng.randrange(1, 10)}00.000",
            "months": str(rng.randrange(2, 9)),
            "homes": str(rng.randrange(6, 60)),
            "number": str(rng.randrange(11, 890)),
            "hamlet": self._crowd.hamlet(),
            "hamlet2": self._crowd.hamlet(),
            "other": self._other(),
        }
        return lambda text: text.format_map(values)

    def _other(self) -> str:
        name, woman = self._crowd.name()
        return f"{'bà' if woman else 'ông'} {name}"
