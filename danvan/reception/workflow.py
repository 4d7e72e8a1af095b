"""What may be done at reception, as tables: the steps of a session, the steps of a visit. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SessionState(StrEnum):
    """How a session of the calendar stands (buổi tiếp công dân)."""

    PLANNED = "planned"
    PUBLISHED = "published"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Step:
    """A verb, the states from which it may be taken, and the state that it leads to."""

    verb: str
    sources: frozenset[str]
    target: str


def _table(*rows: tuple[str, tuple[str, ...], str]) -> Mapping[str, Step]:
    return {verb: Step(verb, frozenset(sources), target) for verb, sources, target in rows}


SESSION_STEPS = _table(
    ("publish", (SessionState.PLANNED,), SessionState.PUBLISHED),
    ("postpone", (SessionState.PUBLISHED,), SessionState.POSTPONED),
    ("hold", (SessionState.PUBLISHED,), SessionState.HELD),
    ("cancel_session", (SessionState.PLANNED,), SessionState.CANCELLED),
)
"""Whoever has been told of a day is told when it is postponed: what was published is never simply cancelled."""
