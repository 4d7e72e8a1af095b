"""A question is let in, answered on the spot or later, owed in writing, made a letter of, set aside, opened again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.models import Case
from danvan.cases.models.people import TellBy
from danvan.journal import prints
from danvan.journal.keeping import as_stored
from danvan.lib.text import clean
from danvan.meetings import policies, postings
from danvan.meetings.actions import ledger
from danvan.meetings.actions.asking import came
from danvan.meetings.models import Asker, Question
from danvan.meetings.workflow import TELLING, Asked
from danvan.people.errors import Refused
from danvan.people.models import Account

LONGEST = 20_000


@transaction.atomic
def list_question(question: Question, *, by: Account, on: date, seen: int | None = None) -> Question:
    """Let a question from the portal into the list of the meeting (đưa vào danh sách): now anybody reads it."""
    row = ledger.locked_question(question, "question_list", by=by, on=on, seen=seen)
    old, row.status, row.listed_on = row.status, Asked.LISTED, on
    ledger.write_question(row, "question_list", by=by, on=on, old=old, public=True, posted=came(row, on))
    return row


@transaction.atomic
def answer(
    question: Question,
    *,
    answer: str,
    answered_by: str,
    on_spot: bool,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Question:
    """Put the answer down (ghi câu trả lời): in which words, by whom; `on_spot`: in the hall, on its day.

    Raises Refused without words or a name, and for an answer in the hall of a meeting that has not begun.
    """
    row = ledger.locked_question(question, "question_answer", by=by, on=on, seen=seen)
    said, who = clean(answer), clean(answered_by)
    if not said:
        raise Refused(_("Xin ghi câu trả lời."), field="answer")
    if len(said) > LONGEST:
        raise Refused(_("Câu trả lời dài quá %(n)s ký tự.") % {"n": LONGEST}, field="answer")
    if not who:
        raise Refused(_("Xin ghi ai trả lời."), field="answered_by")
    if on_spot:
        policies.check_takes_notes(row.meeting)
    day = row.meeting.day if on_spot else on
    old, row.status = row.status, Asked.ANSWERED
    row.answer, row.answered_by, row.answered_on, row.on_spot = said, who, day, on_spot
    flow = postings.ON_SPOT if on_spot else postings.LATER
    # What came in after the hall was left cannot have been answered before it came.
    posted = postings.moved(row, old, row.status, max(day, row.listed_on or day), flow=flow)
    ledger.write_question(
        row, "question_answer", by=by, on=on, old=old, public=True, text=said, posted=posted
    )
    return row


@transaction.atomic
def owe(question: Question, *, answer_by: date, by: Account, on: date, seen: int | None = None) -> Question:
    """Promise an answer in writing until a day (hẹn trả lời bằng văn bản). Raises Refused for a day that has passed."""
    row = ledger.locked_question(question, "question_owe", by=by, on=on, seen=seen)
    if answer_by < on:
        raise Refused(_("Ngày trả lời không thể ở quá khứ."), field="answer_by")
    if row.answer_by and answer_by < row.answer_by:
        raise Refused(_("Ngày trả lời đã hẹn không lùi về trước được."), field="answer_by")
    old, row.status, row.answer_by = row.status, Asked.OWED, answer_by
    told = {"answer_by": answer_by.isoformat()}
    ledger.write_question(row, "question_owe", by=by, on=on, old=old, public=True, data=told)
    return row


@transaction.atomic
def pass_on(question: Question, case: Case, *, by: Account, on: date, seen: int | None = None) -> Question:
    """Put on record that a letter was made of the question (lập thành đơn); the letter has its own term from here."""
    row = ledger.locked_question(question, "question_pass", by=by, on=on, seen=seen)
    old, row.status, row.case = row.status, Asked.PASSED, case
    posted = postings.moved(row, old, row.status, on, flow=postings.PASSED)
    ledger.write_question(
        row, "question_pass", by=by, on=on, old=old, public=True, posted=posted, data={"case": case.pk}
    )
    return row


@transaction.atomic
def set_aside(question: Question, *, text: str, by: Account, on: date, seen: int | None = None) -> Question:
    """Set a question aside (để riêng) with the reason, which whoever sent it reads by the code; it stays.

    Raises Refused without a reason.
    """
    row = ledger.locked_question(question, "question_set_aside", by=by, on=on, seen=seen)
    if not (why := clean(text)):
        raise Refused(_("Xin ghi lý do để riêng; người hỏi đọc được lý do này."), field="text")
    old, row.status, row.reason = row.status, Asked.SET_ASIDE, why
    flow = postings.SET_ASIDE if old != Asked.NEW else ""
    posted = postings.moved(row, old, row.status, on, flow=flow)
    ledger.write_question(row, "question_set_aside", by=by, on=on, old=old, text=why, posted=posted)
    return row


@transaction.atomic
def reopen(question: Question, *, text: str, by: Account, on: date, seen: int | None = None) -> Question:
    """Open an answer again that was put down wrongly, or a question that was set aside, with the reason.

    What it had given to the figures is taken back.
    """
    row = ledger.locked_question(question, "question_reopen", by=by, on=on, seen=seen)
    if not (why := clean(text)):
        raise Refused(_("Xin ghi lý do mở lại."), field="text")
    old = row.status
    posted = _taken_back(row, on)
    row.status, row.reason = Asked.LISTED, ""
    row.listed_on = row.listed_on or on
    row.answered_on, row.on_spot = None, False
    ledger.write_question(row, "question_reopen", by=by, on=on, old=old, public=True, text=why, posted=posted)
    return row


@transaction.atomic
def mark_told(question: Question, *, by: Account, on: date) -> Question:
    """Put on record that whoever asked was called about what became of it (gọi báo người hỏi).

    Raises Refused without a right, and where nobody is to be called, or somebody just did.
    """
    row = ledger.hold_question(question)
    policies.check_can_run(by, row.meeting.unit_id, on)
    asker = Asker.objects.select_for_update().filter(question=row, told_on__isnull=True).first()
    if asker is None or asker.tell_by != TellBy.PHONE or row.status not in TELLING:
        raise Refused(_("Không còn gì phải báo cho người này: có thể người khác vừa báo xong."))
    asker.told_on, asker.told_by = on, by
    asker.save()
    marks = {"asker": prints.of(as_stored([asker]), asker.salt)}
    ledger.write_question(row, "question_told", by=by, on=on, old=row.status, data=marks)
    return row


def _taken_back(row: Question, on: date) -> list[postings.Posting]:
    """The facts of the step that is opened again: on its own day, so that it never was."""
    if row.listed_on is None:  # set aside before anybody let it in: it comes in now
        return came(row, on)
    flow, day = postings.outcome_of(row)
    if row.status == Asked.SET_ASIDE:
        return [
            postings.of_question(row, postings.SET_ASIDE, -1, on),
            *postings.moved(row, row.status, Asked.LISTED, on),
        ]
    day = max(day or on, row.listed_on)
    return [
        postings.of_question(row, flow, -1, day),
        *postings.moved(row, row.status, Asked.LISTED, day),
    ]
