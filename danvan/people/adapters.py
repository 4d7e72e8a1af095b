"""How django-allauth behaves here: its hooks write the journal, its sentences are ours, nobody signs up.

Hooks of the adapter are used instead of signals: one call, at one place, that can be read and tested.
"""

import base64
import hashlib
from io import BytesIO
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates
from danvan.people import actions
from danvan.people.middleware import begin
from danvan.people.models import Account
from danvan.web.addresses import address_of

NOTED = {
    "mfa/email/totp_activated": "totp_on",
    "mfa/email/totp_deactivated": "totp_off",
    "mfa/email/webauthn_added": "passkey_on",
    "mfa/email/webauthn_removed": "passkey_off",
    "mfa/email/recovery_codes_generated": "recovery_codes",
}
SAID = {
    "account/messages/logged_out.txt": _("Đã đăng xuất."),
    "account/messages/password_changed.txt": _("Đã đổi mật khẩu."),
    "mfa/messages/totp_activated.txt": _("Đã bật ứng dụng xác thực."),
    "mfa/messages/totp_deactivated.txt": _("Đã tắt ứng dụng xác thực."),
    "mfa/messages/webauthn_added.txt": _("Đã thêm khóa đăng nhập."),
    "mfa/messages/webauthn_removed.txt": _("Đã gỡ khóa đăng nhập."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo mã dự phòng. Hãy in ra và cất kín."),
}
WAYS = {
    "reauthenticate": _("Dùng mật khẩu"),
    "mfa_reauthenticate": _("Dùng mã xác thực"),
    "mfa_reauthenticate:webauthn": _("Dùng khóa đăng nhập"),
}
ERRORS = {
    "account_inactive": _("Tài khoản này đã đóng."),
    "enter_current_password": _("Mật khẩu hiện nay không đúng."),
    "incorrect_code": _("Mã không đúng hoặc đã hết hiệu lực. Hãy xem mã mới rồi nhập lại."),
    "incorrect_password": _("Mật khẩu không đúng."),
    "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng."),
    "rate_limited": _("Thử quá nhiều lần. Hãy đợi vài phút rồi làm lại."),
    "too_many_login_attempts": _("Thử sai quá nhiều lần. Hãy đợi vài phút rồi làm lại."),
    "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
}
MFA_ERRORS = {
    "cannot_delete_authenticator": _("Không tắt được lớp xác thực này."),
    "cannot_generate_recovery_codes": _("Hãy bật ứng dụng xác thực hoặc khóa đăng nhập trước."),
    "incorrect_code": ERRORS["incorrect_code"],
}


class AccountAdapter(DefaultAccountAdapter):
    """Log-in by username and password; every coming and going leaves an Event in the account's journal."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by an administrator."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of whoever asks, not of the proxy: nobody's tries are counted against an officer elsewhere."""
        return address_of(request)

    def get_login_stages(self) -> list[str]:
        """Only the second factor: no e-mail or telephone has to be proved here."""
        return ["danvan.people.stages.SecondFactor"]

    def login(self, request: HttpRequest, user: Account) -> None:
        """Log in and start the session's clock."""
        super().login(request, user)
        begin(request.session)

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Note the log-in, with the ways of proof that were used."""
        response = super().post_login(request, user, **kwargs)
        used = [step.get("type") or step.get("method") for step in _proofs(request)]
        actions.note_access(account=user, verb="log_in", on=dates.today(), data={"by": used})
        return response

    def logout(self, request: HttpRequest) -> None:
        """Note the log-out, then end the session."""
        if isinstance(request.user, Account):
            actions.note_access(account=request.user, verb="log_out", on=dates.today())
        super().logout(request)

    def set_password(self, user: Account, password: str) -> None:
        """A password that the officer chose herself."""
        actions.set_password(account=user, password=password, by=user, on=dates.today())

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict | None = None, email: str | None = None
    ) -> None:
        """allauth tells of every change of a factor here; it goes into the journal, no mail is sent."""
        if verb := NOTED.get(template_prefix):
            actions.note_access(account=user, verb=verb, on=dates.today())

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentence, or none where the page says it already."""
        if said := message or SAID.get(message_template or ""):
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: Account) -> list[dict]:
        """Ways to prove oneself again, in our words."""
        found = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS.get(way["id"], way["description"])} for way in found]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work."""
        return settings.LOGIN_REDIRECT_URL


class MFAAdapter(DefaultMFAAdapter):
    """Second factor: an authenticator app, passkeys, recovery codes on paper."""

    error_messages = {**DefaultMFAAdapter.error_messages, **MFA_ERRORS}

    def get_totp_issuer(self) -> str:
        """The name under which the app on the telephone keeps the account."""
        return "Dân Vận"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as the telephone or key shows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Dân Vận"}

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        """A name for the next key."""
        from allauth.mfa.models import Authenticator

        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Khóa số %(number)s") % {"number": count + 1}

    def build_totp_svg(self, url: str) -> str:
        """The QR code to be scanned with the app."""
        import segno

        out = BytesIO()
        segno.make(url, error="m").save(
            out, kind="svg", scale=5, border=3, svgclass=None, lineclass=None, light="#fff"
        )
        return out.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Secrets of second factors lie in the database only under this installation's key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Counterpart of encrypt; also opens what was sealed with a key that is being replaced."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Any:
    from cryptography.fernet import Fernet, MultiFernet

    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"danvan second factor " + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _proofs(request: HttpRequest) -> list[dict]:
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    return request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
