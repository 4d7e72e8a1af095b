"""allauth's forms of the second factor in our words; loaded only with the pages that need them."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from danvan.people.account_forms import plain


def _code(form) -> None:
    plain(form, code=_("Mã xác thực"))
    form.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


class AuthenticateForm(base.AuthenticateForm):
    """A code of the app, or one of the recovery codes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _code(self)
        self.fields["code"].help_text = _("6 chữ số trên điện thoại, hoặc một mã dự phòng.")


class ReauthenticateForm(base.ReauthenticateForm):
    """A code once more, before something grave."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class ActivateTOTPForm(totp.ActivateTOTPForm):
    """The first code of an app that has just been set up."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    """A passkey or security key, with a name for it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, name=_("Tên khóa"), passwordless=_("Dùng khóa này thay cho mật khẩu"))
        hint = _("Khóa sẽ hỏi vân tay, khuôn mặt hoặc mã PIN của thiết bị.")
        self.fields["passwordless"].help_text = hint


class EditWebAuthnForm(webauthn.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, name=_("Tên khóa"))
