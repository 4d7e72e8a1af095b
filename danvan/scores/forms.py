"""What is asked of scores, and the numbers of a scale."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.lib.text import clean
from danvan.people.models import Unit
from danvan.reports.forms import ReportForm
from danvan.scores import sets
from danvan.scores.measures import Span
from danvan.scores.sets import STEPS, Set
from danvan.web.forms import Form, VnDateField


class ScoreForm(ReportForm):
    """Unit and period as for a report, and by which set of indicators."""

    set = forms.ChoiceField(label=_("Bộ chỉ số"))
    field_order = ("set", "unit", "first", "last")

    def __init__(self, query: QueryDict, **given: Any) -> None:
        super().__init__(query, **given)
        del self.fields["units_of"]
        self.fields["set"].choices = [(row.key, row.label) for row in sets.every().values()]  # type: ignore[attr-defined]
        last = self._day("last") or given["usual"].last
        self.data["set"] = clean(query.get("set", "")) or sets.usual(last).key

    def asked(self) -> dict[str, Any]:
        """The arguments of card.build."""
        got = self.cleaned_data
        return {
            "unit": self.offered[got["unit"]],
            "span": Span(got["first"], got["last"]),
            "chosen": sets.every()[got["set"]],
        }


class ScaleForm(Form):
    """The points of each indicator as the act has them; what the act does not tell is left empty."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    act = forms.CharField(
        label=_("Văn bản có thang điểm"),
        help_text=_("Số, ký hiệu, điều khoản; ví dụ: Phụ lục I Quyết định 766/QĐ-TTg."),
        max_length=160,
    )
    from_on = VnDateField(label=_("Áp dụng cho kỳ bắt đầu từ ngày"))

    def __init__(self, chosen: Set, units: list[tuple[str, str]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.chosen = chosen
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        for indicator in chosen.indicators:
            if indicator.measure is None:
                continue
            for at in range(chosen.numbers()):
                self.fields[f"{indicator.key}_{at}"] = forms.IntegerField(
                    label=self._label(indicator.label, at), required=False, min_value=0, max_value=100
                )

    def _label(self, name: str, at: int) -> str:
        if self.chosen.manner == STEPS:
            points = {"name": name, "n": at + 1}
            return gettext("%(name)s: được %(n)s điểm từ (%%)") % points
        return gettext("%(name)s: điểm tối đa") % {"name": name}

    def given(self) -> dict[str, Any]:
        """The arguments of actions.set_scale."""
        got = self.cleaned_data
        values: dict[str, list[int]] = {}
        for indicator in self.chosen.indicators:
            numbers = [got.get(f"{indicator.key}_{at}") for at in range(self.chosen.numbers())]
            found = [one for one in numbers if one is not None]
            if found:
                values[indicator.key] = found
        unit = Unit.objects.get(key=got["unit"])
        return {"unit": unit, "values": values, "act": got["act"], "from_on": got["from_on"]}

    def refuse_at(self, sentence: str, field: str) -> None:
        """Say at the first number of an indicator what is wrong with them."""
        self.add_error(next((name for name in (field, f"{field}_0") if name in self.fields), None), sentence)

    @property
    def numbers(self) -> list[Any]:
        """The fields of the numbers."""
        return [self[name] for name in self.fields if name not in ("unit", "act", "from_on")]
