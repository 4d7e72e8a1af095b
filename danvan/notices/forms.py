"""What staff and citizens choose about how somebody is told."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Party
from danvan.cases.models.people import TellBy
from danvan.notices import present
from danvan.notices.actions.staff import BY_STAFF
from danvan.web.forms import Form, PhoneField

# What each way needs: the field of the person, which is the field of the form too.
NEEDS = {TellBy.PHONE: "phone", TellBy.SMS: "phone", TellBy.EMAIL: "email", TellBy.POST: "address"}
FOR_CITIZENS = {
    TellBy.PHONE: _("Gọi điện thoại cho tôi"),
    TellBy.SMS: _("Nhắn tin vào điện thoại của tôi"),
    TellBy.EMAIL: _("Gửi thư điện tử cho tôi"),
    TellBy.POST: _("Gửi giấy đến địa chỉ của tôi"),
    TellBy.VISIT: _("Tôi đến cơ quan hỏi trực tiếp"),
    TellBy.CODE: _("Tôi tự xem bằng mã tra cứu"),
}


def for_citizens() -> list[tuple[str, Any]]:
    """The ways that this office has, in the citizen's words."""
    return [(way.value, FOR_CITIZENS[way]) for way in present.offered()]


def for_staff() -> list[tuple[str, Any]]:
    """The same in an officer's words."""
    return [(way.value, way.label) for way in present.offered()]


class ToldForm(Form):
    """By which way an officer told somebody."""

    how = forms.ChoiceField(
        label=_("Đã báo bằng cách nào"),
        choices=[(way.value, way.label) for way in BY_STAFF],
        widget=forms.RadioSelect,
        initial=TellBy.PHONE.value,
    )


class WayForm(Form):
    """How a person is told from now on; a contact is asked for only where it changes or is not known."""

    tell_by = forms.ChoiceField(label=_("Cách báo tin"), choices=for_staff, widget=forms.RadioSelect)
    phone = PhoneField(required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    address = forms.CharField(label=_("Địa chỉ nhận giấy"), required=False, max_length=250)

    def __init__(self, party: Party, data: Any = None, *, citizen: bool = False) -> None:
        super().__init__(data, initial={"tell_by": party.tell_by})
        self.party = party
        way = self.fields["tell_by"]
        if citizen:
            way.choices = for_citizens()  # type: ignore[attr-defined]
        for name in set(NEEDS.values()):
            if getattr(party, name):
                self.fields[name].help_text = gettext("Để trống nếu dùng số hoặc địa chỉ đã ghi")

    @property
    def offers_mail(self) -> bool:
        """Whether this office sends mail."""
        return TellBy.EMAIL in present.offered()

    def clean(self) -> dict[str, Any]:
        """The way chosen must be open: its contact is given or on record."""
        found = super().clean() or self.cleaned_data
        name = NEEDS.get(found.get("tell_by", ""))
        if name and name not in self.errors and not (found.get(name) or getattr(self.party, name)):
            self.add_error(name, gettext("Cần ô này để báo tin theo cách đã chọn"))
        return found

    def given(self) -> dict[str, str]:
        """What the action takes: the way, and the one contact that it needs."""
        way = self.cleaned_data["tell_by"]
        name = NEEDS.get(way)
        return {"tell_by": way, **({name: self.cleaned_data[name]} if name else {})}
