"""Small figures of sensitive topics are not published, nor anything from which one could be had back."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from danvan.reports.secrecy import LEAST


@cache
def sensitive() -> frozenset[str]:
    """The topics of which small figures are hidden."""
    return frozenset(yaml.safe_load(Path(__file__).with_name("sensitive.yaml").read_text("utf-8")))


def hidden(cells: Mapping[str, int]) -> frozenset[str]:
    """The topics whose figure is hidden, of those that add up to a number that is published.

    One small figure alone would be the rest of the sum, and two that add up to little could be guessed: so the next
    smallest go with them until the hidden ones are at least two and together twice what a figure may tell.
    """
    gone = {topic for topic, n in cells.items() if topic in sensitive() and 0 < n < LEAST}
    rest = sorted((n, topic) for topic, n in cells.items() if n and topic not in gone)
    while gone and rest and (len(gone) < 2 or sum(cells[topic] for topic in gone) < 2 * LEAST):
        gone.add(rest.pop(0)[1])
    return frozenset(gone)
