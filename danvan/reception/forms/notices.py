"""A notice as it is typed, and how a record was signed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.reception.words import SIGNINGS, WAYS
from danvan.web.forms import Form, VnDateField


class NoticeForm(Form):
    """What whoever came was told, how and when."""

    text = forms.CharField(
        label=_("Nội dung thông báo"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    way = forms.ChoiceField(label=_("Báo bằng cách nào"), choices=[*WAYS.items()], widget=forms.RadioSelect)
    number = forms.CharField(label=_("Số văn bản"), required=False, max_length=60)
    issued_on = VnDateField(label=_("Ngày báo"), future=False, called=_("Ngày báo"), help_text="")

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"issued_on": today, "way": "paper"})


class SignedForm(Form):
    """How the record that was read back was signed."""

    signed = forms.ChoiceField(
        label=_("Đã đọc lại cho công dân nghe"), choices=[*SIGNINGS.items()], widget=forms.RadioSelect
    )
