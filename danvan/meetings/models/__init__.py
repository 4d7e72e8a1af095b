"""Tables of meetings."""

from danvan.meetings.models.hall import Attendance, CheckIn, Speaker
from danvan.meetings.models.meeting import Meeting
from danvan.meetings.models.question import Asker, Question

__all__ = ["Asker", "Attendance", "CheckIn", "Meeting", "Question", "Speaker"]
