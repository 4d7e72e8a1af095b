"""Lines of a register of reception as turns: a turn may stand over several lines, one for each matter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from danvan.imports.reading import cells, common, letters, words
from danvan.imports.reading.cells import Somebody
from danvan.imports.reading.letters import Letter
from danvan.imports.reading.tables import Line
from danvan.lib.text import clean, fold
from danvan.petitions import statuses
from danvan.reception.actions import Brought, Caller, Told
from danvan.reception.models import Matter, MatterKind, Outcome

CASES = (MatterKind.COMPLAINT, MatterKind.RECOMMENDATION)
_REQUEST = re.compile(r"\s+Yêu cầu:\s+")
_PAPER = re.compile(r"\(([^()]*)\)\s*$")
AGAIN, ONLINE = "đã đến trước đây", "tiếp trực tuyến"
_MARKS = {AGAIN, ONLINE, "ghi sau, giờ không chính xác", "đoàn đông người"}
"""What our own register prints in the column of notes beside the note itself."""
_MOST_SETTLED = Matter._meta.get_field("settled_before").max_length or 0
_MOST_REFERRED = Matter._meta.get_field("referred_to").max_length or 0


@dataclass
class OldMatter:
    """A matter as it was understood: the words of reception, the day of its answer, the letter that came of it."""

    told: Told
    told_on: date | None = None
    letter: Letter | None = None


@dataclass
class TurnRead:
    """A turn as it was understood, with the lines on which it stands."""

    lines: list[Line]
    number: str
    on: date
    people: list[Somebody]
    persons: int
    note: str
    online: bool
    officer: str
    matters: list[OldMatter] = field(default_factory=list)

    @property
    def callers(self) -> list[Caller]:
        """The people as reception takes them."""
        return [Caller(one.full_name, one.phone, one.citizen_id, one.address) for one in self.people]

    @property
    def brought(self) -> Brought:
        """How they came."""
        return Brought(online=self.online)

    def key(self, unit: str) -> str:
        """What makes it the same as another."""
        about = [each.told.summary for each in self.matters]
        return common.key_of(
            unit, "reception", self.number, self.on, about, [p.full_name for p in self.people]
        )


def read(lines: Sequence[Line]) -> Iterator[TurnRead | list[Line]]:
    """The turns of a register; where a line of one is not understood, its lines instead, each with its problems."""
    for group in _groups(lines):
        turn = _turn(group)
        yield turn if turn and not any(line.problems for line in group) else group


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that are one turn: those after the first have no number, and neither another day nor other people."""
    group: list[Line] = []
    for line in lines:
        if line.aside:
            continue
        if group and _goes_on(group[0], line):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _goes_on(first: Line, line: Line) -> bool:
    if line.text("number") or "number" not in line.given or line.sheet != first.sheet:
        return False
    return all(line.text(name) in ("", first.text(name)) for name in ("on", "people")) and bool(
        line.text("summary")
    )


def _turn(group: list[Line]) -> TurnRead | None:
    """The turn of these lines, or None where its own cells are not understood."""
    first = group[0]
    on = common.day_of(first, "on")
    if on is None and not first.problems:
        first.wrong("on", "missing")
    who, persons = common.people_of(first)
    marks, note = _note(first)
    matters = [_matter(line, on or date.max, who, persons, again=AGAIN in marks) for line in group]
    if on is None:
        return None
    rest = [text for line in group for text in line.rest]
    said = [f"{word}: {first.text(name)}" for name, word in ALONG.items() if first.text(name)]
    note = "; ".join(filter(None, [note, *said, *dict.fromkeys(rest), *_unplaced(group)]))
    turn = TurnRead(
        group, first.text("number"), on, who, persons, note, ONLINE in marks, first.text("officer")
    )
    turn.matters = matters
    return turn


ALONG = {"source": "Nguồn đơn", "officer": "Cán bộ tiếp"}
"""Columns that reception has no place of its own for: they go along in the note."""


def _note(line: Line) -> tuple[set[str], str]:
    """The marks of our own register in the note, and the note without them."""
    parts = [part.strip() for part in line.text("note").split(";")]
    return set(parts) & _MARKS, "; ".join(part for part in parts if part and part not in _MARKS)


