"""Why that day (cách tính): a due date taken apart, day by day for the strip calendar and in words for people.

What is stored with a deadline is the recipe, with the days off of its window; cells and sentences are made from it
when somebody asks. A stored derivation therefore never changes, whatever happens to the rules and the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from danvan.law import sentences
from danvan.law.calendar import ONE_DAY, WEEKEND, OfficeCalendar, Reason
from danvan.law.errors import InvalidDerivation, LawError
from danvan.law.recipe import Extension, Outcome, Recipe, Suspension
from danvan.law.words import Words, cause, runs

FORMAT = 1
LONGEST_STRIP = 31  # days; longer strips collapse their whole counted weeks
CELL_WORDS = {
    "start": Words("Bắt đầu", "Start"),
    "suspended": Words("Dừng", "Paused"),
    "due": Words("Hạn", "Due"),
    "moved": Words("Dời", "Moved"),
    "late": Words("Quá giờ", "Late"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the strip calendar.

    `kind`: start, counted, off, suspended, moved (the last day counted, a day off), due, or week (a whole counted
    week, `day` to `until`). `number`: how far counting has come. `word`: what stands in the cell when it is not
    counted. `reason`: the same in full, for a title or a screen reader.
    """

    day: date
    kind: str
    number: int | None = None
    word: Words | None = None
    reason: Words | None = None
    until: date | None = None


