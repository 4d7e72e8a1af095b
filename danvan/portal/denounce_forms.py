"""What a denouncer types: about whom, what happened, who it is (all of that may be left out), words by the receipt."""

import uuid
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.errors import StepRefused
from danvan.cases.models.concern import Whom
from danvan.denunciations import actions
from danvan.denunciations.actions import Identity
from danvan.denunciations.models import Measure
from danvan.lib import dates
from danvan.lib.text import clean, fold
from danvan.people.models import Unit
from danvan.portal import queries
from danvan.portal.place_forms import MOST_SHOWN
from danvan.web import uploads
from danvan.web.forms import CitizenIdField, FilesField, Form, PhoneField

OUTSIDE = "outside"
WHOM = [
    (Whom.STAFF.value, _("Một cán bộ, công chức của nơi này")),
    (Whom.HEAD.value, _("Người đứng đầu nơi này, hoặc cấp phó")),
    (Whom.UNIT.value, _("Chính cơ quan này")),
    (OUTSIDE, _("Người, tổ chức khác, việc xảy ra ở đây")),
]
WHOM_HINTS = {
    Whom.STAFF.value: _(
        "Lãnh đạo, thanh tra ở đây đọc nội dung đã lược tên. Tố cáo lãnh đạo thì chọn dòng dưới."
    ),
    Whom.HEAD.value: _("Đơn đi thẳng lên cấp trên; không lãnh đạo, cán bộ nào ở đây thấy."),
    Whom.UNIT.value: _("Đơn đi thẳng lên cấp trên; không ai ở đây thấy."),
}
# What the page of the matter asks: going back to the page of whom loses none of it.
OF_WHAT = ("body", "wish", "topic", "full_name", "phone", "address", "citizen_id", "email")
_OFF = {"autocomplete": "off"}


class WhomForm(Form):
    """Who is denounced, and of which unit; once valid, `chosen` is the unit, `goes_to` the one that will receive it."""

    place = forms.CharField(
        label=_("Xã, phường, cơ quan nào?"),
        help_text=_("Nơi người bị tố cáo làm việc, hoặc nơi xảy ra việc. Gõ vài chữ, không dấu cũng được."),
        max_length=200,
        error_messages={"required": _("Ông/bà cho biết xã, phường hoặc cơ quan nào")},
        widget=forms.TextInput(attrs={**_OFF, "list": "places", "class": "w-m"}),
    )
    unit = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    whom = forms.ChoiceField(label=_("Ông/bà tố cáo ai?"), choices=WHOM, widget=forms.RadioSelect)
    accused = forms.CharField(
        label=_("Họ tên, chức vụ người bị tố cáo"),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs=_OFF),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choice_hints = WHOM_HINTS  # type: ignore[attr-defined]
        self.fields["place"].required = not (self.is_bound and self.data.get("unit"))
        self.found: list[queries.Place] = []
        self.chosen: queries.Place
        self.goes_to: Unit

    @property
    def names(self) -> tuple[str, str]:
        """Names of the unit and of the one that will receive it."""
        return self.chosen.name, queries.Place(self.goes_to).name

    @property
    def concern(self) -> str:
        """Whom of the unit it is about; empty for an outsider."""
        whom = str(self.cleaned_data["whom"])
        return "" if whom == OUTSIDE else whom

    def clean(self) -> dict[str, Any]:
        """Find the unit, and see whether the door is open."""
        told = self.cleaned_data
        if self.errors:
            return told
        try:
            self.chosen = self._find(told["place"], told["unit"].upper(), dates.today())
            self.goes_to = actions.seat_of(self.chosen.unit, self.concern, on=dates.today())[0]
        except ValidationError as error:
            self.add_error("place", error)
        except StepRefused as why:
            self.add_error(None, why.sentence)
        return told

    def _find(self, typed: str, key: str, on: date) -> queries.Place:
        by_key = queries.denounced_place(key, on) if key else None
        if by_key and (not typed or fold(typed) in fold(by_key.name)):
            return by_key
        found = queries.places_called(typed, on, denounced=True)
        same = [place for place in found if place.key == key]
        if len(found) == 1 or same:
            return (same or found)[0]
        self.found = found[:MOST_SHOWN]
        if found:
            said = gettext("Có %(n)d nơi như vậy, xin chọn một nơi ở dưới") % {"n": len(found)}
            raise ValidationError(said, code="several")
        said = gettext("Không thấy nơi nào tên “%(name)s”. Xin gõ tên xã, phường, huyện, tỉnh hoặc cơ quan.")
        raise ValidationError(said % {"name": typed}, code="unknown")


