"""What a citizen says of the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.petitions.verdict import REASONS
from danvan.web.forms import Form


class VerdictForm(Form):
    """Whether what was asked is done, now that there is an answer."""

    verdict = forms.ChoiceField(
        label=_("Việc ông/bà nêu đã xong chưa?"),
        choices=[("done", _("Đã xong")), ("not_done", _("Chưa xong"))],
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label=_("Nếu chưa xong: vì sao?"),
        choices=[*REASONS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(
        label=_("Ông/bà muốn nói thêm điều gì?"),
        help_text=_("Cơ quan đọc được lời này."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """“Not done” says why: a reason, or words."""
        found = super().clean() or self.cleaned_data
        if found.get("verdict") == "not_done" and not (found.get("reasons") or found.get("text")):
            self.add_error("reasons", gettext("Xin chọn ít nhất một lý do, hoặc viết vài chữ ở ô dưới"))
        return found
