"""What is typed about the exchange."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.web.forms import Form, VnDateField


class DecisionForm(Form):
    """The decision by which names and addresses are sent."""

    number = forms.CharField(
        label=gettext_lazy("Số quyết định"), max_length=60, help_text=gettext_lazy("Ví dụ: 12/QĐ-UBND")
    )
    decided_on = VnDateField(label=gettext_lazy("Ngày quyết định"))


class AnswerForm(Form):
    """Which items of a package were refused, a line each; the rest was accepted."""

    refused = forms.CharField(
        label=gettext_lazy("Những dòng bị từ chối"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Mỗi dòng một số và lý do, như “DV-12: sai mã đơn vị”. Để trống: đã nhận hết."
        ),
    )

    def clean_refused(self) -> dict[str, Any]:
        """Name → reason."""
        found = {}
        for line in filter(None, map(str.strip, self.cleaned_data["refused"].splitlines())):
            name, colon, reason = line.partition(":")
            if not colon or not reason.strip():
                raise forms.ValidationError(
                    _("Dòng “%(line)s” cần có số, dấu hai chấm và lý do.") % {"line": line[:60]}
                )
            found[name.strip()] = reason.strip()
        return found
