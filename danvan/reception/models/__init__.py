"""The tables of reception."""

from danvan.reception.models.notices import Notice, NoticeState, Purpose, Way
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

__all__ = [
    "GROUP_FROM",
    "Behalf",
    "Letter",
    "Matter",
    "MatterKind",
    "Notice",
    "NoticeState",
    "Outcome",
    "Purpose",
    "Signed",
    "Sitting",
    "Turn",
    "Visitor",
    "Way",
]
