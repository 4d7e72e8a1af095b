"""Lines of a register of letters as letters, each with the steps by which it came to where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan.cases.actions import Old, Person
from danvan.cases.workflow import Channel
from danvan.imports.reading import cells, common, words
from danvan.imports.reading.cells import Somebody
from danvan.imports.reading.tables import Line
from danvan.lib.text import clean
from danvan.petitions import brought, statuses
from danvan.reception.models import MatterKind

KINDS = (MatterKind.COMPLAINT.value, MatterKind.RECOMMENDATION.value)
MOST_SUBJECT, MOST_ELSEWHERE, MOST_DECISION = 200, 200, 60
_DUE = re.compile(
    r"\b(?:hạn(?:\s+xử\s+lý|\s+giải\s+quyết)?|thời\s+hạn)\s*:?\s*(\S{1,20}?)\)?\s*$", re.IGNORECASE
)
_BEFORE_DUE = " \t\n;/,.("
_DECISION = re.compile(r"\b(?:QĐ|quyết định)(?:\s+số)?\s*:?\s*([\w./\-]{0,60}\d[\w./\-]*)", re.IGNORECASE)
_TO = re.compile(r"\bchuyển\b\s*(?:đơn\s+)?(?:đến|tới|cho|sang)?\s*:?\s*([^;,.\n(]*)", re.IGNORECASE)


@dataclass
class Letter:
    """A letter as it was understood: all of it but the unit, with its line, its number and where it stands."""

    line: Line
    number: str
    old: Old
    status: str

    def key(self, unit: str) -> str:
        """What makes it the same as another."""
        who = [person.full_name for person in self.old.persons]
        return common.key_of(unit, "petitions", self.number, self.old.received_on, [self.old.body], who)


def read(lines: Sequence[Line]) -> Iterator[Letter | list[Line]]:
    """The letters of a register; a line that is not understood instead of its letter, with its problems."""
    for line in lines:
        if not line.aside:
            letter = _letter(line)
            yield letter if letter and not line.problems else [line]


def of_matter(
    line: Line,
    *,
    kind: str,
    on: date,
    about: str,
    who: Sequence[Somebody],
    people: int,
    status: str,
    elsewhere: str,
) -> Letter:
    """The letter that came of a matter at a reception."""
    steps = _steps(status, kind, on, cells.last_day_in(line.text("result")) or on, reported=bool(elsewhere))
    answer = line.text("result") if any(verb == "answer" for verb, _day in steps) else ""
    old = Old(
        row=line.row,
        kind=kind,
        channel=Channel.RECEPTION.value,
        topic=words.topic(line.text("topic")),
        subject=clean(about)[:MOST_SUBJECT],
        body=about,
        received_on=on,
        steps=steps,
        people=people,
        persons=_persons(who),
        elsewhere=elsewhere[:MOST_ELSEWHERE],
        answer=answer,
        outcome=words.outcome(answer),
    )
    return Letter(line, line.text("number"), old, status)


def _letter(line: Line) -> Letter | None:
    """The letter of a line, or None where it is not understood; what is wrong is noted."""
    on = common.day_of(line, "on")
    if on is None and not line.problems:
        line.wrong("on", "missing")
    who, people = common.people_of(line)
    kind, about = common.kind_of(line), common.check_summary(line)
    if kind and kind not in KINDS:
        line.wrong("kind", "not_kept", line.text("kind") or kind)
    about, until = _until(line, about, on)
    if on is None or line.problems:
        return None
    status = _status(line, kind)
    if status is None:
        return None
    result = line.text("result")
    done = common.day_of(line, "done_on", since=on) or _day_within(result, on) or on
    steps = _steps(status, kind, on, done, reported=bool(line.text("passed_to")))
    answered = any(verb == "answer" for verb, _day in steps)
    decision = _DECISION.search(result) if answered else None
    old = Old(
        row=line.row,
        kind=kind,
        channel=words.channel(line.text("source")),
        topic=words.topic(line.text("topic")),
        subject=about.replace("\n", " ")[:MOST_SUBJECT],
        body=about,
        received_on=on,
        steps=steps,
        people=people,
        persons=_persons(who),
        until=until,
        elsewhere=(line.text("passed_to") or _elsewhere(result, status))[:MOST_ELSEWHERE],
        answer=result if answered else "",
        outcome=words.outcome(result),
        decision=decision[1][:MOST_DECISION] if decision else "",
        text=_along(line, result if not answered else ""),
    )
    return Letter(line, line.text("number") or line.text("old_code"), old, status)


def _status(line: Line, kind: str) -> str | None:
    """Where the letter stands by its register; None, noted, for words unknown or a state that it cannot have."""
    result = line.text("result")
    status = words.standing(result, kind)
    if status is None:
        line.wrong("result", "no_status", result)
    elif status == statuses.MERGED or _impossible(status, kind):
        line.wrong("result", "not_its_status", result)
        return None
    return status


def _until(line: Line, about: str, on: date | None) -> tuple[str, date | None]:
    """The last day that the register names, in a column of its own or at the end of what the letter is about."""
    if line.text("due"):
        found = common.day_of(line, "due", since=on)
        return about, found if found != on else None
    said = _DUE.search(about) or re.search(r"\s*\n\s*(\S+)\s*$", about)
    day = cells.day(said[1], year=line.given.get("year")) if said else None
    if said and day and on and day > on:
        return about[: said.start()].rstrip(_BEFORE_DUE).strip(), day
    return about, None


def _day_within(result: str, on: date) -> date | None:
    """The day that the words of a result name, if it lies between the receipt and today."""
    found = cells.last_day_in(result)
    return found if found and found >= on else None


def _elsewhere(result: str, status: str) -> str:
    """To where a letter was passed on, by the words of its result."""
    if status != statuses.TRANSFERRED:
        return ""
    found = _TO.search(result)
    return (found[1].strip() if found else "") or result


def _impossible(status: str, kind: str) -> bool:
    """Whether letters of that kind never stand so."""
    only = {statuses.GUIDED: MatterKind.COMPLAINT, statuses.REOPENED: MatterKind.RECOMMENDATION}
    return status in only and kind != only[status]


def _steps(status: str, kind: str, on: date, done: date, *, reported: bool) -> tuple[tuple[str, date], ...]:
    """The steps to a status with their days: what an old register keeps no day of is counted on the day of receipt."""
    verbs = brought.REPORTED if reported and status == statuses.CLOSED else brought.WAYS.get(status, ())
    return tuple((verb, on if verb in brought.FIRST_LOOK else done) for verb in verbs)


def _persons(who: Sequence[Somebody]) -> list[Person]:
    return [
        Person(one.full_name, phone=one.phone, citizen_id=one.citizen_id, address=one.address) for one in who
    ]


ALONG = {
    "old_code": "Mã trong sổ cũ",
    "source": "Nguồn đơn",
    "settled_before": "Cơ quan đã giải quyết",
    "officer": "Người xử lý",
    "note": "Ghi chú",
}
"""Columns that a case has no place of its own for: they go along as the words of its first event."""


def _along(line: Line, result: str) -> str:
    said = [f"{word}: {line.text(name)}" for name, word in ALONG.items() if line.text(name)]
    return "\n".join([*said, *line.rest, *([f"Kết quả: {result}"] if result else [])])
