"""The queue and appointments as they are typed."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates
from danvan.reception.actions import Guest
from danvan.reception.forms.sessions import choose
from danvan.reception.queries import Slot
from danvan.reception.words import KINDS
from danvan.web import words
from danvan.web.forms import Form, PhoneField

MOST_PERSONS = 500


class ArriveForm(Form):
    """Somebody who came without an appointment."""

    persons = forms.IntegerField(label=_("Số người"), min_value=1, max_value=MOST_PERSONS, initial=1)
    first = forms.BooleanField(label=_("Mời trước: người già, khuyết tật, có con nhỏ"), required=False)
    late = forms.BooleanField(label=_("Người này đến đã lâu, nay mới lấy số"), required=False)


class WindowForm(Form):
    """To which desk somebody is invited."""

    window = forms.IntegerField(label=_("Bàn"), min_value=1, max_value=50, required=False)


class LinkForm(Form):
    """The address of an online meeting."""

    link = forms.URLField(label=_("Địa chỉ phòng họp trực tuyến"), max_length=500, assume_scheme="https")


class GuestForm(Form):
    """Whoever wants to come, at which hour, about what."""

    slot = forms.ChoiceField(label=_("Giờ đến"), widget=forms.RadioSelect)
    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PhoneField(help_text=_("Chỉ dùng để báo khi đổi giờ"))
    persons = forms.IntegerField(
        label=_("Mấy người cùng đến"), min_value=1, max_value=MOST_PERSONS, initial=1
    )
    kind = forms.ChoiceField(label=_("Về loại việc gì"), choices=[*KINDS.items()])
    about = forms.CharField(
        label=_("Việc gì, nói ngắn"),
        help_text=_("Để cơ quan chuẩn bị. Nội dung tố cáo thì không ghi ở đây."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    online = forms.BooleanField(
        label=_("Xin được tiếp trực tuyến"),
        help_text=_("Cơ quan đồng ý thì gửi địa chỉ phòng họp vào lịch hẹn này"),
        required=False,
    )
    secret = forms.BooleanField(label=_("Tố cáo và xin giữ kín danh tính"), required=False)
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, slots: list[Slot], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        choose(self, "slot", [(slot.key, slot_words(slot)) for slot in slots])

    def guest(self) -> Guest:
        """As the action takes it."""
        names = ("full_name", "phone", "persons", "kind", "about", "online", "secret")
        return Guest(**{name: self.cleaned_data[name] for name in names})


def slot_words(slot: Slot) -> str:
    """'8 giờ 30', with the head's name where it is the head who receives."""
    said = words.clock_in_words(datetime.combine(slot.on, slot.at, dates.VIETNAM))
    return f"{said} · {slot.session.head.full_name}" if slot.session else said
