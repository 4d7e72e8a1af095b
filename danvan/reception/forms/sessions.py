"""A session of the calendar as it is typed; the hours of every day."""

from datetime import date, time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.people.models import Account, Unit
from danvan.reception.actions import Plan
from danvan.reception.models import Room, Session
from danvan.reception.words import GROUNDS, WEEKDAYS
from danvan.web.forms import Form, HourField, VnDateField


def choose(form: forms.BaseForm, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Set what a field of choices offers; with one only it is chosen already."""
    field = cast(forms.ChoiceField, form.fields[name])
    field.choices = choices
    if len(choices) == 1:
        field.initial = choices[0][0]


class PlanForm(Form):
    """When, where, who, with whom, about what."""

    on = VnDateField(label=_("Ngày tiếp"), called=_("Ngày tiếp"), help_text="")
    starts_at = HourField(label=_("Từ giờ"), initial=time(7, 30))
    ends_at = HourField(label=_("Đến giờ"), initial=time(11, 30))
    head = forms.TypedChoiceField(label=_("Người tiếp"), coerce=int)
    place = forms.CharField(label=_("Nơi tiếp"), max_length=250)
    attendees = forms.CharField(label=_("Thành phần dự"), required=False, max_length=250)
    about = forms.CharField(
        label=_("Nội dung dự kiến"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, leaders: list[tuple[int, str]], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        choose(self, "head", list(leaders))

    def plan(self) -> Plan:
        """As the action takes it."""
        names = ("on", "starts_at", "ends_at", "place", "attendees", "about")
        given = {name: self.cleaned_data[name] for name in names}
        return Plan(head=Account.objects.get(pk=self.cleaned_data["head"]), **given)


class NewSessionForm(PlanForm):
    """A session that is entered: of the calendar, or out of turn on its ground."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    ground = forms.ChoiceField(
        label=_("Căn cứ tiếp đột xuất"),
        help_text=_("Để trống nếu là buổi tiếp định kỳ"),
        required=False,
        choices=[("", _("Tiếp định kỳ")), *GROUNDS.items()],
    )
    field_order = ("unit", "on", "starts_at", "ends_at", "head", "place", "attendees", "about", "ground")

    def __init__(
        self,
        units: list[tuple[int, str]],
        leaders: list[tuple[int, str]],
        data: Any = None,
        initial: Any = None,
    ) -> None:
        super().__init__(leaders, data, initial)
        choose(self, "unit", list(units))
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()


class PostponeForm(PlanForm):
    """The new day of a session, and why."""

    reason = forms.CharField(label=_("Lý do hoãn"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, session: Session, leaders: list[tuple[int, str]], data: Any = None) -> None:
        names = ("starts_at", "ends_at", "place", "attendees", "about")
        kept = {name: getattr(session, name) for name in names}
        super().__init__(leaders, data, {**kept, "head": session.head_id})


class HoldForm(Form):
    """Who presided, and what is worth keeping of the day."""

    presided_by = forms.TypedChoiceField(label=_("Người đã tiếp"), coerce=int)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, officers: list[tuple[int, str]], session: Session, data: Any = None) -> None:
        super().__init__(data, initial={"presided_by": session.head_id})
        choose(self, "presided_by", list(officers))


class RoomForm(Form):
    """Where and when a unit receives every day."""

    place = forms.CharField(label=_("Nơi tiếp"), max_length=250)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Các ngày tiếp"), coerce=int, choices=[*WEEKDAYS.items()], widget=forms.CheckboxSelectMultiple
    )
    morning_from = HourField(label=_("Sáng từ"))
    morning_to = HourField(label=_("Sáng đến"))
    afternoon_from = HourField(label=_("Chiều từ"))
    afternoon_to = HourField(label=_("Chiều đến"))
    slot_minutes = forms.IntegerField(label=_("Mỗi lượt hẹn (phút)"), min_value=5, max_value=240)
    per_slot = forms.IntegerField(label=_("Số người hẹn cùng lúc"), min_value=1, max_value=50)
    windows = forms.IntegerField(label=_("Số bàn tiếp"), min_value=1, max_value=50)
    keep_overnight = forms.BooleanField(
        label=_("Cuối ngày chưa tiếp hết thì giữ chỗ sang hôm sau"), required=False
    )

    def __init__(self, room: Room, data: Any = None) -> None:
        numbers = [name for name in self.base_fields if name != "weekdays"]
        kept = {name: getattr(room, name) for name in numbers}
        super().__init__(data, initial={**kept, "weekdays": [n for n in range(7) if room.week & (1 << n)]})

    def room(self, unit: Unit) -> Room:
        """The row, as the action takes it."""
        got = dict(self.cleaned_data)
        week = sum(1 << number for number in got.pop("weekdays"))
        return Room(unit=unit, week=week, **got)


def month_of(text: str, today: date) -> date:
    """The month asked for as yyyy-mm; this one for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
