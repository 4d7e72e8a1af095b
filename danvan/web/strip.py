"""The strip calendar: the days of a derivation as cells that a person can count along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from danvan.web import words

LONGEST = 31
_COUNTED = "counted"
_OFF = "off"
_WEEK = "week"
_KINDS = {"start": "start", "due": "due-day", _COUNTED: _COUNTED, _WEEK: _WEEK}


@dataclass(frozen=True)
class Cell:
    """One day of the strip, or whole counted weeks in one cell."""

    css: str
    top: str
    main: str
    number: int | None = None
    word: str = ""
    title: str = ""


@dataclass(frozen=True)
class _Day:
    """A cell as the law gave it."""

    first: date
    last: date
    kind: str
    number: int | None
    word: str
    reason: str


def _said(text: Any) -> str:
    """A word of the law, which may carry both languages as `vi` and `en`."""
    if text is None:
        return ""
    language = (get_language() or "vi")[:2]
    return str(getattr(text, language, None) or getattr(text, "vi", None) or text)


def _read(cell: Any) -> _Day:
    """A cell of the law, as an object with attributes or as a mapping. Every unknown kind is a day left out."""

    def get(name: str) -> Any:
        return cell.get(name) if isinstance(cell, dict) else getattr(cell, name, None)

    first = get("day") or get("date")
    kind = _KINDS.get(str(get("kind")), _OFF)
    return _Day(first, get("until") or first, kind, get("number"), _said(get("word")), _said(get("reason")))


def cells(derivation: Iterable[Any], today: date | None = None, start: str = "") -> list[Cell]:
    """The cells of a strip, in order of days.

    `derivation` gives for each day what `danvan.law` Derivation.cells() gives: day, kind (start, counted, due, week;
    anything else is left out), number, word, reason, until. Above 31 days, whole counted weeks become one cell with
    their numbers, unless today is among them. `start` is the word in the first cell (“Nhận”).
    """
    days = [_read(cell) for cell in derivation]
    long = len(days) > LONGEST or any(day.kind == _WEEK for day in days)
    made: list[Cell] = []
    index = 0
    while index < len(days):
        taken = _weeks(days[index:], today) if long else 0
        if taken:
            made.append(_week_cell(days[index : index + taken], days[:index]))
        else:
            made.append(_day_cell(days[index], first=not made, today=today, start=start))
        index += taken or 1
    return made


def _weeks(days: Sequence[_Day], today: date | None) -> int:
    """How many cells at the beginning are whole counted weeks (Monday to Sunday)."""
    taken = 0
    while taken < len(days):
        if days[taken].kind == _WEEK:
            taken += 1
        elif _is_whole_week(days[taken : taken + 7], today):
            taken += 7
        else:
            break
    return taken


def _is_whole_week(week: Sequence[_Day], today: date | None) -> bool:
    if len(week) < 7 or week[0].first.weekday() != 0:
        return False
    if any(day.first == today or day.kind in ("start", "due-day", _WEEK) for day in week):
        return False
    return all(day.kind == _COUNTED for day in week[:5])


def _week_cell(days: Sequence[_Day], before: Sequence[_Day]) -> Cell:
    first, last = days[0].first, days[-1].last
    weeks = ((last - first).days + 1) // 7
    reached = max((day.number or 0 for day in days), default=0)
    since = max((day.number or 0 for day in before), default=0) + 1
    counted = gettext("ngày %(first)s–%(last)s") % {"first": since, "last": reached} if reached else ""
    span = f"{first.day}/{first.month} – {last.day}/{last.month}"
    return Cell(_WEEK, ngettext("%(n)s tuần", "%(n)s tuần", weeks) % {"n": weeks}, span, word=counted)


def _day_cell(day: _Day, *, first: bool, today: date | None, start: str) -> Cell:
    on = day.first
    css = [] if day.kind == _COUNTED else [day.kind]
    if on == today:
        css.append("today")
    if first and on.weekday():
        css.append(f"d{on.weekday() + 1}")
    new_month = first or (on - timedelta(days=1)).month != on.month
    own = start if day.kind == "start" else ""
    return Cell(
        css=" ".join(css),
        top=gettext("Nay") if on == today else str(words.WEEKDAYS_SHORT[on.weekday()]),
        main=f"{on.day}/{on.month}" if new_month else str(on.day),
        number=day.number if day.kind == _COUNTED else None,
        word=own or day.word or _own_word(day.kind),
        title=day.reason,
    )


def _own_word(kind: str) -> str:
    return {"start": gettext("Nhận"), "due-day": gettext("Hạn"), _OFF: gettext("Nghỉ")}.get(kind, "")
