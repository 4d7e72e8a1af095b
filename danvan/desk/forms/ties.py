"""Merging a letter into an earlier one, parting it again, splitting one into parts for several agencies."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases.actions import Part
from danvan.cases.models import Case
from danvan.desk import queries
from danvan.desk.forms.parts import rows_of
from danvan.desk.forms.steps import not_found
from danvan.lib import dates
from danvan.people.models import Unit
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


class PartForm(Form):
    """What one agency is to do, and until when."""

    unit_name = forms.CharField(
        label=_("Nơi thực hiện"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
    )
    until = VnDateField(label=_("Hạn báo kết quả"), called=_("Hạn báo kết quả"), help_text="")
    subject = forms.CharField(
        label=_("Phần việc"), max_length=200, help_text=_("Công dân đọc được tên phần việc này.")
    )
    body = forms.CharField(
        label=_("Nội dung giao"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nơi nhận không đọc đơn: xin ghi đủ để làm, chỉ nêu tên, nơi ở khi thật cần."),
    )

    def clean_unit_name(self) -> Unit:
        """The unit of today with that name."""
        unit, near = queries.unit_by_name(self.cleaned_data["unit_name"], on=dates.today())
        if unit is None:
            raise not_found(near)
        return unit


PartRows = rows_of(PartForm, first_needed=True)


def parts_of(rows: Any) -> list[Part]:
    """The parts as the action takes them."""
    return [
        Part(unit=row["unit_name"], until=row["until"], subject=row["subject"], body=row["body"])
        for row in rows.filled()
    ]


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
