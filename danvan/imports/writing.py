"""An import written out again in the very form in which it came: its headings, its order, what stands there today.

What the register keeps no column for went along as words when it was brought in (reading.letters, reading.turns); here
it is found again by the word before it. Names stand whole; whatever was destroyed meanwhile is empty.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from danvan.cases import topics
from danvan.cases.actions.bringing import VERB
from danvan.cases.clocks import GIVEN
from danvan.cases.models import Reply
from danvan.cases.queries import visible_to
from danvan.imports.models import Import, Line
from danvan.imports.reading import letters, turns
from danvan.imports.workflow import Fate, Register
from danvan.journal.models import Event
from danvan.lib.dates import short
from danvan.lib.text import fold
from danvan.people.models import Account
from danvan.reception import book
from danvan.reception import queries as reception
from danvan.reception.models import Turn
from danvan.web import words

PORTION = 1000
HIDDEN = book.HIDDEN
_RESULT = "Kết quả"


@dataclass(frozen=True)
class Sheet:
    """The form of an import: its headings, which column stands at which place, what went along under which word."""

    headings: Sequence[str]
    columns: Mapping[int, str]
    along: Collection[str]

    @property
    def names(self) -> Collection[str]:
        """The columns that it has."""
        return self.columns.values()

    def counts(self, name: str) -> bool:
        """Whether the heading of a column asks for a number of people too."""
        return any("so nguoi" in fold(self.headings[at]) for at, one in self.columns.items() if one == name)


@dataclass
class _Letter:
    """A case of an import, with what was told of it when it was brought in."""

    number: int
    case: Any
    sheet: Sheet
    told: Mapping[str, str]
    steps: Sequence[Sequence[str]]
    replies: Sequence[Reply] = field(default_factory=list)

    @property
    def until(self) -> str:
        """The last day that the register itself named."""
        return next(
            (short(one.due_on) for one in self.case.deadlines.all() if one.rule == GIVEN and one.due_on), ""
        )


def sheet_of(found: Import) -> Sheet:
    """The form in which an import came."""
    columns = {int(place): name for place, name in found.columns.items()}
    headings = found.seen["headings"]
    rest = [heading for place, heading in enumerate(headings) if place not in columns and heading]
    own = letters.ALONG if found.register == Register.PETITIONS else turns.ALONG
    return Sheet(headings, columns, [*own.values(), *rest, _RESULT])


def rows(found: Import, *, by: Account, on: date) -> Iterator[list[str]]:
    """Headings, then what was brought in, row by row; of what is kept from this officer only that it is there."""
    sheet = sheet_of(found)
    yield list(sheet.headings)
    lines = found.lines.filter(fate=Fate.IN).order_by("pk").only("pk", "sheet", "row", "turn", "case")
    write = _turns if found.register == Register.RECEPTION else _letters
    yield from write(sheet, lines.iterator(chunk_size=PORTION), by, on)


def _placed(sheet: Sheet, told: Mapping[str, str], read: Callable[[str], str]) -> list[str]:
    """The cells of a row: of a known column what it reads, of another what went along under its heading."""
    return [
        read(sheet.columns[place]) if place in sheet.columns else told.get(heading, "")
        for place, heading in enumerate(sheet.headings)
    ]


def _kept(sheet: Sheet, number: int) -> list[str]:
    return [str(number), HIDDEN, *[""] * (len(sheet.headings) - 2)]


def _apart(text: str, along: Collection[str], mark: str) -> dict[str, str]:
    """'Nguồn đơn: Bưu chính; …' by the word before each part; what stands before all of them under no word."""
    found: dict[str, str] = {}
    name = ""
    for part in text.split(mark) if text else ():
        word = next((word for word in along if part.startswith(f"{word}: ")), None)
        if word is None:
            found[name] = f"{found[name]}{mark}{part}" if name in found else part
        else:
            name, found[word] = word, part[len(word) + 2 :]
    return found


# --- letters ---------------------------------------------------------------------------------------------
def _letters(sheet: Sheet, lines: Iterator[Line], by: Account, on: date) -> Iterator[list[str]]:
    number = 0
    for portion in _portions(lines):
        keys = [line.case_id or 0 for line in portion]
        parts = ("parties", "replies", "deadlines")
        cases = (
            visible_to(by, on=on)
            .filter(pk__in=keys)
            .select_related("officer")
            .prefetch_related(*parts)
            .in_bulk()
        )
        brought = {
            one.subject: one for one in Event.objects.filter(stream="case", subject__in=keys, verb=VERB)
        }
        for line in portion:
            number += 1
            case, event = cases.get(line.case_id or 0), brought.get(line.case_id or 0)
            if case is None or event is None:
                yield _kept(sheet, number)
                continue
            told = _apart(event.text, sheet.along, "\n")
            letter = _Letter(number, case, sheet, told, event.data["steps"], list(case.replies.all()))
            yield _placed(sheet, told, partial(_of_letter, letter))


def _of_letter(letter: _Letter, name: str) -> str:
    return _LETTER[name](letter)


def _people(letter: _Letter) -> str:
    alone = "address" in letter.sheet.names
    named = [
        one.full_name if alone or not one.address else f"{one.full_name}, {one.address}"
        for one in sorted(letter.case.parties.all(), key=lambda row: row.pk)
    ]
    more = letter.case.people - len(named)
    counted = "persons" in letter.sheet.names or letter.sheet.counts("kind")
    return "; ".join(named) + (f" và {more} người khác" if more > 0 and not counted else "")


def _summary(letter: _Letter) -> str:
    until = letter.until if "due" not in letter.sheet.names else ""
    return "\n".join(filter(None, [letter.case.body, f"Hạn xử lý: {until}" if until else ""]))


def _kind(letter: _Letter) -> str:
    label = str(letter.case.workflow.label)
    return f"{label} / {letter.case.people}" if letter.sheet.counts("kind") else label


def _result(letter: _Letter) -> str:
    """The register's own words while nobody has gone on with the case; then where it stands."""
    if letter.case.status != _last_status(letter):
        return str(letter.case.state.label)
    answer = next((one.text for one in letter.replies if one.event_number == 1), "")
    return answer or letter.told.get(_RESULT, "")