@dataclass(frozen=True, eq=False)
class Derivation(Outcome):
    """An outcome that can explain itself, be stored and be read back."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Derivation) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash((self.recipe, self.due_on))

    # -- in words

    def short(self, lang: str = "vi") -> str:
        """One line for citizens: number, start, what was left out, the day."""
        return sentences.short(self, lang)

    def sentences(self, lang: str = "vi") -> list[str]:
        """The whole derivation for officers, a sentence for each step."""
        return sentences.full(self, lang)

    def full(self, lang: str = "vi") -> str:
        """The whole derivation as one paragraph."""
        return " ".join(self.sentences(lang))

    # -- day by day

    def cells(self, collapse: bool = True) -> list[Cell]:
        """The strip calendar, oldest day first; whole counted weeks collapse when it is longer than 31 days."""
        cells = self._cells()
        if self.recipe.back:
            cells.reverse()
        return _collapsed(cells) if collapse and len(cells) > LONGEST_STRIP else cells

    def _cells(self) -> list[Cell]:
        number = 1 if self.recipe.first else 0
        if self.recipe.start == self.due_on:
            return [*self._before(), Cell(self.due_on, "due", number or None, CELL_WORDS["due"])]
        cells = [
            *self._before(),
            Cell(self.recipe.start, "start", number or None, CELL_WORDS["start"], self.recipe.starts),
        ]
        for day in self.steps():
            cell = self._cell(day, number)
            number = cell.number or number
            cells.append(cell)
        return cells

    def _before(self) -> list[Cell]:
        """The day of a receipt after the hour, and the days off up to the day on which it counts as received."""
        received, cells = self.recipe.received, []
        if received is not None:
            day = received.date()
            cells.append(Cell(day, "start", None, CELL_WORDS["late"], sentences.late_words(self)))
            while (day := day + ONE_DAY) < self.recipe.start:
                why = self.calendar.why_off(day) or WEEKEND
                cells.append(Cell(day, "off", None, why.word, why.name))
        return cells

    def _cell(self, day: date, number: int) -> Cell:
        """The cell of a day when `number` have been counted before it."""
        pause = self.suspended(day)
        why = self.calendar.why_off(day)
        if day == self.due_on:
            done = self.after_count(day)
            return Cell(day, "due", None if done else number + 1, CELL_WORDS["due"])
        if pause is not None:
            reason = cause(pause.reason) if pause.reason else CELL_WORDS["suspended"]
            return Cell(day, "suspended", None, CELL_WORDS["suspended"], reason)
        if why is not None and (self.recipe.unit == "working" or self.after_count(day)):
            return Cell(day, "off", None, why.word, why.name)
        if day == self.counted_on and why is not None:
            return Cell(day, "moved", number + 1, CELL_WORDS["moved"], why.name)
        return Cell(day, "counted", number + 1)

    # -- to be stored

    def as_dict(self) -> dict[str, Any]:
        """The recipe and the days off of its window, as JSON takes it; what is usual is left out."""
        recipe = self.recipe
        data: dict[str, Any] = {
            "v": FORMAT,
            "unit": recipe.unit,
            "amount": recipe.amount,
            "start": recipe.start.isoformat(),
            "counted": self.counted_on.isoformat(),
            "due": self.due_on.isoformat(),
            "week": list(self.calendar.week),
            "rule": recipe.rule,
            "version": recipe.version,
            "citation": _pair(recipe.citation),
            "starts": _pair(recipe.starts),
            "area": recipe.area if recipe.area != "normal" else None,
            "complexity": recipe.complexity if recipe.complexity != "normal" else None,
            "first": recipe.first,
            "back": recipe.back,
            "stays": not recipe.moves,
            "unconfirmed": recipe.unconfirmed,
            "received": recipe.received.isoformat() if recipe.received else None,
            "cutoff": f"{recipe.cutoff:%H:%M}" if recipe.cutoff else None,
            "lawful": list(recipe.lawful) if recipe.lawful else None,
            "set_by": recipe.set_by or None,
            "passage": _pair(recipe.passage),
            "provisional": self.provisional,
            "extended": [_granted(each) for each in recipe.extended],
            "suspended": [
                [p.first.isoformat(), p.last.isoformat(), p.reason, p.decision] for p in recipe.suspended
            ],
            "off": _blocks(self._within(self.calendar.days_off)),
            "worked": _blocks(self._within(self.calendar.worked)),
            "known": [self.calendar.known_from.isoformat(), self.calendar.known_until.isoformat()],
        }
        return {
            key: value
            for key, value in data.items()
            if value is not None and value is not False and value != []
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Derivation:
        """A derivation as it was stored. Raises InvalidDerivation for anything that as_dict did not write."""
        try:
            return _read(cls, data)
        except (KeyError, TypeError, ValueError, AttributeError, LawError) as error:
            raise InvalidDerivation(
                vi="Không đọc được cách tính đã lưu.",
                en=f"The stored derivation cannot be read: {error!r}.",
            ) from error

    def _within(self, days: dict[date, Reason]) -> dict[date, Reason]:
        first, last = self.seen
        return {day: why for day, why in days.items() if first <= day <= last}


def _read(cls: type[Derivation], data: dict[str, Any]) -> Derivation:
    if data["v"] != FORMAT:
        raise ValueError(data["v"])
    day = date.fromisoformat
    recipe = Recipe(
        unit=data["unit"],
        amount=data["amount"],
        start=day(data["start"]),
        rule=data.get("rule"),
        version=data.get("version"),
        citation=Words(*data["citation"]) if "citation" in data else None,
        starts=Words(*data["starts"]) if "starts" in data else None,
        area=data.get("area", "normal"),
        complexity=data.get("complexity", "normal"),
        first=data.get("first", False),
        moves=not data.get("stays", False),
        back=data.get("back", False),
        extended=tuple(
            Extension(a, d, day(on) if on else None, r) for a, d, on, r in data.get("extended", ())
        ),
        suspended=tuple(Suspension(day(a), day(b), r, d) for a, b, r, d in data.get("suspended", ())),
        unconfirmed=data.get("unconfirmed", False),
        received=datetime.fromisoformat(data["received"]) if "received" in data else None,
        cutoff=time.fromisoformat(data["cutoff"]) if "cutoff" in data else None,
        lawful=(int(data["lawful"][0]), str(data["lawful"][1])) if "lawful" in data else None,
        set_by=data.get("set_by", ""),
        passage=Words(*data["passage"]) if "passage" in data else None,
    )
    off, worked = _unblocked(data.get("off", ())), _unblocked(data.get("worked", ()))
    calendar = OfficeCalendar(data["week"], off, worked, *map(day, data["known"]))
    return cls(recipe, day(data["counted"]), day(data["due"]), data.get("provisional", False), calendar)


def _pair(words: Words | None) -> list[str] | None:
    return [words.vi, words.en] if words else None


def _granted(extension: Extension) -> list[Any]:
    return [
        extension.amount,
        extension.decision,
        extension.on.isoformat() if extension.on else "",
        extension.reason,
    ]


def _blocks(days: dict[date, Reason]) -> list[list[Any]]:
    """Days drawn together by reason: [first, last, kind, name vi, en, word vi, en, sure]."""
    by_reason: dict[Reason, list[date]] = {}
    for day, why in days.items():
        by_reason.setdefault(why, []).append(day)
    rows = [
        [a.isoformat(), b.isoformat(), w.kind, w.name.vi, w.name.en, w.word.vi, w.word.en, w.sure]
        for w, some in by_reason.items()
        for a, b in runs(some)
    ]
    return sorted(rows)


def _unblocked(rows: Any) -> dict[date, Reason]:
    """The other way round."""
    days = {}
    for first, last, kind, vi, en, word_vi, word_en, sure in rows:
        why = Reason(Words(vi, en), kind, Words(word_vi, word_en), sure)
        for ordinal in range(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1):
            days[date.fromordinal(ordinal)] = why
    return days


def _collapsed(cells: list[Cell]) -> list[Cell]:
    """The strip with each whole week of nothing but counted days and weekends drawn into one cell."""
    out: list[Cell] = []
    index = 0
    while index < len(cells):
        week = cells[index : index + 7]
        if week[0].day.weekday() == 0 and len(week) == 7 and all(map(_plain, week)):
            numbers = [cell.number for cell in week if cell.number is not None]
            if numbers:
                low, high = min(numbers), max(numbers)
                word = Words(f"ngày {low}–{high}", f"days {low}–{high}")
                out.append(Cell(week[0].day, "week", high, word, None, week[-1].day))
                index += 7
                continue
        out.append(cells[index])
        index += 1
    return out


def _plain(cell: Cell) -> bool:
    """Whether a cell says nothing that a reader would miss in a collapsed week."""
    return cell.kind == "counted" or (cell.kind == "off" and cell.reason == WEEKEND.name)
