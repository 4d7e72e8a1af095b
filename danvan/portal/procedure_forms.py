"""What a citizen asks of the catalogue: words, a field, a level."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.procedures.workflow import LEVELS
from danvan.web.forms import Form


class FindForm(Form):
    """Words as people say them; empty is everything."""

    q = forms.CharField(
        label=_("Ông/bà cần làm việc gì?"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: khai sinh, sổ đỏ, chung thuc. Gõ không dấu cũng được."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    level = forms.ChoiceField(label=_("Cấp thực hiện"), required=False)

    def __init__(self, data: Any, fields: Sequence[tuple[str, int]]) -> None:
        super().__init__(data)
        for one in self.fields.values():
            vars(one)["says_optional"] = False
        offered = [(name, f"{name} ({n})") for name, n in fields]
        self.fields["field"].choices = [("", _("Mọi lĩnh vực")), *offered]  # type: ignore[attr-defined]
        levels = [(level.value, word) for level, word in LEVELS.items()]
        self.fields["level"].choices = [("", _("Mọi cấp")), *levels]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked, as far as it can be understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
