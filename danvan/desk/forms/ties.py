"""Merging a letter into an earlier one, parting it again, giving out parts and verifications."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases.actions import Part
from danvan.cases.models import Case
from danvan.desk import queries
from danvan.desk.forms.parts import offer
from danvan.desk.forms.steps import not_found
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.web.forms import Form, VnDateField
from danvan.web.rows import rows_of

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

    def clean_unit_name(self) -> Unit | None:
        """The unit of today with that name."""
        unit, near = queries.unit_by_name(self.cleaned_data["unit_name"], on=dates.today())
        if unit is None:
            raise not_found(near)
        return unit


class VerificationForm(PartForm):
    """What somebody is to find out, and until when: an officer of the unit, or another agency."""

    officer = forms.TypedChoiceField(
        label=_("Cán bộ của đơn vị"), required=False, coerce=int, empty_value=None, choices=[]
    )

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "officer", [("", _("Chọn người")), *officers])
        self.fields["unit_name"].required = False
        self.fields["unit_name"].label = _("Hoặc cơ quan khác")
        self.fields["subject"].label = _("Việc cần xác minh")
        self.fields["subject"].help_text = ""
        self.fields["body"].label = _("Phải làm rõ điều gì")
        self.fields["until"].label = _("Hạn báo cáo")

    def clean_unit_name(self) -> Unit | None:
        """The unit of today with that name; none where nothing was typed."""
        return super().clean_unit_name() if self.cleaned_data["unit_name"] else None

    def clean(self) -> dict[str, Any]:
        """One of the two verifies: the officer or the agency."""
        got = super().clean() or self.cleaned_data
        if "unit_name" in got and bool(got.get("officer")) == bool(got["unit_name"]):
            self.add_error("officer", gettext("Xin chọn một: cán bộ của đơn vị, hoặc cơ quan khác"))
        return got


class DutyForm(PartForm):
    """What somebody is to do by a final decision, which unit sees to it, and until when."""

    who = forms.CharField(
        label=_("Ai phải làm"), max_length=200, help_text=_("Người, cơ quan mà quyết định buộc thi hành.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
        self.fields["subject"].help_text = _("Người khiếu nại đọc được tên việc này.")

    LABELS = {
        "unit_name": _("Đơn vị thi hành hoặc theo dõi"),
        "until": _("Phải xong chậm nhất ngày"),
        "subject": _("Việc phải làm"),
        "body": _("Làm thế nào, theo điều nào của quyết định"),
    }


PartRows = rows_of(PartForm, first_needed=True)
VerificationRows = rows_of(VerificationForm, first_needed=True)
DutyRows = rows_of(DutyForm, first_needed=True)


def parts_of(rows: Any, own: Unit) -> list[Part]:
    """What is given out, as the action takes it; an officer works in the unit that answers for the letter."""
    chosen = [row.get("officer") for row in rows.filled()]
    officers = Account.objects.in_bulk([pk for pk in chosen if pk])
    return [
        Part(
            subject=row["subject"],
            body="\n".join([*filter(None, [row.get("who")]), row["body"]]),
            unit=row["unit_name"] or own,
            until=row["until"],
            officer=officers.get(pk),
        )
        for row, pk in zip(rows.filled(), chosen, strict=True)
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
