"""The tables of reception."""

from danvan.reception.models.notices import Notice, NoticeState, Purpose, Way
from danvan.reception.models.refusals import Refusal
from danvan.reception.models.sessions import Ground, Room, Session
from danvan.reception.models.turns import (
    GROUP_FROM,
    Behalf,
    Letter,
    Matter,
    MatterKind,
    Outcome,
    Signed,
    Sitting,
    Turn,
    Visitor,
)
from danvan.reception.models.visits import Booking, Period, Visit

__all__ = [
    "GROUP_FROM",
    "Behalf",
    "Booking",
    "Ground",
    "Letter",
    "Matter",
    "MatterKind",
    "Notice",
    "NoticeState",
    "Outcome",
    "Period",
    "Purpose",
    "Refusal",
    "Room",
    "Session",
    "Signed",
    "Sitting",
    "Turn",
    "Visit",
    "Visitor",
    "Way",
]
