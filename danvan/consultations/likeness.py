"""Opinions that may say the same: suggested by likeness, decided by a person. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from danvan.lib.text import fold

ALIKE = 72.0
MOST = 400


@dataclass(frozen=True)
class Said:
    """An opinion as it is compared: its number, the article, the words."""

    pk: int
    anchor: str
    text: str


def together(opinions: Sequence[Said]) -> list[list[int]]:
    """Numbers of opinions on one article that are alike, the largest heap first; those that stand alone are left out.

    Each heap is around its first opinion, so that a chain of small likenesses never joins what has nothing in common.
    """
    folded = [(each, fold(each.text)) for each in opinions[:MOST] if each.text.strip()]
    left, heaps = list(folded), []
    while left:
        (first, words), *rest = left
        alike = [one for one in rest if one[0].anchor == first.anchor and score(words, one[1]) >= ALIKE]
        if alike:
            heaps.append([first.pk, *(each.pk for each, _words in alike)])
        gone = {each.pk for each, _words in alike}
        left = [one for one in rest if one[0].pk not in gone]
    return sorted(heaps, key=len, reverse=True)


def nearest(opinion: Said, groups: Sequence[Said]) -> list[int]:
    """Numbers of groups of the same article that the opinion may belong to, the most alike first."""
    words = fold(opinion.text)
    scored = [(score(words, fold(each.text)), each.pk) for each in groups if each.anchor == opinion.anchor]
    return [pk for value, pk in sorted(scored, reverse=True) if value >= ALIKE]


def score(first: str, second: str) -> float:
    """How alike two folded texts are, out of 100; short ones are not thought to be within long ones."""
    return float(fuzz.token_sort_ratio(first, second) * 0.5 + fuzz.token_set_ratio(first, second) * 0.5)
