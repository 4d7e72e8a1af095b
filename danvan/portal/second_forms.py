"""What a citizen types who complains a second time from the page of the first complaint."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.portal.forms import PapersForm
from danvan.web.forms import VnDateField


class OverdueForm(PapersForm):
    """A second complaint because the first term passed without a decision."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    text = forms.CharField(
        label=_("Vì sao ông/bà khiếu nại tiếp?"),
        help_text=_("Nếu đã quá thời hạn, xin ghi rõ vì sao chưa gửi được: ốm đau, thiên tai, ở xa…"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    wish = forms.CharField(
        label=_("Ông/bà đề nghị giải quyết thế nào?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order: tuple[str, ...] = ("text", "wish", "papers")


class SecondForm(OverdueForm):
    """A second complaint about a decision; from the day it was received runs the term for it."""

    learned_on = VnDateField(
        label=_("Ông/bà nhận quyết định lần đầu ngày nào?"), future=False, called=_("Ngày nhận quyết định")
    )
    field_order = ("learned_on", "text", "wish", "papers")
