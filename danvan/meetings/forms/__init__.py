"""What is typed about meetings."""

from danvan.meetings.forms.hall import AnswerForm, AttendanceForm, EnlistForm, OweForm, QuestionForm
from danvan.meetings.forms.meeting import (
    AnnounceForm,
    MinutesForm,
    NewPlanForm,
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
    "NewPlanForm",
    "OweForm",
    "PlanForm",
    "PostponeForm",
    "QuestionForm",
    "ReasonForm",
]
