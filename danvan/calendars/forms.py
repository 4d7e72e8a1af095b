"""What an officer types about the calendar, made clean."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from danvan.calendars.actions import NewDay, Notice
from danvan.lib import dates
from danvan.web.forms import Form, VnDateField

LONGEST = 31  # days of one line
WHAT = [("off", _("Nghỉ")), ("worked", _("Làm việc"))]


class YearForm(Form):
    """Which year of which unit is shown."""

    year = forms.IntegerField(label=_("Năm"), min_value=2017, max_value=2100)
    unit = forms.ChoiceField(label=_("Đơn vị"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class NoticeForm(Form):
    """The paper behind a change."""

    notice = forms.CharField(
        label=_("Số văn bản"), max_length=60, help_text=_("Ví dụ: 8726/VPCP-KGVX, 12/QĐ-UBND")
    )
    notice_on = VnDateField(
        label=_("Ngày văn bản"), initial=dates.today, future=False, called=_("Ngày văn bản")
    )
    text = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)

    def said(self) -> Notice:
        """The notice as the actions take it."""
        return Notice(self.cleaned_data["notice"], self.cleaned_data["notice_on"], self.cleaned_data["text"])


class ChangeForm(NoticeForm):
    """The paper, and whose calendar it changes."""

    unit = forms.ChoiceField(label=_("Áp dụng cho"), required=False)
    field_order: tuple[str, ...] = ("unit", "notice", "notice_on", "text")

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["unit"].required = all(key for key, _name in units)
        self.fields["unit"].says_optional = False  # type: ignore[attr-defined]


class UnitForm(Form):
    """Whose hours are shown."""

    unit = forms.ChoiceField(label=_("Đơn vị"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


def _edge(label: Any, *, required: bool = False) -> forms.TimeField:
    """When an office opens or closes."""
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=["%H:%M", "%Hh%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "class": "w-s"}),
        error_messages={"invalid": _("Xin viết giờ như 07:30")},
    )


class HoursForm(ChangeForm):
    """The hours of a unit from a day on, by which paper; the afternoon may be left empty."""

    EDGES = ("morning_from", "morning_to", "afternoon_from", "afternoon_to")

    from_on = VnDateField(label=_("Từ ngày"), called=_("Ngày bắt đầu"))
    morning_from = _edge(_("Buổi sáng mở cửa"), required=True)
    morning_to = _edge(_("Buổi sáng đóng cửa"), required=True)
    afternoon_from = _edge(_("Buổi chiều mở cửa"))
    afternoon_to = _edge(_("Buổi chiều đóng cửa"))
    field_order = ("unit", "from_on", *EDGES, "notice", "notice_on", "text")

    def clean(self) -> dict[str, Any]:
        """Nothing is set for days that have passed; a part of the day has both its ends, in their order."""
        found = super().clean() or self.cleaned_data
        if found.get("from_on") and found["from_on"] < dates.today():
            self.add_error(
                "from_on", _("Giờ làm việc đặt từ hôm nay trở đi; giờ đã hẹn công dân không tính lùi.")
            )
        opens, closes = found.get("afternoon_from"), found.get("afternoon_to")
        if bool(opens) != bool(closes) and not self.errors:
            self.add_error(
                "afternoon_to" if opens else "afternoon_from", _("Xin ghi cả giờ mở và giờ đóng cửa.")
            )
        edges = [found[name] for name in self.EDGES if found.get(name)]
        if not self.errors:
            for name, edge, before in zip(self.EDGES[1:], edges[1:], edges, strict=False):
                if edge < before or (edge == before and name.endswith("_to")):
                    self.add_error(name, _("Giờ này phải sau giờ đứng trước nó."))
        return found

    def spans(self) -> list[list[str]]:
        """The hours as they are stored."""
        told = [f"{found:%H:%M}" for name in self.EDGES if (found := self.cleaned_data.get(name))]
        return [told[at : at + 2] for at in range(0, len(told), 2)]


class DaysForm(Form):
    """A line: one day or several in a row, off or worked, with their name."""

    first = VnDateField(label=_("Ngày"), future=True, help_text="")
    last = VnDateField(label=_("Đến hết"), future=True, required=False, help_text="")
    what = forms.ChoiceField(label=_("Là ngày"), choices=WHAT, initial="off")
    name_vi = forms.CharField(label=_("Tên"), max_length=120)
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last"].says_optional = False  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """An empty line stays empty, whatever is ticked in it."""
        return bool(set(self.changed_data) - {"keep", "what"})

    def clean(self) -> dict[str, Any]:
        """The last day lies on the first or a few weeks after it."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and not 0 <= (last - first).days < LONGEST:
            self.add_error(
                "last",
                ValidationError(
                    _("Ngày cuối từ ngày đầu trở đi, nhiều nhất %(most)s ngày."), params={"most": LONGEST}
                ),
            )
        return cleaned

    def said(self) -> list[NewDay]:
        """The days of the line; none for an empty one and for one that is not kept."""
        given = self.cleaned_data
        first: date | None = given.get("first")
        if first is None or not given.get("keep", True):
            return []
        last: date = given.get("last") or first
        off = given["what"] == "off"
        span = (last - first).days + 1
        return [
            NewDay(first + timedelta(n), off, given["name_vi"], given["name_en"] or given["name_vi"])
            for n in range(span)
        ]


class ProposedForm(DaysForm):
    """A line of a proposal, which may be left out."""

    keep = forms.BooleanField(label=_("Giữ dòng này"), required=False, initial=True)


Lines = formset_factory(DaysForm, extra=4, max_num=40, absolute_max=60)
Proposal = formset_factory(ProposedForm, extra=4, max_num=80, absolute_max=120)


def days_in(lines: Any) -> list[NewDay]:
    """Every day of a valid set of lines, in order."""
    return sorted((day for line in lines for day in line.said()), key=lambda each: each.day)
