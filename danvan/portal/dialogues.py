"""How dialogues and promises are shown to everybody, and written as open data."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.meetings import queries as meetings
from danvan.meetings.models import Meeting, Question
from danvan.meetings.workflow import LIFE, QUESTION, Asked
from danvan.papers import queries as papers
from danvan.papers.models import Paper
from danvan.promises import present
from danvan.promises import queries as promises
from danvan.promises.models import Promise
from danvan.promises.present import Line
from danvan.web.parts import Step

CSV_HEADS = (
    "id",
    "text",
    "promised_by",
    "unit",
    "topic",
    "promised_at",
    "made_on",
    "first_due_on",
    "due_on",
    "done_on",
    "state",
    "days_late",
    "url",
)


@dataclass(frozen=True)
class Shown:
    """A question as everybody reads it, with what was promised in answer."""

    row: Question
    late: bool
    promises: list[Line]


def page(meeting: Meeting, on: date) -> dict[str, Any]:
    """What the public page of a meeting shows; no name of anybody who asked or spoke."""
    rows = meetings.shown_of(meeting)
    places = [(LIFE.stream, meeting.pk), *((QUESTION.stream, row.pk) for row in rows)]
    found = promises.of_places(places)
    lines = present.lines([each for some in found.values() for each in some], on)
    given = {line.row.pk: line for line in lines}

    def of(stream: str, pk: int) -> list[Line]:
        return [given[each.pk] for each in found.get((stream, pk), [])]

    return {
        "row": meeting,
        "topic": topics.label(meeting.topic),
        "unit_name": meeting.unit.name_on(on),
        "lines": [Shown(row, row.is_late(on), of(QUESTION.stream, row.pk)) for row in rows],
        "tally": meetings.tally(rows),
        "present": meetings.present(meeting) if meeting.is_held else 0,
        "to_all": of(LIFE.stream, meeting.pk),
        "promised": len(lines),
        "papers": public_papers(meeting),
        "result_late": meeting.is_result_late(on),
        "today": on,
    }


def public_papers(meeting: Meeting) -> list[Paper]:
    """Papers about it that were issued for everybody; one statement."""
    return [
        paper
        for paper in papers.papers_of(LIFE.stream, meeting.pk)
        if paper.public and paper.state == "issued"
    ]


def steps_of(question: Question, on: date) -> list[Step]:
    """What became of a question, for whoever asked it."""
    made = [Step(_("Đã nhận câu hỏi"), question.asked_on)]
    if question.status == Asked.SET_ASIDE:
        return [*made, Step(_("Không đưa vào danh sách"), text=question.reason)]
    if question.status == Asked.NEW:
        return [*made, Step(_("Cơ quan sẽ xem trước buổi đối thoại"), state="next")]
    made.append(Step(_("Đã đưa vào danh sách của buổi đối thoại"), question.listed_on))
    if question.status == Asked.ANSWERED:
        who = question.answered_by
        return [*made, Step(_("Đã trả lời"), question.answered_on, who=who, text=question.answer)]
    if question.status == Asked.PASSED:
        return [*made, Step(_("Đã lập thành đơn để giải quyết theo thời hạn luật định"))]
    if question.status == Asked.OWED and question.answer_by:
        late = question.is_late(on)
        title = _("Quá hạn trả lời bằng văn bản") if late else _("Sẽ trả lời bằng văn bản")
        return [*made, Step(title, question.answer_by, state="answer")]
    return [*made, Step(_("Chờ trả lời tại buổi đối thoại"), question.meeting.day, state="next")]


def promises_of(question: Question, on: date) -> list[Line]:
    """What was promised in answer to a question."""
    place = (QUESTION.stream, question.pk)
    return present.lines(promises.of_places([place]).get(place, []), on)


def records(rows: Iterable[Promise], on: date) -> list[dict[str, Any]]:
    """Promises as open data: whoever raised anything is not named."""
    made = []
    for line in present.lines(rows, on):
        row = line.row
        public = line.origin.public if line.origin else ""
        made.append(
            {
                "id": row.pk,
                "text": row.text,
                "promised_by": row.promised_by,
                "unit": line.unit,
                "topic": row.topic,
                "promised_at": line.origin.title if line.origin and public else "",
                "made_on": row.made_on.isoformat(),
                "first_due_on": row.first_due_on.isoformat(),
                "due_on": row.due_on.isoformat(),
                "done_on": row.done_on.isoformat() if row.done_on else None,
                "state": row.shown(on).value,
                "days_late": line.late,
                "url": f"{settings.DANVAN_URL}{public}" if public else "",
            }
        )
    return made


def as_json(rows: Iterable[Promise], on: date) -> bytes:
    """Version 1 of the open data as JSON."""
    told = {
        "format": "danvan.promises/1",
        "day": on.isoformat(),
        "licence": settings.DANVAN_OPEN_LICENCE,
        "promises": records(rows, on),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def as_csv(rows: Iterable[Promise], on: date) -> bytes:
    """The same as CSV, with the mark by which spreadsheets know UTF-8; no cell begins like a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(CSV_HEADS)
    for record in records(rows, on):
        writer.writerow([_plain(record[name]) for name in CSV_HEADS])
    return buffer.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text[:1] in "=+-@\t\r" and text else text
