"""How a meeting is shown at the desk: its facts, those present, questions with what may be done, its trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.module_loading import import_string

from danvan.cases import topics
from danvan.meetings import kinds, of_papers, policies, queries, terms
from danvan.meetings.forms import AnswerForm, OweForm
from danvan.meetings.forms.hall import AsideForm
from danvan.meetings.models import Meeting, Question
from danvan.meetings.of_papers import MeetingSubject
from danvan.meetings.workflow import GROUPS, LIFE, QUESTION, SPEAKER, Status
from danvan.papers.block import block
from danvan.people import lives
from danvan.people.models import Account
from danvan.promises import queries as promises
from danvan.promises.models import Promise
from danvan.web import words
from danvan.web.forms import Form
from danvan.web.parts import Step


@dataclass
class Asked:
    """A question on the page: what may be done with it now, its forms, the promises given in answer."""

    row: Question
    may: frozenset[str]
    late: bool
    promises: list[Promise]
    forms: dict[str, Form]
    opened: str = ""


def attendance(counted: Mapping[str, tuple[int | None, int]]) -> list[tuple[str, int, bool]]:
    """(group, how many, whether counted by hand) of each group of which somebody was there."""
    return [
        (str(GROUPS[group]), phones if hand is None else hand, hand is not None)
        for group, (hand, phones) in counted.items()
        if hand or phones
    ]


def asked(
    meeting: Meeting,
    officer: Account,
    on: date,
    *,
    typed: tuple[int, str, Form] | None = None,
) -> list[Asked]:
    """Its questions in their order, each with its forms; `typed`: question, verb, form that came back wrong."""
    return _asked_and_promised(meeting, officer, on, typed)[0]


def _asked_and_promised(
    meeting: Meeting, officer: Account, on: date, typed: tuple[int, str, Form] | None = None
) -> tuple[list[Asked], list[Promise]]:
    """Its questions with what was promised in answer, and what was promised to everybody."""
    rows, whole = queries.questions_of(meeting), (LIFE.stream, meeting.pk)
    found = promises.of_places([whole, *((QUESTION.stream, row.pk) for row in rows)])
    lines = []
    for row in rows:
        moves = {move.verb for move in lives.available(QUESTION, row.status, officer, meeting.unit_id, on)}
        forms = _forms(row, moves, meeting)
        opened = ""
        if typed and typed[0] == row.pk:
            forms[typed[1]], opened = typed[2], typed[1]
        given = found.get((QUESTION.stream, row.pk), [])
        lines.append(Asked(row, frozenset(moves), row.is_late(on), given, forms, opened))
    return lines, found.get(whole, [])


def _forms(row: Question, moves: set[str], meeting: Meeting) -> dict[str, Form]:
    """A form for each step that asks for something."""
    hall = meeting.status in (Status.OPEN, Status.ENDED)
    made: dict[str, Form] = {}
    if "question_answer" in moves:
        begun = {
            "answer": row.answer,
            "answered_by": row.answered_by,
            "on_spot": meeting.status == Status.OPEN,
        }
        made["answer"] = AnswerForm(row.pk, initial=begun, hall=hall)
        made["owe"] = OweForm(row.pk)
    if "question_set_aside" in moves or "question_reopen" in moves:
        made["set_aside" if "question_set_aside" in moves else "reopen"] = AsideForm(row.pk)
    return made


def page(meeting: Meeting, officer: Account, on: date) -> dict[str, Any]:
    """What the page of a meeting needs beside its questions."""
    kind = kinds.get(meeting.kind)
    counted, lines, to_all = queries.attendance(meeting), *_asked_and_promised(meeting, officer, on)
    doubtful = terms.doubtful(kind, meeting.unit, meeting.day)
    return {
        "row": meeting,
        "kind": kind,
        "back": reverse(kind.back) if kind.back else "",
        "public_url": reverse(kind.public, args=[meeting.pk]) if kind.public and meeting.is_public else "",
        "unit_name": getattr(meeting, "unit_shown", ""),
        "topic": topics.label(meeting.topic),
        "beside": import_string(kind.beside)(meeting) if kind.beside else [],
        "lines": lines,
        "attendance": attendance(counted),
        "present": queries.total(counted),
        "offered": [move.verb.removeprefix("meeting_") for move in policies.available(meeting, officer, on)],
        "runs": policies.can_run(officer, meeting.unit_id, on),
        "doubtful": doubtful.citation.say("vi") if doubtful else "",
        "notice_why": meeting.notice_derivation.sentences("vi") if meeting.notice_derivation else [],
        "late_notice": meeting.status == Status.PLANNED
        and meeting.notice_by is not None
        and on > meeting.notice_by,
        "result_late": meeting.is_result_late(on),
        "to_all": to_all,
        "papers": block(LIFE.stream, MeetingSubject(meeting), officer, on=on),
        "trail_steps": trail(meeting),
        "stream": QUESTION.stream,
        "today": on,
    }


def trail(meeting: Meeting) -> list[Step]:
    """What was done with it, the latest first."""
    steps = [
        Step(
            LIFE.done(event.verb).capitalize(),
            event.at,
            words.clock(event.at),
            event.actor.full_name if event.actor else "",
            event.text,
        )
        for event in queries.events(meeting)
    ]
    return steps[::-1]


def speakers(meeting: Meeting, officer: Account, on: date) -> list[tuple[Any, list[str]]]:
    """Each turn to speak with what may be done with it now."""
    return [
        (
            row,
            [
                move.verb.removeprefix("speaker_")
                for move in lives.available(SPEAKER, row.status, officer, meeting.unit_id, on)
            ],
        )
        for row in queries.speakers_of(meeting)
    ]


def begun_minutes(meeting: Meeting, officer: Account) -> dict[str, str]:
    """What the page of minutes begins with: what was saved, else what the notes of the hall give."""
    return {
        "minutes": meeting.minutes or of_papers.said(meeting),
        "minutes_by": meeting.minutes_by or officer.full_name,
        "conclusion": meeting.conclusion,
    }
