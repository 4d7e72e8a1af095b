"""Merging a letter into an earlier one, and parting it again."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Case
from danvan.web.forms import Form, VnDateField

LONGEST = 2000


class MergeForm(Form):
    """Which letter is kept, from which day on, and words for the sender of the one that is merged."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    into = forms.TypedChoiceField(label=_("Đơn được giữ"), coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Lời gửi người có đơn được nhập"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Công dân đọc được lời này. Xin không nêu tên, nơi ở của người gửi đơn kia."),
    )
    on = VnDateField(label=_("Ngày thực hiện"), future=False, called=_("Ngày thực hiện"), help_text="")

    def __init__(self, case: Case, offered: Collection[int], today: date, data: Any = None) -> None:
        super().__init__(data, auto_id="merge-%s", initial={"seen": case.version, "on": today})
        into: Any = self.fields["into"]
        into.choices = [(pk, str(pk)) for pk in offered]


class UnmergeForm(Form):
    """Why a merged letter is parted again."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Lý do tách lại"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Công dân đọc được lời này."),
    )

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(data, auto_id="unmerge-%s", initial={"seen": case.version})
