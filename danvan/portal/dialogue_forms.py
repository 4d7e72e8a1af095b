"""What citizens type about dialogues: a question, a code, that they are here, that they want to speak, yes or no."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases.models.people import TellBy
from danvan.meetings.actions import Asks, Told
from danvan.meetings.actions.asking import LONGEST
from danvan.meetings.models.question import TOLD_BY
from danvan.meetings.workflow import GROUPS
from danvan.notices.forms import FOR_CITIZENS
from danvan.web.forms import Form, PhoneField


class AskForm(Form):
    """A question sent before a dialogue; who asks, if they want to say."""

    text = forms.CharField(
        label=_("Ông/bà muốn hỏi hoặc kiến nghị điều gì?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    origin = forms.CharField(
        label=_("Thôn, tổ dân phố"), required=False, max_length=120, help_text=_("Ví dụ: thôn Đồng Tiến")
    )
    tell_by = forms.ChoiceField(label=_("Báo câu trả lời bằng cách nào?"), widget=forms.RadioSelect)
    phone = PhoneField(required=False, help_text=_("Chỉ để báo câu trả lời. Tự xem bằng mã thì để trống."))
    full_name = forms.CharField(
        label=_("Họ và tên"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Không công khai."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["tell_by"].choices = [(way.value, FOR_CITIZENS[way]) for way in TOLD_BY]  # type: ignore[attr-defined]
        self.fields["tell_by"].initial = TellBy.CODE.value

    def clean(self) -> dict[str, Any]:
        """A way of telling needs a telephone."""
        given = self.cleaned_data
        wants = given.get("tell_by", TellBy.CODE) != TellBy.CODE
        if wants and not given.get("phone") and not self.errors.get("phone"):
            self.add_error("phone", gettext("Muốn được báo tin, xin cho số điện thoại."))
        return given

    def told(self) -> Told:
        """What is asked."""
        return Told(self.cleaned_data["text"], self.cleaned_data["origin"])

    def asker(self) -> Asks:
        """Who asks; a number that is not to be used is not kept."""
        given = self.cleaned_data
        phone = given["phone"] if given["tell_by"] != TellBy.CODE else ""
        return Asks(given["full_name"], phone, given["tell_by"])


class CodeForm(Form):
    """The code of a question."""

    code = forms.CharField(
        label=_("Mã câu hỏi"),
        help_text=_("Có 14 chữ và số, ví dụ: 7KDM-R4PX-92TH-V6"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
    )


class JudgeForm(Form):
    """Whether what was promised was done; “no” with the reason."""

    kept = forms.ChoiceField(
        label=_("Lời hứa này đã làm xong chưa?"),
        choices=[("yes", _("Đã xong")), ("no", _("Chưa xong, hoặc chưa đúng như đã hứa"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Chưa xong ở chỗ nào"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CheckInForm(Form):
    """The code on the screen of the hall, and of which group somebody is."""

    door = forms.CharField(
        label=_("Mã ở hội trường"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code w-m"}),
        help_text=_("Có 6 chữ và số, chiếu trên màn hình hoặc dán ở cửa."),
    )
    group = forms.ChoiceField(
        label=_("Ông/bà là"), choices=list(GROUPS.items()), initial="people", widget=forms.RadioSelect
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class SpeakForm(Form):
    """Who wants to speak, about what."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    origin = forms.CharField(label=_("Thôn, đơn vị"), required=False, max_length=120)
    about = forms.CharField(label=_("Muốn nói về việc gì"), required=False, max_length=300)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="speak-%s")
