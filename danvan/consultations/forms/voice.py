"""An opinion as somebody types it at the portal."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases.models.people import TellBy
from danvan.consultations.actions import Said, Speaker
from danvan.consultations.actions.opining import LONGEST, TOLD_BY
from danvan.consultations.models import Affected
from danvan.consultations.workflow import STANCES
from danvan.lib import carriers
from danvan.web.forms import FilesField, Form, PhoneField

WAYS_OF_TELLING = {
    TellBy.CODE: _("Tự xem bằng mã, không cần báo"),
    TellBy.SMS: _("Nhắn tin"),
    TellBy.PHONE: _("Gọi điện"),
}


class OpinionForm(Form):
    """On which article, how somebody stands to it, in which words; who she is, if she wants to say."""

    anchor = forms.ChoiceField(label=_("Góp ý về"), required=False)
    stance = forms.ChoiceField(
        label=_("Ông/bà thấy thế nào?"),
        choices=[(key.value, word) for key, (word, _badge) in STANCES.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Đề nghị sửa gì, vì sao"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    code = forms.CharField(
        label=_("Mã góp ý"),
        required=False,
        max_length=64,
        help_text=_("Điền nếu đã góp ý trước đây hoặc được mời bằng mã riêng; không phải khai lại."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code w-m"}),
    )
    full_name = forms.CharField(
        label=_("Họ và tên"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    confidential = forms.BooleanField(label=_("Giữ kín tên tôi khi công khai ý kiến"), required=False)
    tell_by = forms.ChoiceField(
        label=_("Báo kết quả bằng cách nào?"), widget=forms.RadioSelect, required=False
    )
    phone = PhoneField(required=False, help_text=_("Chỉ dùng để báo kết quả góp ý này, không công khai."))
    papers = FilesField(required=False, label=_("Tệp kèm theo"))
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(
        self, places: list[tuple[str, str]], data: Any = None, files: Any = None, *, initial: Any = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["anchor"].choices = [("", gettext("Cả dự thảo")), *places]  # type: ignore[attr-defined]
        ways = [way for way in TOLD_BY if way != TellBy.SMS or carriers.ready(way)]
        self.fields["tell_by"].choices = [(way.value, WAYS_OF_TELLING[way]) for way in ways]  # type: ignore[attr-defined]
        self.fields["tell_by"].initial = TellBy.CODE.value

    def clean(self) -> dict[str, Any]:
        """A way of telling needs a telephone; a code says all of it already."""
        given = self.cleaned_data
        asked = given.get("tell_by") or TellBy.CODE
        if (
            asked != TellBy.CODE
            and not given.get("phone")
            and not given.get("code")
            and "phone" not in self.errors
        ):
            self.add_error("phone", gettext("Muốn được báo tin, xin cho số điện thoại."))
        return given

    def said(self) -> Said:
        """What was said."""
        given = self.cleaned_data
        return Said(given["stance"], given["text"], given["anchor"])

    def speaker(self, affected: Affected | None = None) -> Speaker:
        """Whoever said it; a number that is not to be used is not kept, and of somebody affected all is known."""
        given = self.cleaned_data
        if affected is not None:
            return Speaker(affected=affected, confidential=given["confidential"])
        way = given["tell_by"] or TellBy.CODE.value
        phone = given["phone"] if way != TellBy.CODE else ""
        return Speaker(
            full_name=given["full_name"], phone=phone, tell_by=way, confidential=given["confidential"]
        )


class CodeForm(Form):
    """The code of somebody who spoke or was invited."""

    code = forms.CharField(
        label=_("Mã góp ý hoặc mã được mời"),
        help_text=_("Có 14 chữ và số, ví dụ: 7KDM-R4PX-92TH-V6"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
    )