def _last_status(letter: _Letter) -> str:
    """Where it stood when it was brought in."""
    kind, status = letter.case.workflow, letter.case.workflow.opening.target
    for verb, _day in letter.steps:
        step = kind.step(verb, status)
        status = step.target if step else status
    return str(status)


def _of_parties(name: str) -> Callable[[_Letter], str]:
    return lambda letter: "; ".join(filter(None, (getattr(one, name) for one in letter.case.parties.all())))


def _along(name: str) -> Callable[[_Letter], str]:
    return lambda letter: letter.told.get(letters.ALONG[name], "")


def _done_on(letter: _Letter) -> str:
    return short(date.fromisoformat(letter.steps[-1][1])) if letter.steps else ""


_LETTER: Mapping[str, Callable[[_Letter], str]] = {
    "number": lambda letter: str(letter.number),
    "old_code": _along("old_code"),
    "on": lambda letter: words.short(letter.case.received_on),
    "people": _people,
    "address": _of_parties("address"),
    "phone": _of_parties("phone"),
    "papers": _of_parties("citizen_id"),
    "summary": _summary,
    "due": lambda letter: letter.until,
    "kind": _kind,
    "persons": lambda letter: str(letter.case.people),
    "source": _along("source"),
    "topic": lambda letter: topics.label(letter.case.topic),
    "settled_before": _along("settled_before"),
    "result": _result,
    "done_on": _done_on,
    "passed_to": lambda letter: letter.case.elsewhere,
    "officer": _along("officer"),
    "note": _along("note"),
}
"""Column → what stands in it of a letter."""


