"""What the figures gain by meetings and questions: names of measures, and what each step posts.

The kind of a fact is the kind of meeting. `meetings.*` are posted on the day of the meeting; questions on their own
days, so that what stood unanswered before, and came in, is what was answered, passed on, set aside and still stands.
"""

from datetime import date

from danvan.figures.postings import Posting
from danvan.meetings.models import Meeting, Question
from danvan.meetings.workflow import UNANSWERED, Asked

HELD, ATTENDED = "meetings.held", "meetings.attended"
PUBLISHED, PUBLISHED_LATE = "meetings.published", "meetings.published_late"
TOOK = "meetings.took"
"""Days from a meeting to its published results: the topic is the number of days, as in letters.took."""
QUESTIONS, ON_SPOT, LATER = "questions.received", "questions.answered_on_spot", "questions.answered_later"
PASSED, SET_ASIDE = "questions.passed", "questions.set_aside"
STANDING = "questions.unanswered"
"""A stock."""
FLOWS = (
    HELD,
    ATTENDED,
    PUBLISHED,
    PUBLISHED_LATE,
    TOOK,
    QUESTIONS,
    ON_SPOT,
    LATER,
    PASSED,
    SET_ASIDE,
)
MEASURES = (*FLOWS, STANDING)


def of_meeting(meeting: Meeting, measure: str, amount: int = 1, *, day: date | None = None) -> Posting:
    """A fact of a meeting, on its own day unless another is named."""
    return Posting(measure, day or meeting.day, meeting.unit_id, amount, meeting.kind, meeting.topic)


def of_published(meeting: Meeting) -> list[Posting]:
    """What is gained on the day on which results are published."""
    day = meeting.published_on
    assert day is not None
    made = [
        of_meeting(meeting, PUBLISHED, day=day),
        Posting(TOOK, day, meeting.unit_id, 1, meeting.kind, str((day - meeting.day).days)),
    ]
    if meeting.is_result_late(day):
        made.append(of_meeting(meeting, PUBLISHED_LATE, day=day))
    return made


def outcome_of(question: Question) -> tuple[str, date | None]:
    """The flow in which a question ended, and the day; empty while it stands."""
    if question.status == Asked.ANSWERED:
        return (ON_SPOT if question.on_spot else LATER), question.answered_on
    return "", None


def of_question(question: Question, measure: str, amount: int, day: date) -> Posting:
    """A fact of a question."""
    meeting = question.meeting
    return Posting(measure, day, meeting.unit_id, amount, meeting.kind, question.topic)


def moved(question: Question, old: str, new: str, day: date, *, flow: str = "") -> list[Posting]:
    """What a step posts: it comes to stand, or stands no more, and the flow it ended in."""
    before, after = old in UNANSWERED, new in UNANSWERED
    made = [of_question(question, STANDING, after - before, day)] if before != after else []
    return made + ([of_question(question, flow, 1, day)] if flow else [])
