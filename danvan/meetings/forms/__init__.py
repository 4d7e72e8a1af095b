"""What is typed about meetings."""

from danvan.meetings.forms.hall import AnswerForm, AttendanceForm, EnlistForm, OweForm, QuestionForm
from danvan.meetings.forms.meeting import (
    AnnounceForm,
    MinutesForm,
    PlanForm,
    PostponeForm,
    ReasonForm,
)

__all__ = [
    "AnnounceForm",
    "AnswerForm",
    "AttendanceForm",
    "EnlistForm",
    "MinutesForm",
    "OweForm",
    "PlanForm",
    "PostponeForm",
    "QuestionForm",
    "ReasonForm",
]
