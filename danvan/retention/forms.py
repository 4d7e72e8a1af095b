"""What is typed about keeping and destroying."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.denunciations.forms import ABOUT
from danvan.retention.models import Hold
from danvan.web.forms import Form, VnDateField


class TermForm(Form):
    """The office's own term for a kind of thing."""

    thing = forms.ChoiceField(label=_("Loại tài liệu"))
    years = forms.IntegerField(label=_("Lưu bao nhiêu năm"), min_value=1, max_value=100)
    decision = forms.CharField(label=_("Số quyết định"), max_length=60, help_text=_("Ví dụ: 12/QĐ-UBND"))
    decided_on = VnDateField(label=_("Ngày quyết định"))
    from_on = VnDateField(label=_("Áp dụng từ ngày"))

    def __init__(self, things: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = things  # type: ignore[attr-defined]


class HoldForm(Form):
    """Why a thing is held back, and until when."""

    why = forms.ChoiceField(label=_("Vì sao giữ lại"), choices=Hold.Why.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    until_on = VnDateField(
        label=_("Giữ đến hết ngày"), required=False, help_text=_("Bỏ trống: giữ đến khi lãnh đạo cho thôi.")
    )


class SealForm(Form):
    """That a letter is a denunciation, and of whom."""

    whom = forms.ChoiceField(
        label=_("Tố cáo ai của cơ quan này?"),
        choices=ABOUT,
        required=False,
        help_text=_("Tố cáo người đứng đầu, cấp phó hoặc chính cơ quan thì tự chuyển lên cấp trên."),
    )
    sure = forms.BooleanField(
        label=_(
            "Đơn này là tố cáo. Niêm phong đơn, hủy tên, lời và tệp của người gửi ở đây; không lấy lại được."
        )
    )


class ApproveForm(Form):
    """The number of the record of the council."""

    record = forms.CharField(
        label=_("Số biên bản của hội đồng hủy"), max_length=60, help_text=_("Ví dụ: 01/BB-HĐTH")
    )


class RejectForm(Form):
    """Why a list is not approved."""

    reason = forms.CharField(
        label=_("Lý do không duyệt"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


def first_day(on: date) -> dict[str, str]:
    """What a fresh form of a term begins with."""
    return {"from_on": f"{on:%d/%m/%Y}"}
