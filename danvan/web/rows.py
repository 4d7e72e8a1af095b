"""Rows of a form of which there may be more: added and taken away by buttons, without a script, nothing typed lost."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

MOST_ROWS = 20


class Rows(BaseFormSet):
    """Rows of a form, one at least; wholly empty rows after the first are not there."""

    most = MOST_ROWS

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if self.is_bound:
            self._count(0)

    def add_row(self) -> None:
        """One more empty row at the end, keeping what was typed."""
        self._count(1)
        row, data = self.forms[-1], cast(QueryDict, self.data)
        for name, field in row.fields.items():
            if field.initial is not None and not callable(field.initial):
                data.setdefault(row.add_prefix(name), str(field.initial))

    def remove_row(self, place: int) -> None:
        """Take the row at a place (from 0) away, with what was typed in it; those behind it move up."""
        last, data = len(self.forms) - 1, cast(QueryDict, self.data)
        if not 0 <= place <= last:
            return
        names = list(self.forms[0].fields)
        for at in range(place, last + 1):
            for name in names:
                here = f"{self.prefix}-{at}-{name}"
                data.pop(here, None)
                if at < last and (moved := data.getlist(f"{self.prefix}-{at + 1}-{name}")):
                    data.setlist(here, moved)
        self._count(-1)

    def _count(self, more: int) -> None:
        """Set how many rows there are; a number that no page of ours sends counts as one row."""
        data, name = cast(QueryDict, self.data).copy(), f"{self.prefix}-TOTAL_FORMS"
        told = data.get(name, "")
        now = int(told) if re.fullmatch(r"[0-9]{1,2}", told) else 1
        data[name] = str(min(max(now + more, 1), self.most))
        data[f"{self.prefix}-INITIAL_FORMS"] = "0"
        self.data = data
        self.__dict__.pop("forms", None)
        self.__dict__.pop("management_form", None)

    def filled(self) -> list[dict[str, Any]]:
        """What was typed, row by row, without rows left empty."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data]


def rows_of(form: type[forms.Form], *, first_needed: bool, most: int = MOST_ROWS) -> type[Rows]:
    """A set of rows that starts with one; `first_needed`: the first may not be left empty."""
    made = formset_factory(
        form, formset=Rows, extra=0, min_num=1, max_num=most, absolute_max=most, validate_max=True
    )

    class Made(made):  # type: ignore[misc, valid-type]
        def _construct_form(self, i: int, **kwargs: Any) -> forms.Form:
            row = super()._construct_form(i, **kwargs)
            row.empty_permitted = not (first_needed and i == 0)
            return row

    Made.most = most
    return Made


def unjudged(form: Any) -> Any:
    """The same form, or set of rows, with what was typed and without errors: nothing was sent yet."""
    form._errors = [] if hasattr(form, "forms") else {}
    rows: Sequence[Any] = getattr(form, "forms", ())
    for row in rows:
        row._errors = {}
    if hasattr(form, "forms"):
        form._non_form_errors = form.error_class()
    return form
