"""The events of meetings: a chain for each meeting, each question, each turn to speak, each phone at the door."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal.actors import Outsider
from danvan.journal.keeping import keep
from danvan.journal.models import Event
from danvan.meetings.models import CheckIn, Meeting, Question, Speaker
from danvan.meetings.workflow import LIFE, QUESTION, SPEAKER
from danvan.people import lives
from danvan.people.lives import check_seen
from danvan.people.models import Account

MEETINGS, QUESTIONS, SPEAKERS, DOORS = LIFE.stream, QUESTION.stream, SPEAKER.stream, "check_in"
SALT = "meetings"  # an office's own words; who asked has a salt of its own


def hold(meeting: Meeting | int) -> Meeting:
    """The meeting, locked: one writer at a time, so that its events follow one another."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=meeting if isinstance(meeting, int) else meeting.pk)


def locked(meeting: Meeting, verb: str, *, by: Account, on: date, seen: int | None = None) -> Meeting:
    """The meeting, locked, on which this officer may take the step now.

    Raises MovedMeanwhile where it has moved since the page was shown; Refused where role or table do not allow it.
    """
    row = hold(meeting)
    check_seen(LIFE, row.pk, row.revision, seen)
    lives.check_can(LIFE, row.status, verb, by, row.unit_id, on)
    return row


def hold_question(question: Question | int) -> Question:
    """The question with its meeting, locked."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("meeting__unit")
    return rows.get(pk=question if isinstance(question, int) else question.pk)


def locked_question(
    question: Question, verb: str, *, by: Account, on: date, seen: int | None = None
) -> Question:
    """The question, locked, on which this officer may take the step now; raises as `locked` does."""
    row = hold_question(question)
    check_seen(QUESTION, row.pk, row.revision, seen)
    lives.check_can(QUESTION, row.status, verb, by, row.meeting.unit_id, on)
    return row


def write(
    meeting: Meeting,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    old: str = "",
    text: str = "",
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    posted: Iterable[Posting] = (),
    data: dict[str, Any] | None = None,
) -> Event:
    """Save the meeting, put the step on record, post its facts."""
    told = {**(data or {}), **_facts(posted)}
    public = meeting.is_public and verb not in ("meeting_count", "meeting_minutes")
    event = keep(
        meeting,
        verb,
        stream=MEETINGS,
        by=by,
        on=on,
        salt=meeting.salt,
        old=old,
        new=meeting.status,
        public=public,
        text=text,
        rows=rows,
        gone=gone,
        data=told,
    )
    figures.post(event)
    return event


def write_question(
    question: Question,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    old: str = "",
    public: bool = False,
    text: str = "",
    posted: Iterable[Posting] = (),
    data: dict[str, Any] | None = None,
) -> Event:
    """Save the question, put the step on record, post its facts."""
    event = keep(
        question,
        verb,
        stream=QUESTIONS,
        by=by,
        on=on,
        salt=SALT,
        old=old,
        new=question.status,
        public=public,
        text=text,
        data={"meeting": question.meeting_id, **(data or {}), **_facts(posted)},
    )
    figures.post(event)
    return event


def write_speaker(speaker: Speaker, verb: str, *, by: Account | Outsider, on: date, old: str = "") -> Event:
    """Save the turn to speak and put the step on record."""
    told = {"meeting": speaker.meeting_id}
    return keep(
        speaker,
        verb,
        stream=SPEAKERS,
        by=by,
        on=on,
        salt=speaker.salt,
        old=old,
        new=speaker.status,
        data=told,
    )


def write_check_in(row: CheckIn, *, by: Outsider, on: date) -> Event:
    """Save one phone at the door and put it on record."""
    return keep(row, "check_in", stream=DOORS, by=by, on=on, salt=SALT, data={"meeting": row.meeting_id})


def _facts(posted: Iterable[Posting]) -> dict[str, Any]:
    facts = [posting.as_list() for posting in posted]
    return {"facts": facts} if facts else {}
