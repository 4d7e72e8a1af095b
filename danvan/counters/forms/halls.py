"""A hall, what is done in it and its counters, as they are typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.counters.models import Service
from danvan.counters.workflow import PURPOSES
from danvan.web.forms import CountField, Form, VnDateField


def _since() -> VnDateField:
    return VnDateField(label=_("Từ ngày"), called=_("Từ ngày"), help_text="")


class HallForm(Form):
    """Its name and where it is."""

    name = forms.CharField(label=_("Tên nơi tiếp nhận"), max_length=120)
    place = forms.CharField(label=_("Địa điểm"), max_length=250, required=False)


class NewHallForm(HallForm):
    """A hall that opens."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    key = forms.CharField(
        label=_("Tên trong địa chỉ màn hình"),
        help_text=_("Chữ thường không dấu, chữ số, gạch nối: ky-xuan-mot-cua"),
        max_length=40,
    )
    from_on = _since()
    field_order = ("unit", "name", "place", "key", "from_on")

    def __init__(self, units: Sequence[tuple[int, str]], today: date, data: Any = None) -> None:
        super().__init__(data, initial={"from_on": today})
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        """Addresses are written small."""
        return str(self.cleaned_data["key"]).lower()


class ServiceForm(Form):
    """Something that is done in the hall."""

    name = forms.CharField(label=_("Việc"), max_length=120)
    purpose = forms.ChoiceField(label=_("Để làm gì"), choices=PURPOSES.items())
    fields_of = forms.MultipleChoiceField(
        label=_("Lĩnh vực thủ tục"),
        help_text=_("Không chọn: mọi lĩnh vực"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, fields: Sequence[str], data: Any = None, initial: Any = None, auto_id: str = "id_%s"
    ) -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.fields["fields_of"].choices = [(name, name) for name in fields]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        got = self.cleaned_data
        return {"name": got["name"], "purpose": got["purpose"], "fields": got["fields_of"]}


class NewServiceForm(ServiceForm):
    """The same, from a day on, with its letter."""

    letter = forms.CharField(label=_("Chữ"), max_length=1, widget=forms.TextInput(attrs={"class": "w-s"}))
    from_on = _since()
    field_order = ("letter", "name", "purpose", "from_on", "fields_of")

    def clean_letter(self) -> str:
        """A capital."""
        return str(self.cleaned_data["letter"]).upper()

    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        return {
            **super().told(),
            "letter": self.cleaned_data["letter"],
            "from_on": self.cleaned_data["from_on"],
        }


class CounterForm(Form):
    """What a counter calls."""

    name = forms.CharField(label=_("Tên quầy"), required=False, max_length=120)
    letters = forms.MultipleChoiceField(
        label=_("Làm việc"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Xin chọn ít nhất một việc")},
    )

    def __init__(
        self, services: Sequence[Service], data: Any = None, initial: Any = None, auto_id: str = "id_%s"
    ) -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.fields["letters"].choices = [  # type: ignore[attr-defined]
            (row.letter, f"{row.letter} · {row.name}") for row in services
        ]

    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        return dict(self.cleaned_data)


class NewCounterForm(CounterForm):
    """A counter that opens."""

    number = CountField(label=_("Quầy số"), max_value=99, required=True)
    from_on = _since()
    field_order = ("number", "name", "from_on", "letters")


class UntilForm(Form):
    """From which day on something is no more."""

    until_on = VnDateField(label=_("Đóng từ ngày"), called=_("Đóng từ ngày"), help_text="")


class PriorityForm(Form):
    """The office's own rule on who goes first."""

    act = forms.CharField(
        label=_("Số, ký hiệu văn bản quy định ưu tiên của cơ quan"),
        help_text=_("Để trống: trang lấy số không mời ai ưu tiên; cán bộ quầy vẫn cho gọi trước được"),
        max_length=120,
        required=False,
    )


class SpanForm(Form):
    """Over which days, and in which hall, the waiting times are asked for."""

    hall = forms.ChoiceField(label=_("Nơi tiếp nhận"), required=False)
    first = VnDateField(label=_("Từ ngày"), called=_("Từ ngày"), required=False, help_text="")
    last = VnDateField(label=_("Đến ngày"), called=_("Đến ngày"), required=False, help_text="")

    def __init__(self, halls: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["hall"].choices = [("", _("Tất cả")), *halls]  # type: ignore[attr-defined]
        for one in self.fields.values():
            vars(one)["says_optional"] = False

    def clean(self) -> dict[str, Any]:
        """From before to; a year at most."""
        got = super().clean() or self.cleaned_data
        first, last = got.get("first"), got.get("last")
        if first and last and not 0 <= (last - first).days <= 366:
            self.add_error("last", _("Xin chọn từ ngày trước đến ngày sau, nhiều nhất một năm"))
        return got
