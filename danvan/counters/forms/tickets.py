"""A number as it is asked for: for what, and whether somebody goes first."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.counters import priority
from danvan.counters.actions.taking import MOST
from danvan.counters.models import Counter, Hall, Service
from danvan.web.forms import Form


class TakeForm(Form):
    """For what somebody came; `ground` where the office lets some people go first."""

    letters = forms.MultipleChoiceField(
        label=_("Ông/bà đến làm việc gì?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Xin chọn ít nhất một việc")},
    )
    ground = forms.ChoiceField(label=_("Ưu tiên"), required=False, widget=forms.RadioSelect)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, hall: Hall, services: Sequence[Service], data: Any = None) -> None:
        super().__init__(data)
        offered = [(row.letter, row.name) for row in services]
        self.fields["letters"].choices = offered  # type: ignore[attr-defined]
        grounds = [(group.code, str(group)) for group in priority.offered(hall)]
        self.fields["ground"].choices = [("", _("Không")), *grounds]  # type: ignore[attr-defined]
        if not grounds:
            del self.fields["ground"]

    def clean_letters(self) -> list[str]:
        """Not more than one visit bears."""
        found: list[str] = self.cleaned_data["letters"]
        if len(found) > MOST:
            raise forms.ValidationError(_("Xin chọn nhiều nhất %(n)s việc.") % {"n": MOST})
        return found


class GiveForm(TakeForm):
    """The same at a counter, where the officer may let somebody in first."""

    first = forms.BooleanField(label=_("Cho gọi trước"), required=False)

    def __init__(self, hall: Hall, services: Sequence[Service], data: Any = None) -> None:
        super().__init__(hall, services, data)
        self.fields.pop("ground", None)

    @property
    def lets_in(self) -> str:
        """Why it goes first: the officer said so."""
        return priority.CLERK if self.cleaned_data["first"] else ""


class SendForm(Form):
    """To which service, and which of its counters, a number is sent; 'A' or 'A-3'."""

    to = forms.ChoiceField(label=_("Chuyển đến"))

    def __init__(self, services: Sequence[Service], counters: Sequence[Counter], data: Any = None) -> None:
        super().__init__(data)
        self.services = {row.letter: row for row in services}
        self.counters = {row.number: row for row in counters}
        rows: list[tuple[str, str]] = []
        for service in services:
            desks = [row for row in counters if service.letter in row.letters]
            if desks:
                rows.append((service.letter, service.name))
            if len(desks) > 1:
                rows += [
                    (f"{service.letter}-{row.number}", f"{service.name}, {_('quầy')} {row.number}")
                    for row in desks
                ]
        self.fields["to"].choices = rows  # type: ignore[attr-defined]

    def given(self) -> tuple[Service, Counter | None]:
        """The service, and the counter where one was meant."""
        letter, _dash, number = self.cleaned_data["to"].partition("-")
        return self.services[letter], self.counters[int(number)] if number else None
