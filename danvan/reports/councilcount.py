"""The figures of the council counted again from petitions, questions and their steps, without a look at the facts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from danvan.council import facts
from danvan.council.meetings import CODE
from danvan.council.models import Petition, Question, Reply
from danvan.council.workflow import ANSWER_VERBS, PETITION, SESSION, Answered
from danvan.journal import chains
from danvan.journal.models import Event

FLOWS = (*facts.PETITION_FLOWS, *facts.QUESTION_FLOWS)
ANSWERS = {verb: kind for kind, verb in ANSWER_VERBS.items()}
BY_STEP = {
    "voter_merge": (facts.MERGED, 1),
    "voter_unmerge": (facts.MERGED, -1),
    "voter_drop": (facts.DROPPED, 1),
    "voter_restore": (facts.DROPPED, -1),
    "voter_again": (facts.AGAIN, 1),
    "voter_not_again": (facts.AGAIN, -1),
    "voter_send": (facts.SENT, 1),
    "voter_return": (facts.RETURNED, 1),
}
"""Verb → the flow that it moves, and by how much."""
Cells = Counter[tuple[date, int, str, str, str]]
Counted = tuple[date, str, int]


def count(counted: Cells) -> None:
    """Add what voters and deputies asked and what came of it, month by month."""
    for rows in chains.chunks(Petition.objects.all()):
        told = chains.of(PETITION.stream, [row.pk for row in rows])
        answered_on = dict(Reply.objects.filter(petition__in=rows).values_list("pk", "on"))
        for row in rows:
            for on, measure, amount in _of_petition(row, told[row.pk], answered_on):
                counted[on.replace(day=1), row.unit_id, measure, CODE, row.topic] += amount
    for asked in chains.chunks(Question.objects.select_related("session__term")):
        told = chains.of(SESSION.stream, {row.session_id for row in asked})
        for question in asked:
            unit = question.session.term.unit_id
            for on, measure, amount in _of_question(question, told[question.session_id]):
                counted[on.replace(day=1), unit, measure, CODE, ""] += amount


def stocks(on: date) -> Iterator[tuple[str, Counter[tuple[int, str, str]]]]:
    """Measure → how many stand in it that day, by unit, kind and topic."""
    petitions = Petition.objects.all()
    for measure, statuses in facts.STANDING.items():
        yield measure, _standing(petitions.filter(status__in=statuses).values_list("unit", "topic"))
    yield facts.OVERDUE, _standing(petitions.overdue(on).values_list("unit", "topic"))
    waiting = Question.objects.waiting()
    for measure, rows in (
        (facts.QUESTIONS_OPEN, waiting),
        (facts.QUESTIONS_OVERDUE, waiting.filter(due_on__lt=on)),
    ):
        yield measure, _standing((unit, "") for unit in rows.values_list("session__term__unit", flat=True))


def _of_petition(row: Petition, chain: list[Event], answered_on: dict[int, date]) -> Iterator[Counted]:
    yield row.taken_on, facts.RAISED, 1
    first = True
    for event in chain:
        if kind := ANSWERS.get(event.verb):
            if first:
                yield event.on, facts.ANSWERED[kind], 1
                yield event.on, _timing(row, answered_on[event.data["reply"]]), 1
            elif kind != Answered.RESOLVING:
                yield event.on, facts.FULFILLED, 1
            first = False
        elif (
            event.verb in BY_STEP and "with" not in event.data
        ):  # what went along with another is merged already
            yield event.on, *BY_STEP[event.verb]


def _timing(row: Petition, answered_on: date) -> str:
    if row.due_on is None:
        return facts.UNTIMED
    return facts.LATE if answered_on > row.due_on else facts.IN_TIME


def _of_question(row: Question, chain: list[Event]) -> Iterator[Counted]:
    """It is answered once: by the first of the answers that left nothing owed."""
    yield row.asked_on, facts.ASKED, 1
    for event in chain:
        if event.data.get("question") != row.pk:
            continue
        if event.verb == "session_answer_written":
            yield event.on, facts.WRITTEN_LATE if row.is_late(event.on) else facts.WRITTEN_IN_TIME, 1
            return
        if not row.owes_written:
            yield event.on, facts.HALL, 1
            return


def _standing(rows: Iterable[tuple[int, str]]) -> Counter[tuple[int, str, str]]:
    return Counter((unit, CODE, topic) for unit, topic in rows)
