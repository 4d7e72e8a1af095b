"""A question is put to a meeting: before it by the portal, a head of hamlet or a clerk, or in the hall."""

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.cases.models.people import TellBy
from danvan.journal import prints
from danvan.journal.actors import CITIZEN
from danvan.lib import codes
from danvan.lib.text import clean
from danvan.meetings import policies, postings
from danvan.meetings.actions import ledger
from danvan.meetings.models import Asker, Meeting, Question
from danvan.meetings.models.question import TOLD_BY
from danvan.meetings.workflow import SOURCES, Asked, Source, Status
from danvan.people.errors import Refused
from danvan.people.models import Account

LONGEST = 5_000


@dataclass(frozen=True)
class Told:
    """What is asked: its words, from which hamlet or body, about what (the meeting's own topic where left open)."""

    text: str
    origin: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Asks:
    """Whoever asks, as far as they want to be known, and how they want to hear of the answer."""

    full_name: str = ""
    phone: str = ""
    tell_by: str = TellBy.CODE


NOBODY = Asks()


@transaction.atomic
def ask(
    meeting: Meeting,
    told: Told,
    *,
    source: Source,
    asker: Asks = NOBODY,
    by: Account | None = None,
    on: date,
    submission: UUID | None = None,
) -> Question:
    """Take a question down (ghi câu hỏi, kiến nghị); the same form twice gives the one question.

    `by` is none for somebody at the portal: what comes so is looked at before anybody else reads it. Raises Refused
    without words, for a meeting that takes none now, or for a way of telling without a telephone.
    """
    if submission and (earlier := Question.objects.filter(submission=submission).first()):
        return earlier
    row = ledger.hold(meeting)
    _check(row, told, source, asker, by, on)
    listed = by is not None
    question = Question(
        meeting=row,
        place=(row.questions.aggregate(last=Max("place"))["last"] or 0) + 1,
        status=Asked.LISTED if listed else Asked.NEW,
        source=source,
        text=clean(told.text),
        origin=clean(told.origin),
        topic=told.topic or row.topic,
        asked_on=on,
        listed_on=on if listed else None,
        code=codes.new_code(),
        submission=submission,
        by=by,
    )
    try:
        with transaction.atomic():
            question.save()
    except IntegrityError:  # the same form at the same moment: the first one stands
        return Question.objects.get(submission=submission)
    posted = came(question, on) if listed else []
    ledger.write_question(
        question,
        "question_ask",
        by=by or CITIZEN,
        on=on,
        public=listed,
        posted=posted,
        data=_known(question, asker),
    )
    return question


@transaction.atomic
def look(question: Question, *, by: Account, on: date) -> None:
    """Who asked and her number, on record that this officer looked. Raises Refused for whoever sees no persons."""
    row = ledger.hold_question(question)
    policies.check_sees_persons(by, row.meeting.unit_id, on)
    ledger.write_question(row, "look", by=by, on=on, old=row.status)


def came(question: Question, on: date) -> list[postings.Posting]:
    """What the figures gain when a question is taken down, or let in from the portal."""
    received = postings.of_question(question, postings.QUESTIONS, 1, on)
    return [received, *postings.moved(question, "", Asked.LISTED, on)]


def _known(question: Question, asker: Asks) -> dict[str, dict[str, str]]:
    """Keep who asks where they said so; what the event keeps of the row, in its own salt."""
    if asker == NOBODY:
        return {}
    kept = Asker.objects.create(
        question=question,
        full_name=clean(asker.full_name),
        phone=asker.phone,
        tell_by=asker.tell_by,
        salt=secrets.token_hex(16),
    )
    return {"asker": prints.of([kept], kept.salt)}


def _check(meeting: Meeting, told: Told, source: Source, asker: Asks, by: Account | None, on: date) -> None:
    if by is not None:
        policies.check_can_run(by, meeting.unit_id, on)
        policies.check_takes_questions(meeting)
    elif not meeting.takes_questions:
        raise Refused(_("Buổi họp này không nhận câu hỏi gửi trước nữa."))
    if source not in SOURCES or (source == Source.HALL and meeting.status == Status.ANNOUNCED):
        raise Refused(_("Buổi họp chưa bắt đầu: xin chọn cách nhận khác."), field="source")
    said = clean(told.text)
    if not said:
        raise Refused(_("Xin ghi câu hỏi."), field="text")
    if len(said) > LONGEST:
        raise Refused(_("Câu hỏi dài quá %(n)s ký tự.") % {"n": LONGEST}, field="text")
    if told.topic and told.topic not in topics.slugs():
        raise Refused(_("Xin chọn lĩnh vực."), field="topic")
    if asker.tell_by not in TOLD_BY:
        raise Refused(_("Xin chọn một cách báo tin."), field="tell_by")
    if asker.tell_by != TellBy.CODE and not asker.phone:
        raise Refused(_("Muốn được báo tin, xin cho số điện thoại."), field="phone")
