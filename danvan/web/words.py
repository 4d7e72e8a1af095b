"""Dates, numbers and spans of time as the house writes them: 05/03/2018, 2.558, 98,6%, “còn 4 ngày làm việc”.

Vietnamese is the master text; in English the same dates stay dd/mm/yyyy and numbers read 2,558 and 98.6%.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from danvan.lib.dates import VIETNAM

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
WEEKDAYS_SHORT = (
    gettext_lazy("T2"),
    gettext_lazy("T3"),
    gettext_lazy("T4"),
    gettext_lazy("T5"),
    gettext_lazy("T6"),
    gettext_lazy("T7"),
    gettext_lazy("CN"),
)
_MEBIBYTE = 1024 * 1024


def _vietnamese() -> bool:
    return not (get_language() or "vi").startswith("en")


def _swap(text: str) -> str:
    """1,234.5 as Vietnamese writes it: 1.234,5."""
    return text.translate(str.maketrans(",.", ".,")) if _vietnamese() else text


def number(value: float | None, digits: int | None = None) -> str:
    """2558 is 2.558; 1.23 is 1,23; what is not known is “chưa có”, never 0."""
    if value is None:
        return gettext("chưa có")
    if digits is None:
        digits = 0 if float(value).is_integer() else 2
    return _swap(f"{_rounded(Decimal(str(value)), digits):,f}")


def percent(part: float | None, whole: float | None, digits: int = 1) -> str:
    """207 of 210 is 98,6%; 1 of 80 is 1,3%; a share of nothing is “chưa có”."""
    if part is None or not whole:
        return gettext("chưa có")
    return _swap(f"{_rounded(100 * Decimal(str(part)) / Decimal(str(whole)), digits):f}") + "%"


def rounded(value: float, digits: int) -> float:
    """As a reader expects it: 6.25 to one place is 6.3. Python's own rounding makes it 6.2."""
    return float(_rounded(Decimal(str(value)), digits))


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def size(count: int) -> str:
    """Bytes for people: 840 kB, 1,2 MB (1 MB = 1024 × 1024)."""
    if count < 1024:
        return ngettext("%(n)s byte", "%(n)s byte", count) % {"n": number(count)}
    if count < _MEBIBYTE:
        return f"{number(round(count / 1024), 0)} kB"
    amount = count / _MEBIBYTE
    return f"{number(amount, 0 if amount >= 10 or amount.is_integer() else 1)} MB"


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Viet Nam."""
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment


def as_day(value: date | datetime) -> date:
    """The day in Viet Nam of a day or a moment."""
    return local(value).date() if isinstance(value, datetime) else value


def short(day: date | datetime) -> str:
    """05/03/2018."""
    return f"{as_day(day):%d/%m/%Y}"


def day_month(day: date | datetime) -> str:
    """05/03, only where the year is on the page."""
    return f"{as_day(day):%d/%m}"


def with_weekday(day: date | datetime) -> str:
    """thứ Hai, 05/03/2018."""
    day = as_day(day)
    return f"{WEEKDAYS[day.weekday()]}, {short(day)}"


def moment(value: datetime) -> str:
    """12/02/2018, 08:42 on the clock of Viet Nam."""
    return f"{local(value):%d/%m/%Y, %H:%M}"


def clock(value: datetime) -> str:
    """08:42, for the desk."""
    return f"{local(value):%H:%M}"


def clock_in_words(value: datetime) -> str:
    """8 giờ 42, for the portal."""
    at = local(value)
    return gettext("%(hour)s giờ %(minute)s") % {"hour": at.hour, "minute": f"{at:%M}"}


def near(day: date, today: date) -> str:
    """hôm qua, hôm nay, mai; an empty text for any other day."""
    return {
        -1: gettext("hôm qua"),
        0: gettext("hôm nay"),
        1: gettext("mai"),
    }.get((day - today).days, "")


def left(days: int, *, working: bool = True) -> str:
    """“còn 4 ngày làm việc”, “hôm nay”, “quá 2 ngày làm việc”; calendar days when `working` is False."""
    if days == 0:
        return gettext("hôm nay")
    count = {"n": number(abs(days))}
    if working and days > 0:
        return ngettext("còn %(n)s ngày làm việc", "còn %(n)s ngày làm việc", days) % count
    if working:
        return ngettext("quá %(n)s ngày làm việc", "quá %(n)s ngày làm việc", -days) % count
    if days > 0:
        return ngettext("còn %(n)s ngày", "còn %(n)s ngày", days) % count
    return ngettext("quá %(n)s ngày", "quá %(n)s ngày", -days) % count


def phone(digits: str) -> str:
    """0900 000 417 for a mobile number, 0239 000 0000 for a land line."""
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}".strip()
