"""Which voters' petitions ask the same: a suggestion by their words, never more than that.

Words that many petitions have say nothing; two that follow one another say more than each alone ("khong con", "con cap
huyen"). What two petitions share of these is weighed by how rare it is among the petitions of this council, and set
beside the likeness of their words (rapidfuzz). A council has hundreds of petitions, not millions of letters, so that
all of them are compared; danvan.cases.similar, which finds candidates from an index, is for the latter.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log, sqrt

from rapidfuzz import fuzz

LONGEST = 2_000  # letters of a petition that are compared
ALIKE = 20  # scores, of 100, from which a pair is shown: a person reads it, so that rather one too many
LEAST_WORDS = 50  # likeness of words below which a pair is not weighed
FEWEST = 2  # telling words or pairs that both have at least
LEAST_RARE = 0.05  # of all that is rare in both, what both have at least
RARE = 10  # petitions that have a word: so many, or two in a hundred, and it is still rare


@dataclass(frozen=True)
class Alike:
    """Two petitions that may ask the same: by their numbers, how much (of 100)."""

    one: int
    other: int
    score: int


class Corpus:
    """The petitions of a council, ready to be compared; `folded` are their words without marks, by number."""

    def __init__(self, folded: Mapping[int, str]) -> None:
        self.words = {pk: text[:LONGEST].split() for pk, text in folded.items()}
        self.told = {pk: frozenset(_told(words)) for pk, words in self.words.items()}
        seen = Counter(each for told in self.told.values() for each in told)
        self.weights = {each: log((len(self.told) + 1) / n) for each, n in seen.items()}
        self.sizes = {pk: self._size(told) for pk, told in self.told.items()}

    def like(self, pk: int, among: Iterable[int] | None = None, *, most: int = 5) -> list[Alike]:
        """Those like one of them, the most alike first."""
        others = self.told.keys() if among is None else among
        scored = (Alike(pk, other, self.score(pk, other)) for other in others if other != pk)
        return _first(scored, most)

    def pairs(self, *, most: int = 50) -> list[Alike]:
        """All pairs that are alike, the most alike first; only those that share rare things are weighed at all."""
        having: dict[str, list[int]] = {}
        for pk in sorted(self.told):
            for each in self.told[pk]:
                having.setdefault(each, []).append(pk)
        few = max(RARE, len(self.told) // 50)
        met = Counter(pair for pks in having.values() if len(pks) <= few for pair in combinations(pks, 2))
        weighed = (
            Alike(one, other, self.score(one, other)) for (one, other), n in met.items() if n >= FEWEST
        )
        return _first(weighed, most)

    def score(self, one: int, other: int) -> int:
        """How alike two are, of 100: rare things that both have, and the likeness of all their words."""
        shared = self.told[one] & self.told[other]
        if len(shared) < FEWEST or not (size := self.sizes[one] * self.sizes[other]):
            return 0
        rare = sum(self.weights[each] ** 2 for each in shared) / size
        if rare < LEAST_RARE:
            return 0
        words = fuzz.token_set_ratio(" ".join(self.words[one]), " ".join(self.words[other]))
        return round(min(100.0, sqrt(rare) * words)) if words >= LEAST_WORDS else 0

    def _size(self, told: Iterable[str]) -> float:
        return sqrt(sum(self.weights[each] ** 2 for each in told))


def _told(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def _first(scored: Iterable[Alike], most: int) -> list[Alike]:
    alike = [each for each in scored if each.score >= ALIKE]
    return sorted(alike, key=lambda each: (-each.score, each.one, each.other))[:most]
