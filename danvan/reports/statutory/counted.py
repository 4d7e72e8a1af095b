"""What a column may count: the figures that a form can name, and a column as a sum of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from danvan.figures.queries import Among
from danvan.reports.applications.measures import TABLE as APPLICATIONS
from danvan.reports.measures import ALL, How, Measure
from danvan.reports.statutory.measures import STATUTORY

KNOWN: Mapping[str, Measure] = {
    **ALL,
    **STATUTORY,
    **{f"applications_{slug}": each for slug, each in APPLICATIONS.items() if each.how != How.MADE},
}
"""Every figure by the name under which a form's `count:` asks for it."""


EVERYTHING = Among((), inside=False)


@dataclass(frozen=True)
class Part:
    """One figure over some kinds (or sittings) and some topics."""

    slug: str
    kinds: Among = EVERYTHING
    topics: Among = EVERYTHING

    @property
    def measure(self) -> Measure:
        """What is counted, and how."""
        return KNOWN[self.slug]

    def takes(self, kind: str, topic: str) -> bool:
        """Whether a fact of that kind and topic belongs to it."""
        return self.kinds.has(kind) and self.topics.has(topic)


Sum = Mapping[Part, int]
"""Figures with the number by which each counts: 1 or -1, or more where one is named several times."""


def plain(slug: str, sign: int = 1) -> Iterator[tuple[str, int]]:
    """A figure as those that are asked for: one that is made of others is taken apart."""
    measure = KNOWN[slug]
    if measure.how != How.MADE:
        yield slug, sign
        return
    for signed, slugs in ((sign, measure.plus), (-sign, measure.minus)):
        for each in slugs:
            yield from plain(each, signed)


def added(*sums: tuple[int, Sum]) -> Sum:
    """Sums added up, each with its sign; what cancels out is gone."""
    total: Counter[Part] = Counter()
    for sign, each in sums:
        for part, times in each.items():
            total[part] += sign * times
    return {part: times for part, times in total.items() if times}


def about(asked: Sum) -> str:
    """What a list of this sum shows: 'case', 'turn', 'session'; empty for nothing or several at once."""
    kinds = {part.measure.about for part in asked}
    return kinds.pop() if len(kinds) == 1 else ""
