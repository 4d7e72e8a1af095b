"""Which part of the register is printed, in which form."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.reception.book import FORMS, form_of
from danvan.reception.forms.sessions import choose
from danvan.web.forms import Form, VnDateField

LONGEST = timedelta(days=366)


class BookForm(Form):
    """Unit, days, form."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    since = VnDateField(label=_("Từ ngày"), called=_("Từ ngày"), help_text="")
    until = VnDateField(label=_("Đến ngày"), called=_("Đến ngày"), help_text="")
    form = forms.ChoiceField(label=_("Mẫu sổ"), widget=forms.RadioSelect)

    def __init__(self, units: list[tuple[int, str]], today: date, data: Any = None) -> None:
        first = today.replace(day=1)
        super().__init__(data, initial={"since": first, "until": today, "form": form_of(today)})
        choose(self, "unit", list(units))
        choose(self, "form", [(key, f"{form.code}, {form.act}") for key, form in FORMS.items()])

    def clean(self) -> dict[str, Any]:
        """The days follow one another and are a year at most."""
        found = super().clean() or self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if since and until and not since <= until <= since + LONGEST:
            self.add_error("until", gettext("Ngày cuối sau ngày đầu, và nhiều nhất một năm"))
        return found
