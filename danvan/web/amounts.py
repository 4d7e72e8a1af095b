"""Amounts as they are typed in Vietnamese figures, kept as integers of a small unit (danvan.lib.amounts)."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from danvan.lib.amounts import written

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]+")
LONGEST = 30
LARGEST = 10**17
"""So many small units are still kept: below what a column of the database holds, above every budget."""


def read(text: str, per: int = 1) -> int:
    """12.500.000, 12500000 or 1.250,5, in the small unit of which `per` make one. ValidationError for anything else."""
    whole, comma, rest = text.replace(" ", "").partition(",")
    digits = len(str(per)) - 1
    if not _GROUPED.fullmatch(whole) or (comma and not re.fullmatch(r"[0-9]+", rest)):
        raise ValidationError(_("Xin viết một số, ví dụ 12500000, 12.500.000 hoặc 1.250,5"))
    if len(rest.rstrip("0")) > digits:
        if not digits:
            raise ValidationError(_("Xin viết một số nguyên, không có phần sau dấu phẩy."))
        raise ValidationError(
            _("Số này có nhiều nhất %(n)s chữ số sau dấu phẩy.") % {"n": digits},
        )
    return int(whole.replace(".", "")) * per + int(rest[:digits].ljust(digits, "0") or 0)


class AmountField(forms.CharField):
    """An amount of which `per` small units make one of those that are typed; its value is an integer, or None."""

    says_optional = False

    def __init__(self, *, per: int = 1, **kwargs: Any) -> None:
        self.per = per
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "w-s"}
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """An integer as it is written; what was typed stays as it was typed."""
        return written(value, self.per) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The amount in small units; what the database could not keep is refused."""
        text = super().clean(value)
        told = read(text, self.per) if text else None
        if told is not None and told > LARGEST:
            raise ValidationError(_("Số này quá lớn; xin xem lại."))
        return told
