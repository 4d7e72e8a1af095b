"""allauth's forms in our words; the rules stay allauth's."""

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _


class LoginForm(allauth.LoginForm):
    """Log-in name and password."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, login=_("Tên đăng nhập"), password=_("Mật khẩu"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")

    def clean_login(self) -> str:
        """Capitals do not matter, so that a lock-out cannot be passed by with them."""
        return super().clean_login().lower()


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The password of today and the new one, twice."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(
            self,
            oldpassword=_("Mật khẩu hiện nay"),
            password1=_("Mật khẩu mới"),
            password2=_("Nhập lại mật khẩu mới"),
        )
        self.fields["password1"].help_text = _("Ít nhất 10 ký tự; có thể là một câu dễ nhớ, có dấu cách.")

    def clean(self) -> dict:
        """Both must be the same, said in our words."""
        cleaned = self.cleaned_data
        if (
            cleaned.get("password1")
            and cleaned.get("password2")
            and cleaned["password1"] != cleaned["password2"]
        ):
            self.add_error("password2", _("Hai lần nhập mật khẩu mới chưa giống nhau."))
            return cleaned
        return super().clean()


class ReauthenticateForm(allauth.ReauthenticateForm):
    """The password once more, before something grave."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plain(self, password=_("Mật khẩu"))


def plain(form, **labels) -> None:
    """Give the fields our labels and sentences; no placeholder, no help of allauth's."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.error_messages["required"] = _("Xin điền “%(label)s”") % {"label": label}
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.pop("required", None)
