"""A refusal as it is typed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.reception.actions import Refused
from danvan.reception.forms.sessions import choose
from danvan.reception.grounds import grounds
from danvan.web.forms import CitizenIdField, Form, HintedChoiceField


class RefusalForm(Form):
    """Whom, about what, on which ground, how it was explained."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    ground = HintedChoiceField(label=_("Căn cứ từ chối"))
    provision = forms.CharField(
        label=_("Điều khoản cho phép từ chối"),
        help_text=_("Ghi khi chọn trường hợp khác theo quy định của pháp luật"),
        required=False,
        max_length=250,
    )
    full_name = forms.CharField(label=_("Họ và tên"), required=False, max_length=120)
    citizen_id = CitizenIdField(required=False)
    address = forms.CharField(label=_("Thôn, xã"), required=False, max_length=250)
    summary = forms.CharField(
        label=_("Người đến trình bày việc gì"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        label=_("Đã giải thích lý do thế nào"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, units: list[tuple[int, str]], today: date, lang: str, data: Any = None) -> None:
        super().__init__(data)
        choose(self, "unit", list(units))
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        found = grounds(today)
        choose(self, "ground", [(one.key, one.text.say(lang)) for one in found])
        self.fields["ground"].choice_hints = {  # type: ignore[attr-defined]
            one.key: one.citation.say(lang) for one in found
        }

    def told(self) -> Refused:
        """As the action takes it."""
        return Refused(**{name: value for name, value in self.cleaned_data.items() if name != "unit"})
