"""What a custodian types at the key desk."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from danvan.keydesk import handout as handouts
from danvan.keydesk import keyfile
from danvan.keydesk.errors import Refused
from danvan.keydesk.handout import Handout
from danvan.keydesk.state import KeyDesk
from danvan.lib import giveaways
from danvan.web.forms import Form

LONGEST = 10_000  # characters of a redacted text
LEAST_REASON = 5


def _sentence(refused: Refused) -> forms.ValidationError:
    return forms.ValidationError(refused.said(get_language()))


class UnlockForm(Form):
    """The key file, once, and its passphrase."""

    key = forms.FileField(
        label=_("Tệp khóa"),
        help_text=_("Tệp ông/bà giữ trên USB hoặc trong máy, không gửi đi đâu."),
        error_messages={"empty": _("Tệp này trống, xin chọn tệp khóa.")},
    )
    passphrase = forms.CharField(
        label=_("Mật khẩu của khóa"), widget=forms.PasswordInput(attrs={"autocomplete": "off"}), strip=False
    )

    def __init__(self, *args: Any, desk: KeyDesk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        if desk.key_file:
            self.fields["key"].required = False
            self.fields["key"].label = _("Tệp khóa khác")
            self.fields["key"].help_text = _("Đã có tệp khóa trong bàn; chỉ chọn khi muốn dùng tệp khác.")

    def clean(self) -> dict[str, Any]:
        """Opens the desk, or says why not."""
        given = self.cleaned_data
        if self.errors:
            return given
        chosen = given.get("key")
        locked = chosen.read(keyfile.MOST) if chosen else self.desk.key_file
        try:
            secret = keyfile.open_locked(locked, given["passphrase"])
        except Refused as refused:
            raise _sentence(refused) from None
        self.desk.unlock(secret, locked, chosen.name if chosen else self.desk.key_name)
        return given


class NewKeyForm(Form):
    """A passphrase, twice."""

    passphrase = forms.CharField(
        label=_("Mật khẩu cho khóa mới"),
        help_text=_("Ít nhất bốn từ, hoặc 12 ký tự. Quên mật khẩu thì khóa này không mở lại được."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=_("Gõ lại mật khẩu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_passphrase(self) -> str:
        """The passphrase, when it is not weak."""
        passphrase: str = self.cleaned_data["passphrase"]
        try:
            keyfile.check(passphrase)
        except Refused as refused:
            raise _sentence(refused) from None
        return passphrase

    def clean_again(self) -> str:
        """The same once more."""
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("passphrase") not in (None, again):
            raise forms.ValidationError(_("Hai lần gõ chưa giống nhau."))
        return again


class TakeForm(Form):
    """A handout: chosen as a file here, or sent by the office's page as text."""

    file = forms.FileField(
        label=_("Phiếu của cơ quan"),
        help_text=_("Tệp .danvan tải từ trang đơn tố cáo."),
        required=False,
        error_messages={"empty": _("Tệp này trống, xin tải lại phiếu.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].says_optional = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The handout itself, under `handout`."""
        given = self.cleaned_data
        if self.errors:
            return given
        content = given["file"].read() if given.get("file") else self.data.get("handout", "")
        if not content:
            raise forms.ValidationError(_("Xin chọn tệp phiếu."))
        try:
            found: Handout = handouts.read(content)
        except Refused as refused:
            raise _sentence(refused) from None
        return {**given, "handout": found}


class RedactForm(Form):
    """The redacted text, and why something that looks like a giveaway stays."""

    text = forms.CharField(
        label=_("Bản lược danh tính"),
        help_text=_(
            "Viết lại bằng lời của ông/bà: ai bị tố cáo, làm gì, ở đâu, khi nào. Không chép nguyên văn."
        ),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "autocomplete": "off"}),
        max_length=LONGEST,
        error_messages={"required": _("Xin viết bản lược danh tính.")},
    )

    def reason(self, name: str) -> str:
        """Why a find may stay, as it was typed; empty where it was not said in so many letters."""
        typed = " ".join(str(self.data.get(name, "")).split())
        return typed if len(typed) >= LEAST_REASON else ""

    def found(self, opened: handouts.Opened) -> list[giveaways.Found]:
        """What the text gives away of the one who wrote the letter."""
        text: str = self.cleaned_data.get("text", "")
        return giveaways.find(text, opened.marks, opened.whole)
