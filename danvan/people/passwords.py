"""Passwords: one-time ones, what a chosen one must be, and the hasher that a small machine can carry."""

import secrets

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Four groups of four (79 bits), without letters that look alike: it is read aloud and typed once."""
    groups = ("".join(secrets.choice(READABLE) for _letter in range(4)) for _group in range(4))
    return "-".join(groups)


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB and two passes (OWASP's profile).

    Django's own takes 100 MiB and eight lanes for each log-in, more than the web server of a commune has.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class LongEnough(MinimumLengthValidator):
    """At least ten characters; a sentence is welcome."""

    def __init__(self, min_length: int = 10) -> None:
        super().__init__(min_length)

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("Mật khẩu phải có ít nhất %(length)s ký tự.") % {"length": self.min_length}

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Ít nhất %(length)s ký tự; có thể là một câu dễ nhớ.") % {"length": self.min_length}


class NotTheName(UserAttributeSimilarityValidator):
    """Not close to the officer's own name, log-in name or e-mail."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "full_name", "email", "phone"))

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("Mật khẩu quá giống tên, thư điện tử hoặc số điện thoại của ông/bà.")

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Không lấy tên hoặc số điện thoại của mình.")


class NotCommon(CommonPasswordValidator):
    """Not one of the twenty thousand that everybody tries first."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("Mật khẩu này quá phổ biến, người khác dễ đoán ra.")

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Không dùng mật khẩu phổ biến.")
