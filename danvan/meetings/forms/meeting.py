"""A meeting as it is planned, and what its steps ask for."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.lib import dates
from danvan.meetings.actions import Plan
from danvan.meetings.models import Meeting
from danvan.web.forms import Form, HourField, VnDateField
from danvan.web.once import OnceForm


def area(rows: int) -> forms.Textarea:
    """A box for so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class WhenForm(Form):
    """A day with two hours, as moments in Viet Nam."""

    on = VnDateField(label=_("Ngày"), called=_("Ngày họp"))
    starts = HourField(label=_("Từ giờ"), initial=time(7, 30))
    ends = HourField(label=_("Đến giờ"), initial=time(11, 0))

    def clean(self) -> dict[str, Any]:
        """The hours follow each other."""
        given = self.cleaned_data
        if given.get("starts") and given.get("ends") and given["starts"] >= given["ends"]:
            self.add_error("ends", _now("Giờ kết thúc phải sau giờ bắt đầu."))
        return given

    def moments(self) -> dict[str, Any]:
        """Both moments, as the actions take them."""
        day = self.cleaned_data["on"]
        return {
            f"{name}_at": datetime.combine(day, self.cleaned_data[name], tzinfo=dates.VIETNAM)
            for name in ("starts", "ends")
        }


def when_of(meeting: Meeting) -> dict[str, Any]:
    """What a form about its time begins with."""
    first, last = (each.astimezone(dates.VIETNAM) for each in (meeting.starts_at, meeting.ends_at))
    return {"on": first.date(), "starts": first.time(), "ends": last.time()}


class PlanForm(WhenForm):
    """What about, when, where, who presides, who is invited, how to take part."""

    title = forms.CharField(label=_("Tên buổi họp"), max_length=300)
    topic = forms.ChoiceField(label=_("Lĩnh vực"))
    agenda = forms.CharField(label=_("Nội dung"), max_length=5_000, widget=area(4))
    place = forms.CharField(label=_("Địa điểm"), max_length=250)
    hosts = forms.CharField(label=_("Chủ trì"), max_length=1_000, widget=area(2))
    invited = forms.CharField(label=_("Thành phần mời"), required=False, max_length=2_000, widget=area(2))
    joining = forms.CharField(
        label=_("Cách tham dự"),
        required=False,
        max_length=1_000,
        widget=area(2),
        help_text=_("Ví dụ: mọi người dân trong xã; không đến được thì gửi câu hỏi trước trên cổng."),
    )
    field_order = ("title", "topic", "agenda", "on", "starts", "ends", "place", "hosts", "invited", "joining")

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["topic"].choices = [("", _now("Chọn một mục")), *topics.choices()]  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """As the action takes it."""
        names = ("title", "topic", "agenda", "place", "hosts", "invited", "joining")
        told: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return Plan(**told, **self.moments())


class NewPlanForm(PlanForm, OnceForm):
    """A meeting that is put into the plan."""


def plan_of(meeting: Meeting) -> dict[str, Any]:
    """What the form of a planned meeting begins with."""
    names = ("title", "topic", "agenda", "place", "hosts", "invited", "joining")
    return {name: getattr(meeting, name) for name in names} | when_of(meeting)


class AnnounceForm(Form):
    """On which ground it is announced later than the law says."""

    exemption = forms.CharField(
        label=_("Căn cứ báo muộn hơn"),
        required=False,
        max_length=1_000,
        widget=area(2),
        help_text=_("Chỉ cần khi không còn đủ số ngày báo trước. Được công bố cùng thông báo."),
    )


class PostponeForm(WhenForm):
    """To when, where, why."""

    place = forms.CharField(label=_("Địa điểm mới"), required=False, max_length=250)
    text = forms.CharField(label=_("Lý do hoãn"), max_length=1_000, widget=area(2))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.moments(), "place": self.cleaned_data["place"], "text": self.cleaned_data["text"]}


class ReasonForm(Form):
    """Why."""

    text = forms.CharField(label=_("Lý do"), max_length=2_000, widget=area(2))


class MinutesForm(Form):
    """Minutes and conclusion; either may still be empty."""

    minutes = forms.CharField(
        label=_("Biên bản"),
        required=False,
        max_length=60_000,
        widget=area(14),
        help_text=_("Diễn biến buổi họp."),
    )
    minutes_by = forms.CharField(label=_("Người lập biên bản"), required=False, max_length=120)
    conclusion = forms.CharField(
        label=_("Kết luận"),
        required=False,
        max_length=20_000,
        widget=area(8),
        help_text=_("Người dân đọc được sau khi công bố."),
    )
