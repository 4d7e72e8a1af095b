"""What citizens type at the portal, made clean."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.actions import Person
from danvan.cases.actions.files import check
from danvan.cases.errors import FileRefused, StepRefused
from danvan.cases.models import Case
from danvan.cases.models.concern import Whom
from danvan.cases.models.people import TellBy
from danvan.lib import dates
from danvan.notices import gateways
from danvan.notices.forms import NEEDS, for_citizens
from danvan.people.models import Unit
from danvan.petitions.actions import Letter
from danvan.petitions.second import CODE as SECOND
from danvan.petitions.second import COMPLAINTS
from danvan.portal import queries, second
from danvan.portal.flow import ONLY_FOR
from danvan.portal.place_forms import ChosenPlace
from danvan.web.forms import CitizenIdField, FilesField, Form, PhoneField, VnDateField

MOST_FILES = 5
KINDS = [
    ("recommendation", _("Báo một việc chưa ổn, đề nghị sửa hoặc góp ý")),
    ("complaint", _("Không đồng ý với một quyết định hoặc việc làm đối với mình")),
    ("second_complaint", _("Đã khiếu nại một lần, chưa đồng ý với quyết định giải quyết")),
]
# Not a kind of letter: choosing it leads to the pages that know nobody.
DENOUNCE = "denounce"
TO_DENOUNCE = (DENOUNCE, _("Tố cáo một người, một cơ quan làm trái pháp luật"))
KIND_HINTS = {
    DENOUNCE: _("Mở trang riêng, niêm phong ngay để không ai biết ai gửi."),
    "recommendation": _("Kiến nghị, phản ánh"),
    "complaint": _("Khiếu nại: đất đai, bồi thường, chế độ…"),
    "second_complaint": _(
        "Khiếu nại lần hai: ở dưới ghi nơi đã giải quyết lần đầu, đơn tự đến nơi giải quyết lần hai."
    ),
}


def _topics() -> list[tuple[str, str]]:
    return [("", gettext("Xin chọn")), *topics.choices()]


def _kind_of(form: Form) -> str:
    """The kind of letter that the pages before were told."""
    return str((form.data if form.is_bound else form.initial).get("kind") or "")


class WhereForm(ChosenPlace):
    """What kind of letter, to which unit, about which place and topic."""

    kind = forms.ChoiceField(
        label=_("Ông/bà muốn điều gì?"), choices=[*KINDS, TO_DENOUNCE], widget=forms.RadioSelect
    )
    spot = forms.CharField(
        label=_("Xảy ra ở đâu?"),
        help_text=_("Thôn, xóm, đường, chỗ dễ nhận ra"),
        required=False,
        max_length=200,
    )
    topic = forms.ChoiceField(
        label=_("Về việc gì?"), choices=_topics, widget=forms.Select(attrs={"class": "w-m"})
    )
    field_order = ("kind", "place", "unit", "spot", "topic")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choice_hints = KIND_HINTS  # type: ignore[attr-defined]
        self.goes_to: Unit | None = None

    def clean(self) -> dict[str, Any]:
        """The unit, and of a second complaint whoever decides after it."""
        super().clean()
        self.goes_to = self.chosen.unit if self.chosen else None
        if self.chosen and self.cleaned_data.get("kind") == SECOND:
            try:
                self.goes_to = second.goes_to(self.chosen.unit, dates.today())
            except StepRefused as why:
                self.add_error("place", why.sentence)
        return self.cleaned_data


ABOUT = [
    ("", _("Không, hoặc tôi không rõ")),
    (Whom.STAFF.value, _("Về một cán bộ của cơ quan này")),
    (Whom.HEAD.value, _("Về người đứng đầu cơ quan này")),
    (Whom.UNIT.value, _("Về chính cơ quan này")),
]


class WhatForm(Form):
    """The matter itself; a complaint also says against what, and since when it is known."""

    subject = forms.CharField(
        label=_("Tóm tắt trong một câu"),
        help_text=_("Ví dụ: Cống kênh N3 bị tắc, ruộng 14 hộ ngập"),
        max_length=200,
    )
    against = forms.CharField(
        label=_("Khiếu nại quyết định hoặc việc làm nào, của ai?"),
        help_text=_("Ví dụ: Quyết định 12/QĐ-UBND ngày 15/11/2017 của UBND xã"),
        max_length=250,
    )
    learned_on = VnDateField(
        label=_("Ông/bà nhận hoặc biết quyết định đó ngày nào?"),
        future=False,
        called=_("Ngày biết quyết định"),
    )
    body = forms.CharField(
        label=_("Kể lại sự việc"),
        help_text=_("Ở đâu, từ bao giờ, ảnh hưởng đến ai. Viết như nói chuyện cũng được."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    wish = forms.CharField(
        label=_("Ông/bà đề nghị giải quyết thế nào?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    about = forms.ChoiceField(
        label=_("Đơn có nói về ai của nơi nhận đơn không?"),
        help_text=_("Nếu có, đơn không đến tay người ấy."),
        choices=ABOUT,
        required=False,
        widget=forms.Select(attrs={"class": "w-m"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = _kind_of(self)
        for name in {name for only in ONLY_FOR.values() for name in only} - set(ONLY_FOR.get(kind, ())):
            del self.fields[name]
        if kind in COMPLAINTS:
            self.fields["about"].help_text = _(
                "Nếu có, đơn không đến tay người ấy, trừ khi luật giao chính người ấy giải quyết khiếu nại quyết định "
                "của mình."
            )


NEEDED = {
    TellBy.PHONE: _("Ông/bà muốn được gọi điện, xin ghi số điện thoại"),
    TellBy.SMS: _("Ông/bà muốn nhận tin nhắn, xin ghi số điện thoại"),
    TellBy.EMAIL: _("Ông/bà muốn nhận thư điện tử, xin ghi địa chỉ thư"),
    TellBy.POST: _("Ông/bà muốn nhận giấy, xin ghi địa chỉ"),
}


class WhoForm(Form):
    """Who sends it and how to reach that person."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    address = forms.CharField(
        label=_("Địa chỉ"),
        help_text=_("Thôn, xã nơi ông/bà ở"),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    phone = PhoneField(required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "w-m"}),
    )
    tell_by = forms.ChoiceField(
        label=_("Báo tin cho ông/bà bằng cách nào?"),
        help_text=_("Có số điện thoại mà không chọn, cán bộ sẽ gọi."),
        choices=for_citizens,
        required=False,
        widget=forms.RadioSelect,
    )
    citizen_id = CitizenIdField(
        required=False, help_text=_("Chỉ cần khi nơi nhận phải đối chiếu giấy tờ, ví dụ đất đai, chế độ.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gateways.ready(TellBy.EMAIL):
            del self.fields["email"]
        way = self.fields["tell_by"]
        way.required = not str((self.data if self.is_bound else self.initial).get("phone") or "").strip()
        way.error_messages["required"] = gettext(
            "Ông/bà muốn được báo tin bằng cách nào? Tự xem bằng mã cũng được."
        )
        if _kind_of(self) in COMPLAINTS:
            field = self.fields["address"]
            field.required = True
            field.error_messages["required"] = gettext("Đơn khiếu nại phải có địa chỉ của người khiếu nại")

    def clean(self) -> dict[str, Any]:
        """A way of telling needs what it uses; a telephone number alone means a call."""
        given = self.cleaned_data
        if not {"phone", "address", "tell_by"} <= given.keys():
            return given
        way = TellBy(given["tell_by"] or TellBy.PHONE)
        given["tell_by"], needed = way.value, NEEDS.get(way, "")
        if needed and needed not in self.errors and not given[needed]:
            self.add_error(needed, NEEDED[way])
        return given


class PapersForm(Form):
    """Files of the letter, looked at by their content."""

    papers = FilesField(
        label=_("Ảnh hoặc giấy tờ"),
        help_text=_("Nhiều nhất 5 tệp: ảnh, PDF, Word, Excel. Mỗi tệp dưới 10 MB."),
        required=False,
        most=MOST_FILES,
    )

    def clean_papers(self) -> list[tuple[str, bytes, str]]:
        """(name, content, type) of each file."""
        try:
            return check(self.cleaned_data["papers"])
        except FileRefused as refusal:
            raise ValidationError(refusal.sentence, code="file") from refusal


FORMS: dict[str, type[Form]] = {
    "where": WhereForm,
    "what": WhatForm,
    "who": WhoForm,
    "review": PapersForm,
}


def submission_of(data: dict[str, str]) -> uuid.UUID:
    """The form's own number; a new one where it carries none that can be read."""
    try:
        return uuid.UUID(data.get("submission", ""))
    except ValueError:
        return uuid.uuid4()


def letter_of(told: dict[str, Any]) -> Letter:
    """The letter of the cleaned fields of all pages."""
    return Letter(
        kind=told["kind"],
        subject=told["subject"],
        body=told["body"],
        topic=told["topic"],
        wish=told["wish"],
        against=told.get("against", ""),
        learned_on=told.get("learned_on"),
        place=told["spot"],
        about=told.get("about", ""),
    )


def person_of(told: dict[str, Any]) -> Person:
    """The sender of the cleaned fields of all pages."""
    given = {name: told[name] for name in ("full_name", "phone", "address", "citizen_id", "tell_by")}
    # An address that is not to be used is not kept either: nobody would ask its owner for a proof.
    return Person(**given, email=told["email"] if told["tell_by"] == TellBy.EMAIL else "")


class CodeField(forms.Field):
    """A code as typed, turned into its case. A wrong and an unknown code are told the same, after the same work."""

    default_error_messages = {
        "unknown": _("Không thấy đơn nào có mã này. Xin so lại từng chữ với giấy biên nhận."),
    }

    def clean(self, value: Any) -> Case:
        """The case, after one statement."""
        typed = str(value or "").strip()
        if not typed:
            raise ValidationError(self.error_messages["required"], code="required")
        case = queries.find_case(typed)
        if case is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return case


class CodeForm(Form):
    """The code on a receipt."""

    code = CodeField(
        label=_("Mã tra cứu trên giấy biên nhận"),
        help_text=_("Ví dụ: 7KDM-R4PX-92TH-V6"),
        error_messages={"required": _("Xin gõ mã tra cứu, có 14 chữ và số")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code",
            }
        ),
    )


class MoreForm(PapersForm):
    """Words and files added to a letter."""

    text = forms.CharField(label=_("Lời nhắn"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 5}))
    field_order = ("text", "papers")


class WithdrawForm(Form):
    """Why a letter is withdrawn, and that this is meant."""

    text = forms.CharField(
        label=_("Vì sao ông/bà rút đơn?"),
        help_text=_("Một câu là đủ, ví dụ: việc đã được giải quyết xong."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=_("Tôi muốn rút đơn này; cơ quan sẽ dừng giải quyết"))


class WithdrawApplicationForm(WithdrawForm):
    """The same of an application."""

    text = forms.CharField(
        label=_("Vì sao ông/bà rút hồ sơ?"),
        help_text=_("Một câu là đủ, ví dụ: không còn cần giấy tờ này."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=_("Tôi muốn rút hồ sơ này; cơ quan sẽ dừng giải quyết"))


class PlaceForm(Form):
    """A name of a unit to look for, of today or of any time before."""

    tim = forms.CharField(
        label=_("Tìm xã, phường"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
