"""Meetings and the questions put to them, as that from which promises come (settings.DANVAN_PROMISE_SOURCES)."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from danvan.meetings import kinds
from danvan.meetings.models import Meeting, Question
from danvan.meetings.workflow import LIFE, QUESTION, SHOWN
from danvan.promises.origins import Origin

QUOTED = 200


class FromMeeting:
    """A promise given at a meeting to everybody there."""

    @staticmethod
    def many(subjects: Collection[int]) -> Mapping[int, Origin]:
        """The meetings of these numbers; one statement."""
        rows = Meeting.objects.filter(pk__in=subjects).select_related("unit")
        return {row.pk: _of_meeting(row, LIFE.stream, row.pk) for row in rows}


class FromQuestion:
    """A promise given in answer to a question."""

    @staticmethod
    def many(subjects: Collection[int]) -> Mapping[int, Origin]:
        """The questions of these numbers; one statement."""
        rows = Question.objects.filter(pk__in=subjects).select_related("meeting__unit")
        return {row.pk: _of_question(row) for row in rows}


def _of_question(row: Question) -> Origin:
    quote = row.text if len(row.text) <= QUOTED else f"{row.text[:QUOTED]}…"
    shown = row.status in SHOWN
    return _of_meeting(
        row.meeting, QUESTION.stream, row.pk, row.topic, quote if shown else "", row.code, f"#q{row.place}"
    )


def _of_meeting(
    row: Meeting,
    stream: str,
    subject: int,
    topic: str = "",
    quote: str = "",
    code: str = "",
    anchor: str = "",
) -> Origin:
    kind = kinds.get(row.kind)
    public = reverse(kind.public, args=[row.pk]) + anchor if kind.public and row.is_public else ""
    return Origin(
        stream=stream,
        subject=subject,
        title=row.title,
        kind=row.kind,
        topic=topic or row.topic,
        unit=row.unit,
        desk=reverse(kind.desk, args=[row.pk]) + anchor,
        public=public,
        quote=quote,
        code=code,
    )
