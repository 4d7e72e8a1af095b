"""What is asked of the figures, and what is decided about them."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from danvan.dashboards.choices import FIGURES, Figure, choices
from danvan.lib.text import clean
from danvan.reports.forms import ReportForm
from danvan.web.forms import Form, VnDateField

COMMUNES, DISTRICTS = "communes", "districts"


class BoardForm(ReportForm):
    """Unit and period as for a report, and which figure, by which units."""

    figure = forms.ChoiceField(label=_("Chỉ số"))
    level = forms.ChoiceField(
        label=_("Theo cấp"), choices=[(COMMUNES, _("Từng đơn vị")), (DISTRICTS, _("Cấp huyện của ngày đó"))]
    )
    field_order = ("figure", "unit", "first", "last", "level", "units_of")

    def __init__(self, query: QueryDict, **given: Any) -> None:
        super().__init__(query, **given)
        self.fields["figure"].choices = choices(of_the_report=True)  # type: ignore[attr-defined]
        self.data["figure"] = clean(query.get("figure", "")) or next(iter(FIGURES))
        self.data["level"] = clean(query.get("level", "")) or COMMUNES

    @property
    def chosen(self) -> Figure:
        """The figure asked for."""
        return FIGURES[self.cleaned_data["figure"]]


class NoteForm(Form):
    """What was found out about a rise."""

    note = forms.CharField(
        label=_("Đã tìm hiểu gì"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PublishForm(Form):
    """Which figures of which units are published, since when."""

    figures = forms.MultipleChoiceField(label=_("Chỉ số công bố"), widget=forms.CheckboxSelectMultiple)
    units = forms.MultipleChoiceField(
        label=_("Hiện riêng từng đơn vị"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn đơn vị nào: chỉ công bố số của cả đơn vị."),
    )
    by_topic = forms.BooleanField(
        label=_("Công bố cả số theo nội dung, từng quý; số nhỏ của nội dung nhạy cảm được giấu"),
        required=False,
    )
    since = VnDateField(label=_("Công bố từ tháng"), month_ok=True)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figures"].choices = choices()  # type: ignore[attr-defined]
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        if not units:
            del self.fields["units"]

    def chosen(self) -> dict[str, Any]:
        """The arguments of actions.publish."""
        got = dict(self.cleaned_data)
        since = got.pop("since")
        return {"units": [], **got, "since": getattr(since, "first", since)}


class WithdrawForm(Form):
    """Why figures are no longer published."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
