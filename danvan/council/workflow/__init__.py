"""The lives of what a council keeps, as tables: a voters' petition, a session, a resolution, an oversight.

Buttons, checks and docs/states are read from them. None is a case (docs/adr/0041): what voters ask has many askers, and
is answered more than once.
"""

from danvan.council.workflow.following import (
    OVERSIGHT,
    RECOMMENDING,
    RESOLUTION,
    SHOWN,
    STAGES,
    VOTED,
    WATCHES,
    Stage,
    Watch,
)
from danvan.council.workflow.petition import (
    ANSWER_VERBS,
    ANSWERED,
    ANSWERS,
    ENDED,
    HEADS,
    LABELS,
    LEVELS,
    PETITION,
    PUBLIC,
    UNSENT,
    WAITING,
    WAYS,
    Answered,
    Level,
    Status,
    Way,
)
from danvan.council.workflow.session import IN_SESSION, PREPARED, SESSION, SITTINGS, Sitting
from danvan.council.workflow.shared import ANSWERERS, OFFICE, READERS

LIVES = (PETITION, SESSION, RESOLUTION, OVERSIGHT)

__all__ = [
    "ANSWERED",
    "ANSWERERS",
    "ANSWERS",
    "ANSWER_VERBS",
    "ENDED",
    "HEADS",
    "IN_SESSION",
    "LABELS",
    "LEVELS",
    "LIVES",
    "OFFICE",
    "OVERSIGHT",
    "PETITION",
    "PREPARED",
    "PUBLIC",
    "READERS",
    "RECOMMENDING",
    "RESOLUTION",
    "SESSION",
    "SHOWN",
    "SITTINGS",
    "STAGES",
    "UNSENT",
    "VOTED",
    "WAITING",
    "WATCHES",
    "WAYS",
    "Answered",
    "Level",
    "Sitting",
    "Stage",
    "Status",
    "Watch",
    "Way",
]
