"""Filters of the lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.workflow import CHANNEL_LABELS, Kind
from danvan.desk.forms.parts import offer
from danvan.web.forms import Form, VnDateField

ALL = "all"
LETTERS = "letters"  # every kind but what was given out of a letter


# What stands second in the form, behind a heading that opens.
MORE = ("until", "due_since", "due_until", "status", "officer", "many", "cols")
# The columns that may be left out; code, term and subject are always there.
COLUMNS = {
    "status": _("Tình trạng"),
    "officer": _("Ai giải quyết"),
    "topic": _("Đơn vị · nội dung"),
    "sender": _("Người gửi"),
    "received": _("Nhận"),
}


def _statuses(offered: Sequence[Kind]) -> list[tuple[str, Any]]:
    """Every status of these kinds, each code once."""
    return [*{s.code: s.label for kind in offered for s in kind.statuses}.items()]


class SearchInput(forms.TextInput):
    """The browser's own control for words to look for."""

    input_type = "search"


class InboxFilter(Form):
    """What the work list is narrowed to, and which of its columns are shown. An empty unit means the officer's own.

    `only` are cases that were ticked one by one; `offered` the kinds that the officer may come upon.
    """

    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), required=False)
    topic = forms.ChoiceField(label=_("Nội dung"), required=False)
    channel = forms.ChoiceField(label=_("Nguồn"), required=False)
    since = VnDateField(label=_("Nhận từ ngày"), required=False, help_text="")
    q = forms.CharField(
        label=_("Chữ trong đơn, tên, mã"), required=False, max_length=200, widget=SearchInput()
    )
    until = VnDateField(label=_("Nhận đến ngày"), required=False, help_text="")
    due_since = VnDateField(label=_("Hạn từ ngày"), required=False, help_text="")
    due_until = VnDateField(label=_("Hạn đến ngày"), required=False, help_text="")
    status = forms.ChoiceField(label=_("Tình trạng"), required=False)
    officer = forms.CharField(label=_("Tên người giải quyết"), required=False, max_length=120)
    many = forms.BooleanField(label=_("Đơn từ 5 người"), required=False)
    cols = forms.MultipleChoiceField(
        label=_("Cột (để trống là mọi cột)"),
        choices=[*COLUMNS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    only = forms.RegexField(r"^\d{1,12}(,\d{1,12})*$", required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], offered: Sequence[Kind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("Tất cả"))]
        offer(self, "status", everything + _statuses(offered))
        each = [(k.code, k.label) for k in offered]
        offer(self, "kind", [*everything, (LETTERS, _("Đơn thư, trừ phần việc")), *each])
        offer(self, "topic", everything + topics.choices())
        offer(self, "channel", everything + [(str(code), word) for code, word in CHANNEL_LABELS.items()])
        offer(self, "unit", [("", _("Đơn vị của tôi")), (ALL, _("Mọi đơn vị được xem")), *units])
        if len(units) < 2:
            del self.fields["unit"]
        for name, field in self.fields.items():
            vars(field)["says_optional"] = False
            if name not in ("many", "cols"):
                field.widget.attrs["class"] = "w-s"

    def chosen(self) -> dict[str, Any]:
        """What was asked for; a filter that cannot be read narrows nothing and says so at its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AlarmFilter(Form):
    """What the list of alarms is narrowed to."""

    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), required=False)

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], offered: Sequence[Kind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", _("Mọi đơn vị được xem")), *units])
        offer(self, "kind", [("", _("Tất cả")), *((k.code, k.label) for k in offered)])
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
