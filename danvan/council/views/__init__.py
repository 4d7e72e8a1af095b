"""Pages of the desk for the People's Council."""

from danvan.council.views.deputies import deputies, deputy, enter
from danvan.council.views.following import (
    resolution,
    resolution_do,
    resolution_edit,
    resolution_new,
    resolutions,
)
from danvan.council.views.meetings import attending, meeting, meeting_new, meetings
from danvan.council.views.oversights import oversight, oversight_do, oversight_edit, oversight_new, oversights
from danvan.council.views.petition import petition, step
from danvan.council.views.petitions import doubles, join, owed, petitions, revise, table, take
from danvan.council.views.sessions import session, session_do, session_edit, session_new, sessions

__all__ = [
    "attending",
    "deputies",
    "deputy",
    "doubles",
    "enter",
    "join",
    "meeting",
    "meeting_new",
    "meetings",
    "oversight",
    "oversight_do",
    "oversight_edit",
    "oversight_new",
    "oversights",
    "owed",
    "petition",
    "petitions",
    "resolution",
    "resolution_do",
    "resolution_edit",
    "resolution_new",
    "resolutions",
    "revise",
    "session",
    "session_do",
    "session_edit",
    "session_new",
    "sessions",
    "step",
    "table",
    "take",
]
