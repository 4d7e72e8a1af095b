"""What may be done with somebody who has a number, as a table. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Step:
    """A verb, the states from which it may be taken, and the state that it leads to."""

    verb: str
    sources: frozenset[str]
    target: str


def table(*rows: tuple[str, tuple[str, ...], str]) -> Mapping[str, Step]:
    """Steps by their verb."""
    return {verb: Step(verb, frozenset(sources), target) for verb, sources, target in rows}


class QueueState(StrEnum):
    """What somebody with a number is doing; the last two end it. Each of the others is a period."""

    WAITING = "waiting"
    INVITED = "invited"
    SERVING = "serving"
    ASIDE = "aside"
    DONE = "done"
    LEFT = "left"


IN_QUEUE = (QueueState.WAITING, QueueState.INVITED, QueueState.SERVING, QueueState.ASIDE)
WAITED = (QueueState.WAITING, QueueState.INVITED)
"""What counts as waiting: until somebody is served."""
CHOICES = [(state.value, state.value) for state in QueueState]
RUNNING = [(state.value, state.value) for state in IN_QUEUE]
"""The states as a column holds them, and those of them that last."""

QUEUE_STEPS = table(
    ("invite", (QueueState.WAITING, QueueState.ASIDE), QueueState.INVITED),
    ("serve", (QueueState.WAITING, QueueState.INVITED), QueueState.SERVING),
    ("set_aside", (QueueState.WAITING, QueueState.INVITED, QueueState.SERVING), QueueState.ASIDE),
    ("finish", (QueueState.SERVING,), QueueState.DONE),
    ("leave", (QueueState.WAITING, QueueState.INVITED, QueueState.ASIDE), QueueState.LEFT),
)
"""Whoever is set aside keeps number and place, and is invited again from there."""
