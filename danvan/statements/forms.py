"""What is typed about a report: the officer's remark, why it goes back, which reports a list shows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.lib.text import clean
from danvan.statements import shapes
from danvan.statements.workflow import LIFE
from danvan.web.forms import Form

LONGEST = 5000


class RemarkForm(Form):
    """The officer's own words in the report."""

    remark = forms.CharField(
        label=gettext_lazy("Nhận xét, kiến nghị"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("In ở cuối báo cáo, mỗi dòng một đoạn. Xin không nêu tên công dân."),
    )


class ReasonForm(Form):
    """Why a report goes back, or is given up."""

    text = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class ListForm(Form):
    """Which reports the list shows; whatever the address says wrong is said at its field."""

    unit = forms.ChoiceField(required=False, label=gettext_lazy("Đơn vị"))
    shape = forms.ChoiceField(required=False, label=gettext_lazy("Loại báo cáo"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("Trạng thái"))
    year = forms.IntegerField(
        required=False, label=gettext_lazy("Năm của kỳ"), min_value=1990, max_value=2200
    )

    def __init__(self, query: QueryDict, *, units: Sequence[tuple[str, str]]) -> None:
        super().__init__({name: clean(query.get(name, "")) for name in self.base_fields})
        offer: Any = self.fields
        offer["unit"].choices = [("", _("Mọi đơn vị")), *units]
        named = [(shape.name, _named(shape)) for shape in shapes.every()]
        offer["shape"].choices = [("", _("Mọi loại")), *named]
        states = [(status.code, status.label) for status in LIFE.statuses]
        offer["state"].choices = [("", _("Mọi trạng thái")), *states]

    def narrowed(self) -> dict[str, Any]:
        """What the list is narrowed to, as filters of the table."""
        found = self.cleaned_data if self.is_valid() else {}
        names = {"unit": "unit__key", "shape": "shape", "state": "state", "year": "last__year"}
        return {name: found[field] for field, name in names.items() if found.get(field)}


def _named(shape: shapes.Shape) -> str:
    return f"{shape.label} · {shape.circular.number}" if shape.circular else shape.label
