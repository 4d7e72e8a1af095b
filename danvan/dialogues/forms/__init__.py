"""What is typed about dialogues: a dialogue that is planned, a request of voters."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.dialogues.actions import Asks
from danvan.dialogues.models import Request
from danvan.dialogues.workflow import OCCASIONS
from danvan.meetings.forms import NewPlanForm
from danvan.meetings.forms.meeting import area
from danvan.web.forms import Form
from danvan.web.once import OnceForm


class NewForm(NewPlanForm):
    """A dialogue: a meeting with the reason why it is held."""

    unit = forms.TypedChoiceField(label=_("Đơn vị tổ chức"), coerce=int)
    occasion = forms.ChoiceField(
        label=_("Vì sao tổ chức"), choices=[(each.value, word) for each, word in OCCASIONS.items()]
    )
    request = forms.ChoiceField(label=_("Trả lời yêu cầu nào"), required=False)
    field_order = ("unit", "occasion", "request", *NewPlanForm.field_order)  # type: ignore[assignment]

    def __init__(
        self, units: list[tuple[int, str]], asked: Iterable[Request], data: Any = None, *, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.asked = {str(row.pk): row for row in asked}
        field = self.fields["unit"]
        field.choices = units  # type: ignore[attr-defined]
        if len(units) == 1:
            field.initial = units[0][0]
        shown = [(key, row.subject) for key, row in self.asked.items()]
        self.fields["request"].choices = [("", _now("Không theo yêu cầu nào")), *shown]  # type: ignore[attr-defined]

    def chosen(self) -> Request | None:
        """The request that it answers."""
        return self.asked.get(self.cleaned_data["request"])


class RequestForm(OnceForm):
    """A request: about what, how many signed, of how many voters."""

    unit = forms.TypedChoiceField(label=_("Yêu cầu đơn vị nào"), coerce=int)
    subject = forms.CharField(label=_("Đối thoại về việc gì"), max_length=300)
    topic = forms.ChoiceField(label=_("Lĩnh vực"))
    body = forms.CharField(label=_("Nội dung yêu cầu"), required=False, max_length=5_000, widget=area(4))
    signatures = forms.IntegerField(label=_("Số chữ ký"), min_value=1, max_value=10_000_000)
    voters = forms.IntegerField(label=_("Số cử tri của đơn vị"), min_value=1, max_value=10_000_000)
    voters_source = forms.CharField(
        label=_("Số cử tri lấy từ đâu"),
        max_length=200,
        help_text=_("Ví dụ: danh sách cử tri niêm yết ngày 05/02/2026"),
    )

    def __init__(self, units: list[tuple[int, str]], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = units[0][0]
        self.fields["topic"].choices = [("", _now("Chọn một mục")), *topics.choices()]  # type: ignore[attr-defined]

    def asks(self) -> Asks:
        """As the action takes it."""
        beside = ("unit", "submission")
        return Asks(**{name: value for name, value in self.cleaned_data.items() if name not in beside})


class DecideForm(Form):
    """What was decided, in which words."""

    text = forms.CharField(label=_("Căn cứ, lý do"), required=False, max_length=5_000, widget=area(3))
