"""Forms that speak plainly: every form of the house takes `PlainWords`, and its fields from here.

    class LetterForm(Form):
        told = forms.CharField(label="Kể lại sự việc", widget=forms.Textarea, max_length=10_000)
        since = VnDateField(label="Xảy ra từ ngày nào?", month_ok=True, called="Ngày xảy ra")
        phone = PhoneField(required=False)
        papers = FilesField(required=False)

Text arrives in NFC and without invisible characters; NUL and control characters come back as � with a sentence at the
field; too long, too short and missing are said with numbers and names; nothing typed is lost.
"""

import copy
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django import forms
from django.core.validators import MaxValueValidator
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates
from danvan.lib.text import clean
from danvan.web import validators
from danvan.web.datefield import DayOrMonth, VnDateField
from danvan.web.filefield import FilesField
from danvan.web.hourfield import HourField

__all__ = [
    "CitizenIdField",
    "DayOrMonth",
    "FilesField",
    "Form",
    "HintedChoiceField",
    "HourField",
    "PhoneField",
    "PlainWords",
    "VnDateField",
    "taught",
]

_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LINE_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")

_WORDS: dict[str, Any] = {
    "max_length": _("Dài %(show_value)d ký tự, ô này nhận nhiều nhất %(limit_value)d. Xin viết ngắn lại."),
    "min_length": _("Mới có %(show_value)d ký tự, xin viết ít nhất %(limit_value)d."),
    "max_value": _("Số này lớn nhất là %(limit_value)s"),
    "min_value": _("Số này nhỏ nhất là %(limit_value)s"),
    "invalid_choice": _("Xin chọn một mục có trong danh sách"),
    "invalid_list": _("Xin chọn trong danh sách"),
    "invalid_pk_value": _("Xin chọn một mục có trong danh sách"),
}
_INVALID: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.EmailField, _("Địa chỉ thư điện tử viết như lan@vidu.vn")),
    (forms.URLField, _("Địa chỉ trang viết như https://vidu.vn")),
    (forms.DecimalField, _("Xin viết một số, ví dụ 12 hoặc 12,5")),
    (forms.FloatField, _("Xin viết một số, ví dụ 12 hoặc 12,5")),
    (forms.IntegerField, _("Xin viết một số nguyên, ví dụ 12")),
)


def _required(field: forms.Field, label: Any) -> Any:
    """What to do about a field left empty."""
    if isinstance(field, forms.FileField):
        return _("Xin chọn tệp")
    if isinstance(field, forms.BooleanField):
        return _("Xin đánh dấu vào ô này")
    if isinstance(field, forms.ChoiceField):
        return _named(_("Xin chọn một mục ở “%(label)s”"), label)
    return _named(_("Xin điền “%(label)s”"), label)


def _name_it(said: Any, label: Any) -> str:
    return str(said) % {"label": label}


_named = lazy(_name_it, str)  # in the language of the reader, not of the moment when the class was made


def _defaults(kind: type[forms.Field]) -> dict[str, Any]:
    """The messages that a field has when nobody gave it its own."""
    found: dict[str, Any] = {}
    for cls in reversed(kind.__mro__):
        found.update(getattr(cls, "default_error_messages", {}))
    return found


def _speak(field: forms.Field, label: Any) -> None:
    """Give a field our sentences where it has Django's; sentences of its own stay."""
    defaults = _defaults(type(field))
    ours = {**_WORDS, "required": _required(field, label)}
    ours |= next(({"invalid": said} for kind, said in _INVALID if isinstance(field, kind)), {})
    for code, said in ours.items():
        if field.error_messages.get(code) is defaults.get(code):
            field.error_messages[code] = said


def _cleaner(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A text field's way of reading, with the text made clean."""

    def to_python(value: Any) -> Any:
        text = read(value)
        return clean(text) if isinstance(text, str) else text

    return to_python


def _visible(text: str) -> str:
    """The text in NFC, with what cannot be read shown as � so that a person can find and remove it."""
    text = _LINE_BREAKS.sub("\n", text)
    text = _UNREADABLE.sub(validators.BROKEN, text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _readable_data(data: Any) -> Any:
    """The data of a request with every text made visible; the same object when there is nothing to do."""
    if not isinstance(data, MultiValueDict):
        return {name: _visible(value) if isinstance(value, str) else value for name, value in data.items()}
    changed = {
        name: seen
        for name, values in data.lists()
        if (seen := [_visible(v) if isinstance(v, str) else v for v in values]) != values
    }
    if not changed:
        return data
    data = data.copy()
    for name, values in changed.items():
        data.setlist(name, values)
    return data


def _prepare_text(field: forms.CharField) -> None:
    """Passwords are left as typed; all other text is cleaned. No maxlength: a browser would cut in silence."""
    field.widget.attrs.pop("maxlength", None)
    field.validators.append(validators.readable)
    if isinstance(field.widget, forms.PasswordInput):
        return
    if not isinstance(field.widget, forms.Textarea):
        field.validators.append(validators.one_line)
    field.to_python = _cleaner(field.to_python)  # type: ignore[method-assign, assignment]


def taught(fields: dict[str, forms.Field]) -> dict[str, forms.Field]:
    """The same fields, taught to speak plainly; for a form whose fields are known only when it is made."""
    for called, field in fields.items():
        _speak(field, field.label or called)
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):
            _prepare_text(field)
    return fields


class _PlainFields(DeclarativeFieldsMetaclass):
    """Teaches the fields of a form once, when its class is made; every form of the class copies them."""

    base_fields: dict[str, forms.Field]

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> "_PlainFields":
        made: _PlainFields = super().__new__(mcs, name, bases, attrs)
        made.base_fields = taught(copy.deepcopy(made.base_fields))  # inherited ones stay as declared
        return made


class PlainWords:
    """Mixin for every form: clean text, sentences in the citizen's words, no silent cutting by the browser."""

    use_required_attribute = False
    data: Any
    is_bound: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data:
            self.data = _readable_data(self.data)


class Refusal(Protocol):
    """Why an action was not done, in a sentence; `field` names what of the form it is about, empty for none."""

    sentence: str
    field: str


class Form(PlainWords, forms.Form, metaclass=_PlainFields):
    """A form that speaks plainly; its action may refuse."""

    def refuse(self, why: Refusal) -> None:
        """Set the sentence of what the action refused at the field that it is about, else above the form."""
        self.add_error(why.field if why.field in self.fields else None, why.sentence)


class HintedChoiceField(forms.ChoiceField):
    """A choice whose entries carry a line of explanation: hints maps a value to its sentence."""

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.choice_hints = hints or {}
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)


MOST_COUNTED = 999_999_999  # a column of numbers holds no more than twice that


class CountField(forms.IntegerField):
    """How many there are of something, less than a billion; left empty it is none."""

    says_optional = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "min_value": 0, **kwargs})
        self.validators.append(MaxValueValidator(MOST_COUNTED))


class PhoneField(forms.CharField):
    """A Vietnamese telephone number; the value is its digits (0900000417)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Điện thoại"))
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "w-m"})
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The digits, or a sentence that says what is wrong with them."""
        text = super().clean(value)
        return validators.phone_digits(text) if text else ""


class CitizenIdField(forms.CharField):
    """A citizen's number (12 digits) or an old identity card (9); the value is its digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số căn cước"))
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "w-m"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The digits, or a sentence that says what is wrong with them."""
        text = super().clean(value)
        return validators.citizen_digits(text, dates.today()) if text else ""
