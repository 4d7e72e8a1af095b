"""The figures of meetings, questions, promises and requests for a dialogue counted again from their rows, without a
look at the facts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from danvan.dialogues.actions import ledger as dialogues
from danvan.dialogues.models import Request
from danvan.dialogues.workflow import Status as Decided
from danvan.meetings import postings as meetings
from danvan.meetings import queries
from danvan.meetings.models import Meeting, Question
from danvan.meetings.workflow import UNANSWERED, Asked
from danvan.promises import postings as promises
from danvan.promises.models import Promise
from danvan.promises.workflow import OPEN, Status

CHUNK = 1000
FLOWS = (
    *(meetings.HELD, meetings.ATTENDED, meetings.PUBLISHED, meetings.PUBLISHED_LATE, meetings.TOOK),
    *(meetings.QUESTIONS, meetings.ON_SPOT, meetings.LATER),
    *dialogues.MEASURES,
    *(promises.GIVEN, promises.KEPT, promises.KEPT_LATE, promises.DISPUTED, promises.DROPPED),
)
"""Those that the rows themselves tell; what was set aside or opened again is told by events alone."""
Cells = Counter[tuple[date, int, str, str, str]]
Counted = tuple[date, str, str, int]
ENDS = {Status.DISPUTED.value: promises.DISPUTED, Status.DROPPED.value: promises.DROPPED}


def count(counted: Cells) -> None:
    """Add what was held, asked, answered, promised and kept, month by month."""
    for row in queries.with_counts(Meeting.objects.order_by("pk")).iterator(chunk_size=CHUNK):
        _add(counted, row.unit_id, row.kind, _of_meeting(row))
    for question in Question.objects.select_related("meeting").order_by("pk").iterator(chunk_size=CHUNK):
        _add(counted, question.meeting.unit_id, question.meeting.kind, _of_question(question))
    for promise in Promise.objects.order_by("pk").iterator(chunk_size=CHUNK):
        _add(counted, promise.host_id, promise.kind, _of_promise(promise))
    for request in Request.objects.order_by("pk").iterator(chunk_size=CHUNK):
        _add(counted, request.unit_id, dialogues.DIALOGUES, _of_request(request))


def stocks(on: date) -> Iterator[tuple[str, Counter[tuple[int, str, str]]]]:
    """Measure → how many stand in it that day, by unit, kind and topic."""
    asked = Question.objects.filter(status__in=UNANSWERED)
    yield meetings.STANDING, Counter(asked.values_list("meeting__unit", "meeting__kind", "topic"))
    running = [*Promise.objects.filter(status__in=OPEN).order_by("pk")]
    for measure, rows in (
        (promises.OPEN_NOW, running),
        (promises.OVERDUE, [row for row in running if (late := promises.late_from(row)) and late <= on]),
    ):
        yield measure, Counter((row.host_id, row.kind, row.topic) for row in rows)


def _add(counted: Cells, unit: int, kind: str, told: Iterator[Counted]) -> None:
    for day, measure, topic, amount in told:
        counted[day.replace(day=1), unit, measure, kind, topic] += amount


def _of_meeting(row: Meeting) -> Iterator[Counted]:
    if row.is_held:
        yield row.day, meetings.HELD, row.topic, 1
        yield row.day, meetings.ATTENDED, row.topic, getattr(row, "attended", 0)
    if row.published_on:
        yield row.published_on, meetings.PUBLISHED, row.topic, 1
        yield row.published_on, meetings.TOOK, str((row.published_on - row.day).days), 1
        if row.is_result_late(row.published_on):
            yield row.published_on, meetings.PUBLISHED_LATE, row.topic, 1


def _of_question(row: Question) -> Iterator[Counted]:
    if row.listed_on is None:
        return
    yield row.listed_on, meetings.QUESTIONS, row.topic, 1
    if row.status == Asked.ANSWERED and row.answered_on:
        measure = meetings.ON_SPOT if row.on_spot else meetings.LATER
        yield max(row.answered_on, row.listed_on), measure, row.topic, 1


def _of_promise(row: Promise) -> Iterator[Counted]:
    yield row.made_on, promises.GIVEN, row.topic, 1
    if row.settled_on:
        yield row.settled_on, ENDS.get(row.status) or promises.flow_of_kept(row), row.topic, 1


def _of_request(row: Request) -> Iterator[Counted]:
    yield row.received_on, dialogues.ASKED, row.topic, 1
    if row.decided_on:
        measure = dialogues.ACCEPTED if row.status == Decided.ACCEPTED else dialogues.REFUSED
        yield row.decided_on, measure, row.topic, 1
