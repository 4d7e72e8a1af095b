"""Pages of meetings at the desk."""

from danvan.meetings.views.hall import attendance, call_next, door, enlist, hall, speaker
from danvan.meetings.views.meeting import edit, meeting, minutes, step
from danvan.meetings.views.questions import ask, question, questions_owed, told

__all__ = [
    "ask",
    "attendance",
    "call_next",
    "door",
    "edit",
    "enlist",
    "hall",
    "meeting",
    "minutes",
    "question",
    "questions_owed",
    "speaker",
    "step",
    "told",
]
