"""What may be done at reception, as tables: the steps of a session, the steps of a visit. Pure data."""

from enum import StrEnum

from danvan.queues.workflow import IN_QUEUE, QUEUE_STEPS, QueueState, Step, table

__all__ = ["IN_QUEUE", "SESSION_STEPS", "VISIT_STEPS", "BookingState", "SessionState", "Step", "VisitState"]


class SessionState(StrEnum):
    """How a session of the calendar stands (buổi tiếp công dân)."""

    PLANNED = "planned"
    PUBLISHED = "published"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


SESSION_STEPS = table(
    ("publish", (SessionState.PLANNED,), SessionState.PUBLISHED),
    ("postpone", (SessionState.PUBLISHED,), SessionState.POSTPONED),
    ("hold", (SessionState.PUBLISHED,), SessionState.HELD),
    ("cancel_session", (SessionState.PLANNED,), SessionState.CANCELLED),
)
"""Whoever has been told of a day is told when it is postponed: what was published is never simply cancelled."""


VisitState, VISIT_STEPS = QueueState, QUEUE_STEPS
"""Whoever has a number at reception goes through the states of every queue."""


class BookingState(StrEnum):
    """How an appointment stands; one whose day has passed without arrival was missed, which nobody types."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
