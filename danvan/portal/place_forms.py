"""To which unit something is sent: found by a name of today or of any time before, or by its key."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates
from danvan.lib.text import fold
from danvan.portal import queries
from danvan.web.forms import Form

MOST_SHOWN = 30


def closed_sentence(name: str, instead: list[str]) -> str:
    """That a place takes no letters here, and where to write instead."""
    said = gettext("%(name)s chưa nhận đơn trên cổng này.") % {"name": name[:1].upper() + name[1:]}
    if instead:
        said += " " + gettext("Ông/bà gửi đến: %(places)s.") % {"places": ", ".join(instead[:MOST_SHOWN])}
    return said


class ChosenPlace(Form):
    """A unit that takes letters and applications; `found` are those between which a name does not decide."""

    place = forms.CharField(
        label=_("Gửi đến xã, phường nào?"),
        help_text=_("Gõ vài chữ, không dấu cũng được. Tên cũ trước khi sáp nhập cũng tìm được."),
        max_length=200,
        error_messages={"required": _("Ông/bà cho biết gửi đến xã, phường nào")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "places", "class": "w-m"}),
    )
    unit = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].required = not (self.is_bound and self.data.get("unit"))
        self.found: list[queries.Place] = []
        self.chosen: queries.Place | None = None

    def clean(self) -> dict[str, Any]:
        """Find the unit: by its key, which costs one statement, or by the name typed."""
        typed, key = self.cleaned_data.get("place", ""), self.cleaned_data.get("unit", "")
        if "place" in self.errors or "unit" in self.errors:
            return self.cleaned_data
        try:
            self.chosen = self._find(typed, key)
        except ValidationError as error:
            self.add_error("place", error)
        return self.cleaned_data

    def _find(self, typed: str, key: str) -> queries.Place:
        on = dates.today()
        by_key = queries.place_by_key(key.upper(), on) if key else None
        if by_key and (not typed or fold(typed) in fold(by_key.name)):
            return by_key
        if not typed:
            self._say_closed(key, "", on)
            raise ValidationError(self.fields["place"].error_messages["required"], code="required")
        found = queries.places_called(typed, on)
        same = [place for place in found if by_key and place.key == by_key.key]
        if len(found) == 1 or same:
            return (same or found)[0]
        self.found = found[:MOST_SHOWN]
        if found:
            message = gettext("Có %(n)d nơi như vậy, xin chọn một nơi ở dưới")
            raise ValidationError(message, code="several", params={"n": len(found)})
        self._say_closed("", typed, on)
        message = gettext(
            "Không thấy nơi nào tên “%(name)s”. Xin gõ tên xã, phường, hoặc “Hà Tĩnh” để gửi lên tỉnh."
        )
        raise ValidationError(message, code="unknown", params={"name": typed})

    @staticmethod
    def _say_closed(key: str, typed: str, on: date) -> None:
        """Raise with where to write instead when the place is there but nobody takes letters up in it."""
        if closed := queries.closed_place(key.upper(), typed, on):
            name, instead = closed
            said = closed_sentence(name, instead)
            raise ValidationError(said, code="closed")