# --- turns -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Turn:
    """A line of the register of reception, with what its note had along."""

    line: book.Line
    told: Mapping[str, str]
    sheet: Sheet


def _turns(sheet: Sheet, lines: Iterator[Line], by: Account, on: date) -> Iterator[list[str]]:
    done = 0
    for portion in _portions(lines):
        keys = list(dict.fromkeys(line.turn_id or 0 for line in portion))
        seen = reception.visible_to(by, on=on).filter(pk__in=keys)
        found = seen.prefetch_related("visitors", "matters__petition", "matters__notices").in_bulk()
        names = reception.units_passed_to(list(found.values()), on)
        for key in keys:
            done += 1
            turn = found.get(key)
            yield from _of_turn(sheet, done, turn, names) if turn else [_kept(sheet, done)]


def _of_turn(sheet: Sheet, number: int, turn: Turn, names: dict[int, str]) -> Iterator[list[str]]:
    told = _apart(turn.note, sheet.along, "; ")
    for line in book.lines([turn], names):
        one = _Turn(
            book.Line(number if line.number else None, turn, line.matter, line.visitors, names), told, sheet
        )
        yield _placed(sheet, told, partial(_of_line, one))


_OF_2021 = (
    *("number", "on", "people", "papers", "summary", "kind", "settled_before"),
    *("own", "shown_to", "passed_to", "result", "note"),
)
_BOOK = {name: column.read for name, column in zip(_OF_2021, book.FORM_2021.columns, strict=True)}
_KIND_ALONE = book.FORM_2026.columns[_OF_2021.index("kind")].read


def _of_line(one: _Turn, name: str) -> str:
    return _TURN[name](one)


def _of_book(read: Callable[[book.Line], str], one: _Turn) -> str:
    return read(one.line)


def _turn_kind(one: _Turn) -> str:
    return (_BOOK["kind"] if one.sheet.counts("kind") else _KIND_ALONE)(one.line)


def _direction(one: _Turn) -> str:
    """What was done, in one cell."""
    passed = _BOOK["passed_to"](one.line)
    if passed:
        return f"Chuyển {passed}"
    return one.line.matter.advice or ("Thụ lý" if _BOOK["own"](one.line) else _BOOK["shown_to"](one.line))


def _note(one: _Turn) -> str:
    """The note as it came; that they had come before only where no column says it."""
    again = "" if one.line.matter.first_time or "times" in one.sheet.names else turns.AGAIN
    online = turns.ONLINE if one.line.turn.online else ""
    return "; ".join(filter(None, [again, online, one.told.get("", "")]))


def _of_visitors(name: str) -> Callable[[_Turn], str]:
    return lambda one: "; ".join(filter(None, (getattr(person, name) for person in one.line.visitors)))


def _of_note(name: str) -> Callable[[_Turn], str]:
    return lambda one: one.told.get(turns.ALONG[name], "")


_TURN: Mapping[str, Callable[[_Turn], str]] = {
    **{name: partial(_of_book, read) for name, read in _BOOK.items()},
    "address": _of_visitors("address"),
    "phone": _of_visitors("phone"),
    "kind": _turn_kind,
    "persons": lambda one: str(one.line.turn.persons),
    "source": _of_note("source"),
    "topic": lambda one: topics.label(one.line.matter.topic),
    "times": lambda one: "1" if one.line.matter.first_time else "2",
    "direction": _direction,
    "result": lambda one: one.told.get(_RESULT, "") or _BOOK["result"](one.line),
    "officer": _of_note("officer"),
    "note": _note,
}
"""Column → what stands in it of a turn."""


def _portions(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """So many at a time; the lines of one turn stay together."""
    portion: list[Line] = []
    for line in lines:
        if len(portion) >= PORTION and (line.turn_id is None or line.turn_id != portion[-1].turn_id):
            yield portion
            portion = []
        portion.append(line)
    if portion:
        yield portion
