"""What stands in a cell of an old register: days, numbers, ditto marks, people, numbers with lost zeros."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from danvan.lib import dates
from danvan.lib.spreadsheet import shown
from danvan.lib.text import fold

EXCEL_DAY_ZERO = date(1899, 12, 30)
EARLIEST = date(1976, 1, 1)
_SERIAL = re.compile(r"\d{5}(\.0+)?")
_CLOCK = r"(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)?"
_SHORT = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})" + _CLOCK, re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})", re.ASCII)
_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE | re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _CLOCK, re.ASCII)
_DAY_INSIDE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)", re.ASCII)
DITTO = {"nt", "n t", "nhu tren", "nhu dong tren"}
_DITTO_MARKS = {'"', "''", "”", "“", "〃", "-nt-", "- nt -", '""', "´´"}
_MORE = re.compile(r"(?:\bvà|\bcùng|\+)\s*(\d{1,6})\s*(?:người|công dân|hộ)(?:\s+khác)?\s*$", re.IGNORECASE)
_PHONE = re.compile(r"(?:\(|,|;|\b(?:sđt|đt|điện thoại|tel)\b)[\s:.]*(0\d[\d .]{7,11}\d)\)?", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*(?:,|\n|\(|;?\s*(?:địa chỉ|đ/c|đc)\s*:)\s*", re.IGNORECASE)
_HONORIFIC = re.compile(r"^(?:ông|bà|anh|chị|ông/bà|cụ)\s*:?\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Somebody:
    """A person as a register names them."""

    full_name: str
    address: str = ""
    phone: str = ""
    citizen_id: str = ""


def is_ditto(value: Any) -> bool:
    """Whether the cell says that the one above holds here too."""
    if not isinstance(value, str) or not 0 < len(value) < 16 or value[0].isdecimal():
        return False
    return value in _DITTO_MARKS or fold(value) in DITTO


def day(value: Any, *, year: int | None = None) -> date | None:
    """A day as it was typed or as the sheet keeps it; `year` for one without. None for what is no day.

    A day is written before its month, as in Viet Nam; nothing is turned round to make it fit.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value))
    return _typed(str(value), year)


@lru_cache(maxsize=4096)
def _typed(text: str, year: int | None) -> date | None:
    text = text.strip(" .,;")
    if _SERIAL.fullmatch(text):
        return _serial(float(text))
    if found := _WORDS.search(text):
        return _made(*found.groups())
    if found := _ISO.fullmatch(text):
        year_first, month, day_last = found.groups()
        return _made(day_last, month, year_first)
    if found := _SHORT.fullmatch(text):
        return _made(*found.groups())
    if year and (found := _NO_YEAR.fullmatch(text)):
        of_month, month = found.groups()
        return _made(of_month, month, str(year))
    return None


def last_day_in(text: str) -> date | None:
    """The last day that is named in a text: that of the decision, of the answer."""
    days = [made for found in _DAY_INSIDE.finditer(text) if (made := _made(*found.groups()))]
    days += [made for found in _WORDS.finditer(text) if (made := _made(*found.groups()))]
    return days[-1] if days else None


def _serial(number: float) -> date | None:
    """The day of a number of Excel's, between 1954 and 2064."""
    return EXCEL_DAY_ZERO + timedelta(days=int(number)) if 20_000 <= number < 60_000 else None


def _made(day_of_month: str, month: str, year: str) -> date | None:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full <= dates.today().year % 100 else 1900
    try:
        return date(full, int(month), int(day_of_month))
    except ValueError:
        return None


def whole(value: Any) -> int | None:
    """The number of a cell: 3, '03', '3 người'; None where there is none or it is no plain number."""
    found = re.fullmatch(r"(\d{1,6})(?:\s*(?:người|công dân|hộ|lượt))?", shown(value), re.IGNORECASE)
    return int(found[1]) if found else None


def digits(text: str) -> str:
    """A citizen's number of 12 digits, or an old one of 9, with the zeros that a sheet has eaten; else as it is."""
    bare = re.sub(r"[\s.\-]", "", text)
    if not bare.isdecimal():
        return bare
    if len(bare) in (10, 11):
        return bare.zfill(12)
    return bare.zfill(9) if len(bare) in (7, 8) else bare


def phone(value: Any) -> str:
    """A telephone number, with the zero that a sheet has eaten."""
    bare = re.sub(r"\D", "", shown(value))
    if bare.startswith("84") and len(bare) == 11:
        bare = bare[2:]
    return f"0{bare}" if len(bare) == 9 and not bare.startswith("0") else bare


def people(text: str, papers: str = "") -> tuple[list[Somebody], int]:
    """The people of a cell, 'Lê Thị Na, thôn Tây; Lê Văn Bình và 3 người khác', and how many came in all."""
    more = 0
    if found := _MORE.search(text):
        more, text = int(found[1]), text[: found.start()].rstrip(" ,;")
    ids = [digits(one) for one in re.split(r"[;,\n/]", papers) if one.strip()]
    named = [one for one in re.split(r"\s*;\s*", text) if one.strip()]
    who = [_somebody(one, ids[n] if n < len(ids) else "") for n, one in enumerate(named)]
    return who, len(who) + more


def _somebody(text: str, citizen_id: str) -> Somebody:
    tel = ""
    if found := _PHONE.search(text):
        tel, text = phone(found[1]), (text[: found.start()] + text[found.end() :]).strip(" ,;")
    name, *rest = _ADDRESS.split(text, maxsplit=1)
    address = " ".join((rest[0] if rest else "").split()).strip(" ,;")
    if address.count(")") > address.count("("):
        address = address.rstrip(")")
    return Somebody(_HONORIFIC.sub("", name.strip()), address, tel, citizen_id)
