"""Meetings checked against the journal: each with its attendance, questions with who asked, speakers, phones."""

from collections.abc import Iterator
from typing import Any

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.meetings.actions.ledger import DOORS, MEETINGS, QUESTIONS, SALT, SPEAKERS
from danvan.meetings.models import Asker, Attendance, CheckIn, Meeting, Question, Speaker

CHUNK = 500


def meetings() -> Iterator[Lie]:
    """Each meeting, with the numbers counted in its hall, that is not what was recorded, or is gone."""
    yield from without_row(MEETINGS, Meeting)
    for rows in _chunks(Meeting.objects.prefetch_related("attendance")):
        chains = _chains(MEETINGS, [row.pk for row in rows])
        for row in rows:
            kept = prints.last_kept(chains[row.pk])
            parts: list[Meeting | Attendance] = [row, *row.attendance.all()]
            yield from prints.lies(kept, parts, row.salt, of_what=f"meeting {row.pk}")


def questions() -> Iterator[Lie]:
    """The same of questions, and of who asked them."""
    yield from without_row(QUESTIONS, Question)
    for rows in _chunks(Question.objects.select_related("asker")):
        chains = _chains(QUESTIONS, [row.pk for row in rows])
        for row in rows:
            chain = chains[row.pk]
            yield from prints.lies(prints.last_kept(chain), [row], SALT, of_what=f"question {row.pk}")
            told: dict[str, str] = next(
                (event.data["asker"] for event in reversed(chain) if "asker" in event.data), {}
            )
            asker = getattr(row, "asker", None)
            mine = [asker] if isinstance(asker, Asker) else []
            salt = mine[0].salt if mine else ""
            yield from prints.lies(told, mine, salt, of_what=f"question {row.pk}")


def speakers() -> Iterator[Lie]:
    """The same of turns to speak, and of phones at the door."""
    yield from without_row(SPEAKERS, Speaker)
    for rows in _chunks(Speaker.objects.all()):
        chains = _chains(SPEAKERS, [row.pk for row in rows])
        for row in rows:
            yield from prints.lies(prints.last_kept(chains[row.pk]), [row], row.salt)
    yield from without_row(DOORS, CheckIn)
    for rows in _chunks(CheckIn.objects.all()):
        chains = _chains(DOORS, [row.pk for row in rows])
        for row in rows:
            yield from prints.lies(prints.last_kept(chains[row.pk]), [row], SALT)


def _chunks(rows: Any) -> Iterator[Any]:
    """The rows of a table, so many at a time: memory does not grow with it."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = found[-1].pk
        yield found


def _chains(stream: str, subjects: list[int]) -> dict[int, list[Event]]:
    chains: dict[int, list[Event]] = {pk: [] for pk in subjects}
    for event in Event.objects.filter(stream=stream, subject__in=subjects).order_by("subject", "number"):
        chains[event.subject].append(event)
    return chains