def _topics() -> list[tuple[str, str]]:
    return [("", gettext("Xin chọn")), *topics.choices()]


class PapersForm(Form):
    """Files, of any kind: what cannot be stripped is sealed whole."""

    papers = FilesField(
        label=_("Ảnh, giấy tờ, ghi âm"),
        help_text=_("Nhiều nhất 5 tệp, mỗi tệp dưới 10 MB, cộng lại dưới 20 MB."),
        required=False,
        together=uploads.TOGETHER,
    )

    @property
    def sent(self) -> Sequence[tuple[str, bytes]]:
        """(name, content) of each file."""
        return [(_name(file), file.read()) for file in self.cleaned_data["papers"]]


def _name(file: UploadedFile) -> str:
    return clean(PurePath(file.name or "").name)[:150] or gettext("tệp không tên")


class WhoForm(Form):
    """Who denounces; all of it may be left out."""

    full_name = forms.CharField(
        label=_("Họ và tên"), required=False, max_length=120, widget=forms.TextInput(attrs=_OFF)
    )
    address = forms.CharField(
        label=_("Địa chỉ"), required=False, max_length=250, widget=forms.TextInput(attrs=_OFF)
    )
    phone = PhoneField(
        required=False, widget=forms.TextInput(attrs={**_OFF, "inputmode": "tel", "class": "w-m"})
    )
    citizen_id = CitizenIdField(required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        help_text=_("Chỉ ghi nếu muốn người giữ khóa báo tin qua thư. Trang này không tự gửi gì."),
        required=False,
        widget=forms.EmailInput(attrs={**_OFF, "class": "w-m"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WhoForm.base_fields:  # said once for all of them
            self.fields[name].says_optional = False  # type: ignore[attr-defined]

    @property
    def identity(self) -> Identity:
        """What was told of the denouncer, to be sealed."""
        told = {name: self.cleaned_data[name] for name in WhoForm.base_fields}
        return Identity(**told, tell_by="email" if told["email"] else "")


def _words(label: Any, rows: int, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={**_OFF, "rows": rows}), **kwargs
    )


class WriteForm(PapersForm, WhoForm):
    """The matter, with files, and who denounces."""

    body = _words(
        _("Kể lại sự việc"),
        9,
        20_000,
        help_text=_(
            "Ai làm gì, ở đâu, khi nào, ai biết, có giấy tờ gì. Tránh chi tiết chỉ một mình ông/bà biết."
        ),
    )
    wish = _words(_("Ông/bà đề nghị điều gì?"), 2, 2_000, required=False)
    topic = forms.ChoiceField(
        label=_("Về việc gì?"), choices=_topics, widget=forms.Select(attrs={"class": "w-m"})
    )


class ReceiptForm(Form):
    """The receipt as it was typed. A wrong and an unknown one are told the same by whoever looks it up."""

    receipt = forms.CharField(
        label=_("Mã nhận"),
        help_text=_("Mười sáu chữ số, ví dụ 0912 3456 7890 1234"),
        max_length=64,
        error_messages={"required": _("Xin gõ mã nhận, có 16 chữ số")},
        widget=forms.TextInput(attrs={**_OFF, "class": "code", "spellcheck": "false"}),
    )


class SayForm(PapersForm):
    """Words and files to the office; one of the two."""

    text = _words(_("Lời nhắn cho cơ quan"), 5, 5_000, required=False)
    text.says_optional = False  # type: ignore[attr-defined]
    field_order = ("text", "papers")


class WithdrawForm(Form):
    """That this is meant."""

    sure = forms.BooleanField(label=_("Tôi xin rút tố cáo"))


class ContinueForm(WhoForm):
    """Why it is denounced on; who it is must be told again, because the first is sealed."""

    body = _words(_("Vì sao ông/bà tố cáo tiếp?"), 6, 20_000)
    field_order = ("body",)


class ProtectForm(Form):
    """Which protection is asked for, and why."""

    measure = forms.ChoiceField(
        label=_("Ông/bà cần được bảo vệ điều gì?"), choices=Measure.choices, widget=forms.RadioSelect
    )
    text = _words(_("Ai cần được bảo vệ, đang bị đe dọa thế nào?"), 4, 5_000, required=False)


def number_of(typed: str) -> uuid.UUID:
    """A form's own number; a new one where it carries none that can be read."""
    try:
        return uuid.UUID(typed)
    except ValueError:
        return uuid.uuid4()
