"""What is typed about a report: the officer's remark, why it goes back, which reports a list shows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.lib.text import clean
from danvan.reports.periods import Period
from danvan.statements import columns, shapes
from danvan.statements.workflow import LIFE
from danvan.web.amounts import AmountField
from danvan.web.forms import CountField, Form, VnDateField, taught

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


class RequestForm(Form):
    """Which report is asked of which units below, by which day."""

    shape = forms.ChoiceField(label=gettext_lazy("Loại báo cáo"))
    first = VnDateField(label=gettext_lazy("Từ ngày"))
    last = VnDateField(label=gettext_lazy("Đến hết ngày"))
    due_on = VnDateField(label=gettext_lazy("Hạn nộp"))
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị phải nộp"), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi thêm"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, below: Sequence[Any], usual: Period) -> None:
        self.below = {unit.key: unit for unit in below}
        begun = {"first": f"{usual.first:%d/%m/%Y}", "last": f"{usual.last:%d/%m/%Y}"}
        super().__init__(data, initial={**begun, "units": list(self.below)})
        offer: Any = self.fields
        kept = [shape for shape in shapes.every() if columns.heads(shape)]
        offer["shape"].choices = [(shape.name, _named(shape)) for shape in kept]
        offer["units"].choices = [(unit.key, unit.shown_name) for unit in below]

    def asked(self) -> dict[str, Any]:
        """The arguments of actions.ask."""
        found = dict(self.cleaned_data)
        found["shape"] = shapes.get(found["shape"])
        found["units"] = [self.below[key] for key in found["units"]]
        return found


class EnterForm(Form):
    """The figures of a unit that are entered on its behalf, why, and from which paper."""

    why = forms.CharField(
        label=gettext_lazy("Vì sao nhập thay"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Ví dụ: đơn vị chưa dùng hệ thống này."),
    )
    source = forms.CharField(
        label=gettext_lazy("Theo văn bản"),
        max_length=200,
        help_text=gettext_lazy(
            "Số, ngày của văn bản mà số liệu được đọc từ đó. Ví dụ: 15/BC-UBND ngày 05/7/2018."
        ),
    )

    def __init__(self, data: Any = None, *, shape: shapes.Shape, initial: dict[str, Any]) -> None:
        self.typed = [head for head in columns.heads(shape) if head.typed]
        super().__init__(data, initial=initial)
        added = {
            f"cell-{head.key}": AmountField(label=head.label, required=False, per=head.per)
            if head.per > 1
            else CountField(label=head.label)
            for head in self.typed
        }
        self.fields.update(taught(dict(added)))

    def cells(self) -> list[Any]:
        """The fields of the figures, in the order of the form."""
        return [self[f"cell-{head.key}"] for head in self.typed]

    def asked(self) -> dict[str, Any]:
        """The arguments of actions.enter; a cell left empty is nothing."""
        found = self.cleaned_data
        cells = {head.key: found.get(f"cell-{head.key}") or 0 for head in self.typed}
        return {"cells": cells, "why": found["why"], "source": found["source"]}


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
