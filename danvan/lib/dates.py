"""Days and moments in Viet Nam: one time zone, days written dd/mm/yyyy."""

import re
from calendar import isleap
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def pretending(moment: datetime) -> Iterator[None]:
    """Let the register take `moment` for the present: only for demonstrations and simulations of past years."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def today() -> date:
    """The present day in Viet Nam."""
    return now().astimezone(VIETNAM).date()


def day_of(moment: datetime) -> date:
    """The day in Viet Nam on which a moment falls."""
    return moment.astimezone(VIETNAM).date()


def years_later(day: date, years: int) -> date:
    """The same day so many years later (earlier, when negative); 29 February becomes the 28th where there is none."""
    year = day.year + years
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) and not isleap(year) else day.day)


def months_later(day: date, months: int) -> date:
    """The first day of the month so many months later (earlier, when negative) than the one that holds the day."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def parse(text: str) -> date | None:
    """A day as people write it (12/2/2018, 12-02-2018, 2018-02-12), or None when it is no day."""
    text = text.strip()
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def short(day: date) -> str:
    """12/02/2018."""
    return f"{day:%d/%m/%Y}"


def on_paper(day: date) -> str:
    """ngày 12 tháng 02 năm 2018, as Decree 30/2020/NĐ-CP writes it."""
    return f"ngày {day:%d} tháng {day:%m} năm {day.year}"
