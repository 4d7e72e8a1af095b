"""Deputies question officials, who answer in the hall, in writing within a term, or both."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import facts, policies, terms
from danvan.council.actions import promising
from danvan.council.actions.ledger import asked, lock, not_ahead, write
from danvan.council.models import Deputy, Question, Session
from danvan.council.workflow import ANSWERERS, IN_SESSION, Sitting
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit

QUESTIONED = (*IN_SESSION, Sitting.MINUTED.value)
"""From the day on which it is convened a session takes questions; answers come after it too."""


@dataclass(frozen=True)
class Asked:
    """Who asks whom what; whether an answer in writing is owed, and by which day where no rule says so."""

    deputy: Deputy
    respondent: str
    text: str
    unit: Unit | None = None
    owes_written: bool = True
    until: date | None = None


@transaction.atomic
def ask(session: Session, told: Asked, *, by: Account, on: date) -> Question:
    """Put a question on record (chất vấn); the term for an answer in writing begins.

    Raises Refused without words or the official's post, for a deputy whose mandate does not run, before the session was
    convened or after its minutes, and without a right.
    """
    row = _held(session, IN_SESSION, by, on)
    question = Question(session=row, deputy=told.deputy, asked_on=on, by=by, respondent_unit=told.unit)
    question.respondent = asked(told.respondent, _("Xin ghi người bị chất vấn."), "respondent")[:200]
    question.text = asked(told.text, _("Xin ghi nội dung chất vấn."), "text")
    sits = row.term.deputies.filter(pk=told.deputy.pk).sitting(on).exists()
    if not sits:
        raise Refused(_("Người này không phải đại biểu đang làm nhiệm vụ."), field="deputy")
    if told.until is not None and told.until < on:
        raise Refused(_("Hạn trả lời không thể đã qua."), field="until")
    question.owes_written = told.owes_written
    if told.owes_written:
        term = terms.counted(terms.QUESTION, row.term.unit, on)
        term = terms.Term(told.until) if term.due_on is None and told.until else term
        question.due_on, question.rule, question.recipe = term.due_on, term.rule, term.recipe
    question.save()
    posted = facts.of_question(question, row.term.unit_id, None, [facts.ASKED], on=on)
    write(row, "session_question", by=by, on=on, old=row.status, rows=[question], posted=posted)
    return question


@transaction.atomic
def answer_hall(
    question: Question,
    *,
    text: str,
    written_too: bool = False,
    promise: "promising.Pledge | None" = None,
    by: Account,
    on: date,
) -> Question:
    """Put on record what was answered in the hall; `written_too`: an answer in writing is owed all the same.

    `promise`: what the official promised there, by which day. Raises Refused without words, where it was answered
    there already, and without a right.
    """
    row = _held(question.session, IN_SESSION, by, on)
    found = Question.objects.get(pk=question.pk)
    if found.hall_on:
        raise Refused(_("Đã ghi trả lời tại kỳ họp rồi."))
    before = (found.is_open, found.due_on)
    found.hall, found.hall_on = asked(text, _("Xin ghi nội dung trả lời."), "hall"), on
    if found.written_on is None:  # an answer in writing that came already was owed, by its day
        found.owes_written = found.owes_written and written_too
    if not found.owes_written:
        found.due_on, found.rule, found.recipe = None, "", {}
    if promise is not None:
        found.promise = promising.of_question(found, promise, by=by, on=on)
    found.save()
    flows = [facts.HALL] if before[0] and not found.is_open else []
    posted = facts.of_question(found, row.term.unit_id, before, flows, on=on)
    told = {"question": found.pk}
    write(row, "session_answer_hall", by=by, on=on, old=row.status, rows=[found], data=told, posted=posted)
    return found


@transaction.atomic
def answer_written(
    question: Question, *, text: str, number: str, written_on: date, by: Account, on: date
) -> Question:
    """Put the answer in writing on record (trả lời bằng văn bản), by its number and day.

    Whoever leads the unit that was asked enters it, or the council's office. Raises Refused without words or number,
    for a day ahead or before the question, and where it was answered in writing already.
    """
    row = lock(question.session)
    found = Question.objects.select_related("respondent_unit").get(pk=question.pk)
    if not can_answer(by, found, row.term.unit_id, on):
        raise Refused(_("Trả lời do cơ quan bị chất vấn ghi, hoặc Văn phòng Hội đồng nhân dân ghi thay."))
    if row.status not in QUESTIONED:
        raise Refused(_("Kỳ họp ở tình trạng “%(state)s” nên không ghi được.") % {"state": row.label})
    if found.written_on:
        raise Refused(_("Đã ghi trả lời bằng văn bản rồi."))
    not_ahead(written_on, on, "written_on")
    if written_on < found.asked_on:
        raise Refused(_("Ngày này ở trước ngày chất vấn."), field="written_on")
    before = (found.is_open, found.due_on)
    found.written = asked(text, _("Xin ghi nội dung trả lời."), "written")
    found.written_number = asked(number, _("Xin ghi số văn bản trả lời."), "number")[:60]
    found.written_on = written_on
    found.save()
    late = found.is_late(on)
    flows = [facts.WRITTEN_LATE if late else facts.WRITTEN_IN_TIME] if before[0] else []
    posted = facts.of_question(found, row.term.unit_id, before, flows, on=on)
    told = {"question": found.pk}
    write(row, "session_answer_written", by=by, on=on, old=row.status, rows=[found], data=told, posted=posted)
    return found


def can_answer(officer: Account, question: Question, council: int, on: date) -> bool:
    """True for whoever leads or handles in the unit that was asked, and for the council's office."""
    unit = question.respondent_unit_id
    if policies.can_write(officer, council, on):
        return True
    return unit is not None and people.has_role(officer, ANSWERERS, unit, on)


def _held(session: Session, statuses: tuple[str, ...], by: Account, on: date) -> Session:
    row = lock(session)
    policies.check_can_write(by, row.term.unit_id, on)
    if row.status not in statuses:
        raise Refused(_("Kỳ họp ở tình trạng “%(state)s” nên không ghi được.") % {"state": row.label})
    return row
