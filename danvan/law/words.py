"""Words in two languages, and the way that days are written (design: dd/mm/yyyy; with the weekday in sentences)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS_VI = {"working": "ngày làm việc", "calendar": "ngày", "month": "tháng", "year": "năm"}
UNITS_EN = {"working": "working day", "calendar": "day", "month": "month", "year": "year"}


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Vietnamese and in English."""

    vi: str
    en: str

    def say(self, lang: str = "vi") -> str:
        """The text in Vietnamese ('vi') or English (anything else)."""
        return self.vi if lang == "vi" else self.en


def same(text: str) -> Words:
    """Words for what an officer typed: one text, shown as it is in both languages."""
    return Words(text, text)


# Why a clock stood still, by the step of danvan.law.life that stopped it.
CAUSES = {
    "suspend": Words("tạm đình chỉ giải quyết", "the settlement was suspended"),
    "wait_citizen": Words("chờ người dân bổ sung", "waiting for the citizen"),
    "ask_expert": Words("chờ kết quả giám định", "waiting for an expert opinion"),
}


def cause(reason: str) -> Words:
    """Why days do not count: the words of a cause, or the reason as somebody wrote it."""
    return CAUSES.get(reason) or same(reason)


def plain(day: date) -> str:
    """'12/02/2018': two digits each, in both languages."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long(day: date, lang: str = "vi") -> str:
    """'thứ Hai, 05/03/2018' or 'Monday, 05/03/2018'."""
    names = WEEKDAYS_VI if lang == "vi" else WEEKDAYS_EN
    return f"{names[day.weekday()]}, {plain(day)}"


def capital(text: str) -> str:
    """The first letter raised, the rest as it is."""
    return text[:1].upper() + text[1:]


def span(first: date, last: date, lang: str = "vi") -> str:
    """'14/02–20/02/2018'; one day is written alone, and the year twice only when it changes."""
    if first == last:
        return plain(first)
    if first.year != last.year:
        return f"{plain(first)}–{plain(last)}"
    return f"{first.day:02}/{first.month:02}–{plain(last)}"


def amount(number: int, unit: str, lang: str = "vi") -> str:
    """'10 ngày làm việc', '10 working days'."""
    if unit == "day_of_month":
        return f"ngày {number} của tháng" if lang == "vi" else f"day {number} of the month"
    if lang == "vi":
        return f"{number} {UNITS_VI[unit]}"
    return f"{number} {UNITS_EN[unit]}{'' if number == 1 else 's'}"


def listed(items: Sequence[str], lang: str = "vi") -> str:
    """'a, b và c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'và' if lang == 'vi' else 'and'} {items[-1]}"


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in order, drawn together into (first, last) pairs of neighbours."""
    pairs: list[tuple[date, date]] = []
    for day in sorted(days):
        if pairs and day - pairs[-1][1] == timedelta(1):
            pairs[-1] = (pairs[-1][0], day)
        else:
            pairs.append((day, day))
    return pairs
