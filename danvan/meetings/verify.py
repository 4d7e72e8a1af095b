"""Meetings checked against the journal: each with its attendance, questions with who asked, speakers, phones."""

from collections.abc import Iterator

from danvan.journal import chains, prints
from danvan.journal.verify import Lie, without_row
from danvan.meetings.actions.ledger import DOORS, MEETINGS, QUESTIONS, SALT, SPEAKERS
from danvan.meetings.models import Asker, Attendance, CheckIn, Meeting, Question, Speaker


def meetings() -> Iterator[Lie]:
    """Each meeting, with the numbers counted in its hall, that is not what was recorded, or is gone."""
    yield from without_row(MEETINGS, Meeting)
    for rows in chains.chunks(Meeting.objects.prefetch_related("attendance")):
        told = chains.of(MEETINGS, [row.pk for row in rows])
        for row in rows:
            kept = prints.last_kept(told[row.pk])
            parts: list[Meeting | Attendance] = [row, *row.attendance.all()]
            yield from prints.lies(kept, parts, row.salt, of_what=f"meeting {row.pk}")


def questions() -> Iterator[Lie]:
    """The same of questions, and of who asked them."""
    yield from without_row(QUESTIONS, Question)
    for rows in chains.chunks(Question.objects.select_related("asker")):
        told = chains.of(QUESTIONS, [row.pk for row in rows])
        for row in rows:
            chain = told[row.pk]
            yield from prints.lies(prints.last_kept(chain), [row], SALT, of_what=f"question {row.pk}")
            marks: dict[str, str] = next(
                (event.data["asker"] for event in reversed(chain) if "asker" in event.data), {}
            )
            asker = getattr(row, "asker", None)
            mine = [asker] if isinstance(asker, Asker) else []
            salt = mine[0].salt if mine else ""
            yield from prints.lies(marks, mine, salt, of_what=f"question {row.pk}")


def speakers() -> Iterator[Lie]:
    """The same of turns to speak, and of phones at the door."""
    yield from without_row(SPEAKERS, Speaker)
    for rows in chains.chunks(Speaker.objects.all()):
        told = chains.of(SPEAKERS, [row.pk for row in rows])
        for row in rows:
            yield from prints.lies(prints.last_kept(told[row.pk]), [row], row.salt)
    yield from without_row(DOORS, CheckIn)
    for rows in chains.chunks(CheckIn.objects.all()):
        told = chains.of(DOORS, [row.pk for row in rows])
        for row in rows:
            yield from prints.lies(prints.last_kept(told[row.pk]), [row], SALT)
