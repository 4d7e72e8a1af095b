"""Filters of the lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases import kinds, topics
from danvan.cases.workflow import CHANNEL_LABELS
from danvan.desk.forms.parts import offer
from danvan.web.forms import Form, VnDateField

ALL = "all"


class SearchInput(forms.TextInput):
    """The browser's own control for words to look for."""

    input_type = "search"


class InboxFilter(Form):
    """What the work list is narrowed to. An empty unit means the officer's own."""

    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), required=False)
    topic = forms.ChoiceField(label=_("Nội dung"), required=False)
    channel = forms.ChoiceField(label=_("Nguồn"), required=False)
    since = VnDateField(label=_("Nhận từ ngày"), required=False, help_text="")
    q = forms.CharField(
        label=_("Chữ trong đơn, tên, mã"), required=False, max_length=200, widget=SearchInput()
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("Tất cả"))]
        offer(self, "kind", everything + [(k.code, k.label) for k in kinds.all_kinds().values()])
        offer(self, "topic", everything + topics.choices())
        offer(self, "channel", everything + [(str(code), word) for code, word in CHANNEL_LABELS.items()])
        offer(self, "unit", [("", _("Đơn vị của tôi")), (ALL, _("Mọi đơn vị được xem")), *units])
        if len(units) < 2:
            del self.fields["unit"]
        for field in self.fields.values():
            field.widget.attrs["class"] = "w-s"

    def chosen(self) -> dict[str, Any]:
        """What was asked for; a filter that cannot be read narrows nothing and says so at its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AlarmFilter(Form):
    """What the list of alarms is narrowed to."""

    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), required=False)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", _("Mọi đơn vị được xem")), *units])
        offer(self, "kind", [("", _("Tất cả")), *((k.code, k.label) for k in kinds.all_kinds().values())])
        if len(units) < 2:
            del self.fields["unit"]

    def chosen(self) -> dict[str, Any]:
        """What was asked for; what cannot be read narrows nothing and says so at its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BookFilter(Form):
    """Which part of the register of reception is shown."""

    since = VnDateField(label=_("Từ ngày"), required=False, help_text="")
    until = VnDateField(label=_("Đến ngày"), required=False, help_text="")
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    q = forms.CharField(label=_("Tên, nội dung"), required=False, max_length=200, widget=SearchInput())

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", _("Mọi đơn vị được xem")), *units])
        if len(units) < 2:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        found = super().clean() or self.cleaned_data
        if found.get("since") and found.get("until") and found["since"] > found["until"]:
            self.add_error("until", _("Ngày cuối trước ngày đầu, xin xem lại"))
        return found

    def chosen(self) -> dict[str, Any]:
        """What was asked for; what cannot be read narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
