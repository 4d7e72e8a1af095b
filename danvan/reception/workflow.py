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


class VisitState(StrEnum):
    """What somebody with a number is doing; the last two end the visit. Each of the others is a period."""

    WAITING = "waiting"
    INVITED = "invited"
    SERVING = "serving"
    ASIDE = "aside"
    DONE = "done"
    LEFT = "left"


IN_QUEUE = (VisitState.WAITING, VisitState.INVITED, VisitState.SERVING, VisitState.ASIDE)

VISIT_STEPS = _table(
    ("invite", (VisitState.WAITING, VisitState.ASIDE), VisitState.INVITED),
    ("serve", (VisitState.WAITING, VisitState.INVITED), VisitState.SERVING),
    ("set_aside", (VisitState.WAITING, VisitState.INVITED, VisitState.SERVING), VisitState.ASIDE),
    ("finish", (VisitState.SERVING,), VisitState.DONE),
    ("leave", (VisitState.WAITING, VisitState.INVITED, VisitState.ASIDE), VisitState.LEFT),
)
"""Whoever is set aside keeps number and place, and is invited again from there."""


class BookingState(StrEnum):
    """How an appointment stands; one whose day has passed without arrival was missed, which nobody types."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
