"""Filters that write a value as the house writes it; loaded with `{% load ui %}`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from danvan.lib import codes
from danvan.web import words

_SHOWN_DIGITS = 3
_LEAST_TO_SHOW = 6


def _timed(write: Callable[[Any], str], *, to_minute: bool = False) -> Callable[[Any], SafeString]:
    """A filter that puts a day or moment, as `write` says it, into <time datetime>."""

    @wraps(write)
    def shown(value: date | datetime | None) -> SafeString:
        if value is None or value == "":
            return format_html('<span class="quiet">{}</span>', gettext("chưa có"))
        stamp = words.local(value) if isinstance(value, datetime) else value
        iso = stamp.isoformat(timespec="minutes") if to_minute and isinstance(stamp, datetime) else None
        return format_html(
            '<time datetime="{}">{}</time>', iso or words.as_day(value).isoformat(), write(value)
        )

    return shown


def percent_of(part: float | None, whole: float | None) -> str:
    """{{ 207|percent_of:210 }} is 98,6%."""
    return words.percent(part, whole)


def vn_bytes(count: int | None) -> str:
    """{{ file.size|vn_bytes }} is 1,2 MB."""
    return words.number(None) if count is None else words.size(count)


def days_left(days: int | None) -> str:
    """Working days: còn 4 ngày làm việc."""
    return "" if days is None else words.left(days)


def calendar_days_left(days: int | None) -> str:
    """Calendar days: quá 2 ngày."""
    return "" if days is None else words.left(days, working=False)


def code_groups(code: str) -> SafeString:
    """A public code in its groups, in the letters of codes."""
    plain = str(code)
    return format_html(
        '<span class="code">{}</span>', codes.grouped(plain) if len(plain) == codes.LENGTH else plain
    )


def masked(value: str | None) -> SafeString:
    """A telephone or paper number of which only the last three digits are shown; a short one is hidden whole."""
    digits = "".join(char for char in str(value or "") if char.isalnum())
    if not digits:
        return format_html('<span class="quiet">{}</span>', gettext("chưa có"))
    if len(digits) < _LEAST_TO_SHOW:
        return format_html(
            '<span aria-hidden="true">•••</span><span class="hide">{}</span>', gettext("đã che")
        )
    return format_html(
        '<span class="num nowrap"><span aria-hidden="true">••• ••• •</span><span class="hide">{} </span>{}</span>',
        gettext("số kết thúc bằng"),
        digits[-_SHOWN_DIGITS:],
    )


FILTERS: dict[str, Callable[..., Any]] = {
    "vn_date": _timed(words.short),
    "vn_day_month": _timed(words.day_month),
    "vn_weekday": _timed(words.with_weekday),
    "vn_moment": _timed(words.moment, to_minute=True),
    "vn_clock": _timed(words.clock, to_minute=True),
    "vn_clock_words": _timed(words.clock_in_words, to_minute=True),
    "vn_number": words.number,
    "vn_phone": words.phone,
    "percent_of": percent_of,
    "vn_bytes": vn_bytes,
    "days_left": days_left,
    "calendar_days_left": calendar_days_left,
    "code_groups": code_groups,
    "masked": masked,
}
