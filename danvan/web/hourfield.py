"""An hour as people write it: 8:00, 8h30, 8h, 13.30."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = ["%H:%M", "%Hh%M", "%Hh", "%H.%M", "%H"]


class HourField(forms.TimeField):
    """An hour of the day: 8:00, 8h30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TimeInput(format="%H:%M", attrs={"class": "w-s", "autocomplete": "off"})
        )
        kwargs.setdefault("error_messages", {"invalid": _("Xin viết giờ như 8:00 hoặc 13:30")})
        super().__init__(input_formats=FORMATS, **kwargs)
