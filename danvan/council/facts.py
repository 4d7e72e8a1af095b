"""Which figures a step moves; posted with its event, in the same transaction.

Petitions that are not sent yet, that wait for their first answer, and that are being resolved are stocks; what is
raised, sent and answered are flows between them, so that each stock proves itself (danvan.reports.councils).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from danvan.council.meetings import CODE
from danvan.council.models import Petition, Question
from danvan.council.workflow import PETITION, UNSENT, WAITING, Answered, Status
from danvan.figures.postings import Posting, in_event
from danvan.journal.models import Event

RAISED, AGAIN, MERGED, DROPPED = (
    f"council.petitions_{word}" for word in ("raised", "again", "merged", "dropped")
)
SENT, RETURNED = "council.petitions_sent", "council.petitions_returned"
ANSWERED = {each: f"council.petitions_answered_{each}" for each in Answered}
IN_TIME, LATE, UNTIMED = (f"council.petitions_answered_{word}" for word in ("in_time", "late", "untimed"))
FULFILLED = "council.petitions_fulfilled"
OPEN_UNSENT, OPEN_WAITING, OPEN_RESOLVING = (
    f"council.petitions_{word}" for word in ("unsent", "waiting", "resolving")
)
OVERDUE = "council.petitions_overdue"
ASKED, HALL = "council.questions_asked", "council.questions_answered_hall"
WRITTEN_IN_TIME, WRITTEN_LATE = "council.questions_answered_in_time", "council.questions_answered_late"
QUESTIONS_OPEN, QUESTIONS_OVERDUE = "council.questions_open", "council.questions_overdue"

PETITION_FLOWS = (
    *(RAISED, AGAIN, MERGED, DROPPED, SENT, RETURNED),
    *ANSWERED.values(),
    *(IN_TIME, LATE, UNTIMED, FULFILLED),
)
QUESTION_FLOWS = (ASKED, HALL, WRITTEN_IN_TIME, WRITTEN_LATE)
STOCKS = (OPEN_UNSENT, OPEN_WAITING, OPEN_RESOLVING, OVERDUE, QUESTIONS_OPEN, QUESTIONS_OVERDUE)
STANDING = {
    OPEN_UNSENT: UNSENT,
    OPEN_WAITING: WAITING,
    OPEN_RESOLVING: (Status.RESOLVING.value,),
}
"""Stock → the statuses that it counts."""


@dataclass(frozen=True)
class Standing:
    """Where a petition stands for the figures."""

    status: str
    topic: str
    next_on: date | None

    @classmethod
    def of(cls, petition: Petition) -> "Standing":
        """As it stands now."""
        return cls(petition.status, petition.topic, petition.next_on)


def of_petition(
    petition: Petition, before: Standing | None, flows: Iterable[str], *, on: date
) -> list[Posting]:
    """What a step adds: its flows, and what the stocks gain and lose."""
    after, unit = Standing.of(petition), petition.unit_id
    posted = [Posting(measure, on, unit, 1, CODE, petition.topic) for measure in flows]
    for measure, statuses in STANDING.items():
        for standing, amount in ((before, -1), (after, 1)):
            if standing and standing.status in statuses:
                posted.append(Posting(measure, on, unit, amount, CODE, standing.topic))
    for standing, amount in ((before, -1), (after, 1)):
        if standing and standing.next_on:
            posted.append(Posting(OVERDUE, fall(standing.next_on, on), unit, amount, CODE, standing.topic))
    return _added(posted)


def under_topic(petition: Petition, old: str) -> list[Posting]:
    """What is posted when its topic is put right: all that it moved under the old one stands under the new."""
    events = Event.objects.filter(stream=PETITION.stream, subject=petition.pk)
    stood = [posting for event in events for posting in in_event(event) if posting.topic == old]
    moved = (replace(posting, topic=petition.topic) for posting in stood)
    return _added([*(posting.undone() for posting in stood), *moved])


def of_question(
    question: Question, unit: int, before: tuple[bool, date | None] | None, flows: Iterable[str], *, on: date
) -> list[Posting]:
    """The same of a deputy's question; `before`: whether it was open, and its last day, None where it is new."""
    posted = [Posting(measure, on, unit, 1, CODE) for measure in flows]
    standings = [(before, -1)] if before else []
    for standing, amount in (*standings, ((question.is_open, question.due_on), 1)):
        is_open, due_on = standing
        if is_open:
            posted.append(Posting(QUESTIONS_OPEN, on, unit, amount, CODE))
            posted += [Posting(QUESTIONS_OVERDUE, fall(due_on, on), unit, amount, CODE)] if due_on else []
    return _added(posted)


def fall(due_on: date, on: date) -> date:
    """The day from which something counts as past its term: after the last one, or today where that is over."""
    return max(due_on + timedelta(days=1), on)


def data(posted: Iterable[Posting]) -> dict[str, list[list[object]]]:
    """As an event keeps them."""
    return {"facts": [posting.as_list() for posting in posted]}


def _added(posted: Iterable[Posting]) -> list[Posting]:
    """The same with what cancels itself left out."""
    amounts: dict[tuple[str, date, int, str, str], int] = {}
    for one in posted:
        key = (one.measure, one.day, one.unit_id, one.kind, one.topic)
        amounts[key] = amounts.get(key, 0) + one.amount
    return [
        Posting(measure, day, unit, amount, kind, topic)
        for (measure, day, unit, kind, topic), amount in amounts.items()
        if amount
    ]
