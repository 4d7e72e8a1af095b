"""From the hall to the register of letters: a question put to a meeting becomes a petition, with a term of its own."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.actions import Person
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.models.people import TellBy
from danvan.cases.workflow import Channel
from danvan.lib import dates
from danvan.meetings import actions as meetings
from danvan.meetings.actions.ledger import hold_question
from danvan.meetings.models import Question
from danvan.people.models import Account
from danvan.petitions import actions as petitions
from danvan.petitions.actions import Letter


@transaction.atomic
def open_petition(question: Question, letter: Letter, *, sender: Person, by: Account, on: date) -> Case:
    """Open a petition from a question (lập thành đơn), received by the unit that held the meeting.

    Both registers are written or neither, and each says which one came of which. Raises StepRefused without a name,
    for a question of which a letter was made already; Refused where the question allows no such step.
    """
    row = hold_question(question)
    if row.case_id:
        raise StepRefused(_("Đã lập đơn từ câu hỏi này."))
    if not sender.full_name:
        raise StepRefused(_("Lập thành đơn thì cần họ tên người gửi."), field="full_name")
    case = petitions.receive(
        letter, unit=row.meeting.unit, channel=Channel.RECEPTION, by=by, on=on, persons=[sender]
    )
    cases.route_one(case, on=dates.today())
    meetings.pass_on(row, case, by=by, on=on)
    return case


def sender_of(question: Question) -> Person:
    """Whoever asked, as the sender of a letter; without a name where nobody said it."""
    asker = getattr(question, "asker", None)
    if asker is None:
        return Person("")
    told = TellBy.PHONE if asker.phone and asker.tell_by == TellBy.CODE else asker.tell_by
    return Person(full_name=asker.full_name, phone=asker.phone, tell_by=told)


def question_of(case: Case) -> Question | None:
    """The question from which a letter was made; None where it came by itself. One statement."""
    return Question.objects.filter(case=case).select_related("meeting").first()