def _unplaced(group: list[Line]) -> Iterator[str]:
    """Results in words that are neither a state of a letter nor an answer told."""
    for line in group:
        result = line.text("result")
        if result and not line.given.get("result_placed"):
            yield f"Kết quả: {result}"


def _matter(line: Line, on: date, who: list[Somebody], persons: int, *, again: bool) -> OldMatter:
    kind, about = common.kind_of(line), common.check_summary(line)
    summary, request = [*_REQUEST.split(about, maxsplit=1), ""][:2]
    settled = line.text("settled_before")
    if len(settled) > _MOST_SETTLED:
        line.wrong("settled_before", "long", settled[:60])
    outcome, advice, referred, passed = _done(line)
    found = OldMatter(Told("", "", ""))
    told_on, waits = _told(line.text("result"))
    standing = _standing(line, kind, passed)
    if standing:
        outcome = Outcome.PETITION.value
        found.letter = letters.of_matter(
            line, kind=kind, on=on, about=summary, who=who, people=persons, status=standing, elsewhere=passed
        )
    elif passed:
        outcome, referred = Outcome.REFERRED.value, passed
    elif line.text("own") and (told_on or waits):
        outcome, found.told_on = Outcome.PENDING.value, told_on
        line.given["result_placed"] = True
    place, paper = _with_paper(referred)
    if len(place) > _MOST_REFERRED:
        outcome, advice, place = Outcome.ADVISED.value, f"{place} ({paper})" if paper else place, ""
        paper = ""
    times = cells.whole(line.given.get("times", "")) or 1
    found.told = Told(
        topic=words.topic(line.text("topic")),
        summary=summary,
        outcome=outcome,
        advice=advice,
        settled_before=settled[:_MOST_SETTLED],
        first_time=not again and times < 2,
        kind=kind or MatterKind.RECOMMENDATION.value,
        request=request,
        referred_to=place,
        paper=paper,
    )
    return found


def _done(line: Line) -> tuple[str, str, str, str]:
    """What was done: outcome, advice, to where they were shown, to where the letter was passed."""
    shown, passed, direction = line.text("shown_to"), line.text("passed_to"), line.text("direction")
    ways = fold(direction)
    if direction and not (shown or passed):
        if re.search(r"thu ly|nhan don|tiep nhan", ways):
            line.given["own"] = "x"
        elif "chuyen" in ways:
            passed = (
                re.sub(r"^\s*chuyển\s+(đơn\s+)?(đến|tới|cho)?\s*", "", direction, flags=re.IGNORECASE)
                or direction
            )
        elif "tra loi" in ways or "giai thich" in ways:
            return Outcome.ANSWERED.value, direction, "", ""
        else:
            return Outcome.ADVISED.value, direction, "", ""
    if shown:
        return Outcome.REFERRED.value, "", shown, passed
    return (Outcome.ANSWERED if line.text("own") else Outcome.ADVISED).value, "", "", passed


@lru_cache(maxsize=4096)
def _told(result: str) -> tuple[date | None, bool]:
    """The day on which the answer was told, or whether it is still to be: “Đã báo 12/03/2018”, “Chưa báo”."""
    words_of = fold(result)
    return (cells.last_day_in(result) if words_of.startswith("da bao") else None), words_of == "chua bao"


def _standing(line: Line, kind: str, passed: str) -> str:
    """Where the letter stands that came of a matter; empty where none did. Denunciations are kept elsewhere."""
    if kind not in CASES:
        return ""
    result = line.text("result")
    if any(_told(result)):
        return ""
    found = words.standing(result, kind) if result else None
    if passed:
        found = statuses.CLOSED if found in (statuses.ANSWERED, statuses.CLOSED) else statuses.TRANSFERRED
        line.given["result_placed"] = words.is_label(result, kind)
    elif not (found and line.text("own")) or found in (statuses.GUIDED, statuses.MERGED):
        return ""
    else:
        line.given["result_placed"] = words.is_label(result, kind) or found == statuses.ANSWERED
    return found


def _with_paper(text: str) -> tuple[str, str]:
    """'Sở Nội vụ (12/HD-TD)' as the place and the number of the paper."""
    found = _PAPER.search(text)
    if found and len(found[1]) <= 60 and any(map(str.isdecimal, found[1])):
        return clean(text[: found.start()]), found[1]
    return text, ""
