"""What is done with many cases at once, under which name a view is kept, as what a list is taken out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.desk.forms.parts import offer
from danvan.people.models import Account
from danvan.web.forms import Form
from danvan.worklists.models import FileForm, Verb

NOTE_MOST = 2000


def read_chosen(told: str) -> dict[int, int]:
    """Each case with the number of the event that the list showed last, from “12.3,14.1”; what is none is left out."""
    pairs = (one.split(".") for one in told.split(","))
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(_short, pair))}


def _short(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) <= 12


class BulkForm(Form):
    """One step for many cases: into whose hands, or which note."""

    cases = forms.CharField(widget=forms.HiddenInput)
    verb = forms.ChoiceField(choices=[(v.value, v.label) for v in Verb], widget=forms.HiddenInput)
    officer = forms.TypedChoiceField(label=_("Giao cho"), coerce=int, required=False, empty_value=None)
    text = forms.CharField(
        label=_("Ghi chú"),
        max_length=NOTE_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chỉ cán bộ đọc được."),
    )

    def __init__(self, officers: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "officer", [("", _("Chọn người")), *officers])
        for field in self.fields.values():
            vars(field)["says_optional"] = False

    def clean(self) -> dict[str, Any]:
        """What the step needs is there."""
        found = super().clean() or self.cleaned_data
        if found.get("verb") == Verb.ASSIGN and not found.get("officer") and "officer" not in self.errors:
            self.add_error("officer", gettext("Xin chọn người được giao"))
        if found.get("verb") == Verb.NOTE and not found.get("text") and "text" not in self.errors:
            self.add_error("text", gettext("Xin ghi nội dung"))
        return found

    def given(self) -> Mapping[str, Any]:
        """What the action takes beside the cases."""
        got = self.cleaned_data
        officer = Account.objects.filter(pk=got["officer"]).first() if got.get("officer") else None
        assigns = got["verb"] == Verb.ASSIGN
        return {"officer": officer if assigns else None, "text": "" if assigns else got["text"]}


class ViewForm(Form):
    """The name of a view, and the part of the address that it keeps."""

    name = forms.CharField(label=_("Tên cách xem"), max_length=60)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)


class ExportForm(Form):
    """As what the list is taken out, and whether with whole names."""

    form = forms.ChoiceField(
        label=_("Dạng tệp"), choices=FileForm.choices, initial=FileForm.XLSX, widget=forms.RadioSelect
    )
    names = forms.BooleanField(
        label=_("Ghi đủ họ tên người đứng đơn, chỉ ở hồ sơ của đơn vị tôi đang làm việc"), required=False
    )

    def __init__(self, *args: Any, may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["names"]
