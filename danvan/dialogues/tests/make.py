"""Dialogues of the tests, and what the access matrix walks through."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.dialogues import actions
from danvan.dialogues.actions import Asks
from danvan.dialogues.models import Request
from danvan.meetings import actions as meetings
from danvan.meetings.models import Meeting
from danvan.meetings.tests.make import LAN, asked, plan_of
from danvan.people.models import Account, Unit
from danvan.promises import actions as promises
from danvan.promises import origins
from danvan.promises.actions import Told
from danvan.promises.models import Promise

PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def make_dialogue(unit: Unit, by: Account, day: date, *, on: date, **more: Any) -> Meeting:
    """A dialogue in the plan."""
    about = {name: more.pop(name) for name in ("occasion", "request") if name in more}
    return actions.plan(plan_of(day, **more), unit=unit, by=by, on=on, **about)


def make_request(unit: Unit, by: Account, *, on: date, signatures: int = 40, voters: int = 4_000) -> Request:
    """One in a hundred voters want to talk about the landfill."""
    told = Asks("Ô nhiễm bãi rác", "environment", signatures, voters, "Danh sách cử tri 2026")
    return actions.receive(told, unit=unit, by=by, on=on)


def make_promise_at(meeting: Meeting, by: Account, *, on: date, due_on: date, **more: Any) -> Promise:
    """A promise in answer to the first question of a meeting, or to everybody there."""
    question = meeting.questions.order_by("place").first()
    place = ("question", question.pk) if question else ("meeting", meeting.pk)
    origin = origins.one(*place)
    assert origin is not None
    told = Told(more.pop("text", "Nạo vét kênh N3."), "Chủ tịch UBND xã", due_on, meeting.unit, **more)
    return promises.give(origin, told, host=meeting.unit, by=by, on=on)


def dialogues_of(unit: Unit, leader: Account, on: date) -> dict[str, Any]:
    """What the access matrix walks through: a hall that is open, one planned, one announced, promises."""
    planned = make_dialogue(unit, leader, on + timedelta(days=40), on=on)
    coming = make_dialogue(unit, leader, on + timedelta(days=30), on=on)
    meetings.announce(coming, by=leader, on=on)
    opened = make_dialogue(unit, leader, on, on=on)
    meetings.announce(opened, by=leader, on=on, exemption="Khẩn cấp")
    from_portal = asked(opened, on=on, asker=LAN)
    opened = meetings.open_hall(opened, by=leader, on=on)
    question = asked(opened, leader, on=on)
    speaker = meetings.enlist(opened, full_name="Trần Văn Bình", by=leader, on=on)
    running = make_promise_at(opened, leader, on=on, due_on=on + timedelta(days=30))
    (evidence,) = promises.add_files(
        running, [SimpleUploadedFile("anh.pdf", PAPER)], public=True, by=leader, on=on
    )
    return {
        "meeting_planned": planned.pk,
        "meeting_coming": coming.pk,
        "meeting_open": opened.pk,
        "meeting_verb": "end",
        "question": question.pk,
        "question_verb": "answer",
        "question_code": from_portal.code,
        "speaker": speaker.pk,
        "speaker_verb": "call",
        "promise": running.pk,
        "promise_verb": "note",
        "evidence": evidence.pk,
        "dialogue_request": make_request(unit, leader, on=on).pk,
        "request_verb": "accept",
        "stream_question": "question",
        "promise_figure": "promises_open",
    }
