"""Who may plan and run a meeting, read what only the desk reads, and which step it allows now."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.meetings.models import Meeting, Question
from danvan.meetings.workflow import LIFE, QUESTION, READERS, RUNNERS, Asked, Status
from danvan.people import lives
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.lives import Move
from danvan.people.models import Account, Unit


def units_run(officer: Account, on: date) -> frozenset[int]:
    """The units whose meetings the officer plans and runs."""
    return people.standing(officer, on).units_with(*RUNNERS) if officer.is_active else frozenset()


def units_read(officer: Account, on: date) -> frozenset[int]:
    """The units whose meetings the officer reads at the desk: her own, and those below."""
    if not officer.is_active:
        return frozenset()
    found = people.standing(officer, on)
    return found.reads | found.units_with(*READERS)


def can_run(officer: Account, unit: Unit | int, on: date) -> bool:
    """True for whoever receives, handles, leads, or keeps the council's office in the unit."""
    return people.has_role(officer, RUNNERS, unit, on)


def check_can_run(officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused unless the officer runs the meetings of the unit."""
    if not can_run(officer, unit, on):
        raise Refused(_("Chỉ cán bộ của đơn vị tổ chức buổi họp làm được việc này."))


def sees_persons(officer: Account, unit: Unit | int, on: date) -> bool:
    """True for whoever runs the meetings of the unit: only they read who asked, and the number."""
    return can_run(officer, unit, on)


def check_sees_persons(officer: Account, unit: Unit | int, on: date) -> None:
    """Raises Refused for whoever sees no names here."""
    if not sees_persons(officer, unit, on):
        raise Refused(_("Vai trò này không xem họ tên, số điện thoại người hỏi."))


def available(meeting: Meeting, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with the meeting now."""
    return lives.available(LIFE, meeting.status, officer, meeting.unit_id, on)


def has_any_step(officer: Account, meeting: Meeting, on: date) -> bool:
    """Whether there is any step of the table that the officer's role allows, whatever the status."""
    return people.has_role(officer, LIFE.roles, meeting.unit_id, on)


def of_question(question: Question, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with the question now; none before the meeting is announced."""
    return lives.available(QUESTION, question.status, officer, question.meeting.unit_id, on)


def check_takes_notes(meeting: Meeting) -> None:
    """Raises Refused unless the hall is open, or the meeting is over and its results are not published."""
    if meeting.status not in (Status.OPEN, Status.ENDED):
        raise Refused(_("Chỉ ghi được từ khi buổi họp bắt đầu đến trước khi công bố kết quả."))


def check_takes_questions(meeting: Meeting) -> None:
    """Raises Refused for a meeting that is planned only, called off, or whose results are published."""
    if meeting.status not in (Status.ANNOUNCED, Status.OPEN, Status.ENDED):
        raise Refused(_("Buổi họp này không còn nhận câu hỏi, hoặc chưa được thông báo."))


def has_waiting(meeting: Meeting) -> bool:
    """Whether questions of it were neither looked at nor answered, set aside or promised an answer in writing."""
    return meeting.questions.filter(status__in=(Asked.NEW, Asked.LISTED)).exists()
