"""A proposal as it is typed, and what its steps ask for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.burdens import queries
from danvan.burdens.actions import Decision, Draft
from danvan.burdens.models import Proposal, Report
from danvan.burdens.queries import Successor
from danvan.burdens.workflow import STANCES, Status
from danvan.lib.dates import short
from danvan.people.models import Unit
from danvan.web.forms import Form, VnDateField

_FEWER: dict[str, Any] = {"required": False, "min_value": 0, "max_value": 999}
_AREA = forms.Textarea(attrs={"rows": 3})


class DraftForm(Form):
    """What is wrong, what is to change, what a file then needs less of; which reports it answers."""

    title = forms.CharField(
        label=_("Tên phương án"),
        max_length=300,
        help_text=_("Ví dụ: Bỏ bản sao sổ hộ khẩu khi đăng ký khai sinh"),
    )
    problem = forms.CharField(
        label=_("Vướng mắc và vì sao"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    criteria = forms.MultipleChoiceField(
        label=_("Quy định chưa đạt tiêu chí nào"), required=False, widget=forms.CheckboxSelectMultiple
    )
    change = forms.CharField(
        label=_("Đề nghị thay đổi"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    documents_saved = forms.IntegerField(label=_("Bớt mấy giấy tờ"), **_FEWER)
    days_saved = forms.IntegerField(label=_("Bớt mấy ngày"), **_FEWER)
    trips_saved = forms.IntegerField(label=_("Bớt mấy lần đi lại"), **_FEWER)
    reports = forms.MultipleChoiceField(
        label=_("Trả lời những phản ánh này"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, reports: Iterable[Report], data: Any = None, *, on: date, found: Proposal | None = None
    ) -> None:
        names = ("title", "problem", "criteria", "change", "documents_saved", "days_saved", "trips_saved")
        super().__init__(data, initial={name: getattr(found, name) for name in names} if found else None)
        self.waiting = {str(report.pk): report for report in reports}
        said = [(key, _summary(report)) for key, report in self.waiting.items()]
        self.fields["reports"].choices = said  # type: ignore[attr-defined]
        if found is None:
            self.fields["reports"].initial = list(self.waiting)
        lang = "vi"
        grounds = [(each.key, each.text.say(lang)) for each in queries.criteria(on)]
        self.fields["criteria"].choices = grounds  # type: ignore[attr-defined]

    def told(self) -> Draft:
        """What it says."""
        return Draft(**{name: value for name, value in self.cleaned_data.items() if name != "reports"})

    def chosen(self) -> list[Report]:
        """The reports that it answers."""
        return [self.waiting[key] for key in self.cleaned_data["reports"]]


def _summary(report: Report) -> str:
    about = f"{report.part_label}: {report.about}" if report.about else report.part_label
    text = report.text if len(report.text) <= 160 else f"{report.text[:160]}…"
    return f"{short(report.received_on)} · {about} · {report.sort_label}: {text}"


class AskForm(Form):
    """Which units are asked, until which day."""

    units = forms.MultipleChoiceField(
        label=_("Hỏi đơn vị nào"), required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    until = VnDateField(label=_("Góp ý đến hết ngày"))

    def __init__(self, units: Sequence[Unit], data: Any = None, *, auto_id: str = "ask-%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.known = {str(unit.pk): unit for unit in units}
        shown: list[tuple[str, str]] = [
            (key, str(getattr(unit, "shown_name", unit))) for key, unit in self.known.items()
        ]
        self.fields["units"].choices = shown  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {
            "units": [self.known[key] for key in self.cleaned_data["units"]],
            "until": self.cleaned_data["until"],
        }


class OpinionForm(Form):
    """What a unit thinks; the number of its letter where it is entered for it."""

    stance = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[(key.value, word) for key, (word, _badge) in STANCES.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Nội dung góp ý"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.CharField(
        label=_("Số văn bản góp ý"),
        required=False,
        max_length=120,
        help_text=_("Cần khi ghi thay đơn vị khác"),
    )


class SubmitForm(Form):
    """How opinions were taken up."""

    text = forms.CharField(
        label=_("Tiếp thu, giải trình ý kiến"), required=False, max_length=10_000, widget=_AREA
    )


class ReasonForm(Form):
    """Why."""

    text = forms.CharField(label=_("Lý do"), max_length=2_000, widget=_AREA)


class DecisionForm(Form):
    """What was decided, by which act."""

    outcome = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[
            (Status.ACCEPTED.value, _("Chấp thuận toàn bộ")),
            (Status.PARTLY.value, _("Chấp thuận một phần")),
            (Status.REJECTED.value, _("Không chấp thuận")),
        ],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("Số quyết định"), max_length=120, help_text=_("Ví dụ: 45/QĐ-UBND"))
    on = VnDateField(label=_("Ngày quyết định"), future=False)
    signed_by = forms.CharField(
        label=_("Cơ quan, người quyết định"),
        max_length=250,
        help_text=_("Ví dụ: Chủ tịch Ủy ban nhân dân tỉnh"),
    )
    text = forms.CharField(
        label=_("Nội dung, lý do"),
        required=False,
        max_length=10_000,
        widget=_AREA,
        help_text=_("Cần khi không chấp thuận toàn bộ. Người dân đọc được."),
    )

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"told": Decision(**self.cleaned_data)}


class EnforceForm(Form):
    """By which version the procedure is the new one."""

    version = forms.ChoiceField(label=_("Đã thực hiện bằng"))

    def __init__(self, found: Sequence[Successor], data: Any = None, *, auto_id: str = "enforce-%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.found = {str(each.version.pk): each for each in found}
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (key, self._said(each)) for key, each in self.found.items()
        ]

    def _said(self, each: Successor) -> str:
        told = {"n": each.version.number, "day": short(each.from_on)}
        return str(_("Bãi bỏ thủ tục từ %(day)s") if each.ends else _("Bản số %(n)s, từ %(day)s")) % told

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"version": self.found[self.cleaned_data["version"]].version}
