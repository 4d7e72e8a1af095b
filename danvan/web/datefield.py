"""A day as people write it: 12/2/2018, 12-02-2018, 12022018, 2018-02-12; a month alone where that is enough."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates
from danvan.web import words

FIRST_YEAR = 1900
LAST_YEAR = 2199
_GAP = r"\s*[/.\-\s]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}})", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})", re.ASCII)
_BARE = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{4}})", re.ASCII)
_SHORT_YEAR = re.compile(rf"\d{{1,2}}{_GAP}\d{{1,2}}{_GAP}\d{{2}}", re.ASCII)


@dataclass(frozen=True)
class DayOrMonth:
    """A day, or a month of which the day is not remembered: first and last day that it may mean."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def __str__(self) -> str:
        return words.short(self.first) if self.exact else f"{self.first:%m/%Y}"


class VnDateField(forms.Field):
    """A day in dd/mm/yyyy.

    month_ok: “11/2017” is enough; the value is then a DayOrMonth instead of a date.
    future: False refuses a day after today (in Viet Nam). earliest: a day before which nothing is taken.
    called: how sentences call it (“Ngày xảy ra”).
    """

    default_error_messages = {"invalid": _("Xin viết ngày như 15/11/2017")}

    def __init__(
        self,
        *,
        month_ok: bool = False,
        future: bool = True,
        earliest: date | None = None,
        called: Any = None,
        **kwargs: Any,
    ) -> None:
        self.month_ok, self.future, self.earliest = month_ok, future, earliest
        self.called = called or _("Ngày này")
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "w-s"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        hint = _("Nhớ tháng là đủ. Ví dụ: 15/11/2017 hoặc 11/2017") if month_ok else _("Ví dụ: 15/11/2017")
        kwargs.setdefault("help_text", hint)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A day shown as dd/mm/yyyy; what was typed stays as it was typed."""
        return words.short(value) if isinstance(value, date) else "" if value is None else str(value)

    def to_python(self, value: Any) -> date | DayOrMonth | None:
        """The day, or ValidationError with the sentence that says what is wrong with it."""
        if isinstance(value, date):
            return DayOrMonth(value, value) if self.month_ok else value
        text = str(value or "").strip()
        if not text:
            return None
        if self.month_ok and (found := _MONTH_FIRST.fullmatch(text)):
            month, year = int(found[1]), int(found[2])
            first = _real_day(1, month, year)
            return DayOrMonth(first, first.replace(day=monthrange(year, month)[1]))
        day = self._read(text)
        return DayOrMonth(day, day) if self.month_ok else day

    def _read(self, text: str) -> date:
        if found := _DAY_FIRST.fullmatch(text) or _BARE.fullmatch(text):
            return _real_day(int(found[1]), int(found[2]), int(found[3]))
        if found := _YEAR_FIRST.fullmatch(text):
            return _real_day(int(found[3]), int(found[2]), int(found[1]))
        if _SHORT_YEAR.fullmatch(text):
            raise ValidationError(gettext("Xin viết năm đủ bốn chữ số, ví dụ 15/11/2017"), code="short_year")
        if _MONTH_FIRST.fullmatch(text):
            raise ValidationError(gettext("Xin viết cả ngày, ví dụ 15/11/2017"), code="no_day")
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def validate(self, value: Any) -> None:
        """ValidationError when it is missing, in the future, or too early."""
        super().validate(value)
        if value is None:
            return
        first = value.first if isinstance(value, DayOrMonth) else value
        said = {"called": self.called}
        today = dates.today()
        if not self.future and first > today:
            message = gettext("%(called)s không thể sau hôm nay, %(today)s")
            raise ValidationError(message, code="future", params=said | {"today": words.short(today)})
        last = value.last if isinstance(value, DayOrMonth) else value
        if self.earliest and last < self.earliest:
            message = gettext("%(called)s không thể trước %(day)s")
            raise ValidationError(message, code="early", params=said | {"day": words.short(self.earliest)})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as days, not as they are written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def _real_day(day: int, month: int, year: int) -> date:
    """The day, or ValidationError that says why there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = gettext("Xin xem lại năm %(year)d")
        raise ValidationError(message, code="year", params={"year": year})
    if not 1 <= month <= 12:
        raise ValidationError(gettext("Không có tháng %(month)d"), code="month", params={"month": month})
    if not 1 <= day <= monthrange(year, month)[1]:
        message = gettext("Tháng %(month)d năm %(year)d không có ngày %(day)d")
        raise ValidationError(message, code="day", params={"day": day, "month": month, "year": year})
    return date(year, month, day)
