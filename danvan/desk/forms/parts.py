"""Fields that the letter and the turn have in common, and rows of which there may be more."""

import re
import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.cases.actions.files import check
from danvan.cases.errors import FileRefused
from danvan.desk import queries
from danvan.people.models import Account

MOST_ROWS = 20


def new_submission() -> str:
    """The number of a form that was shown: the same one twice is one entry."""
    return str(uuid.uuid4())


def taken_in(files: Any) -> list[tuple[str, bytes, str]]:
    """The files that came with a form, looked at by their content; what is wrong is said at their field."""
    try:
        return check(files)
    except FileRefused as why:
        raise ValidationError(why.sentence) from why


def topic_choices() -> list[tuple[str, str]]:
    """Topics for a form, none chosen."""
    return [("", _("Chọn nội dung")), *topics.choices()]


def offer(form: forms.BaseForm, name: str, choices: Sequence[Any]) -> None:
    """Set what a field of choices offers."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def set_units(form: forms.BaseForm, officer: Account, today: Any, roles: frozenset) -> list[int]:
    """Offer the units in which the officer writes; with one only, the field is hidden and filled. Gives their ids."""
    units = queries.units_of_posts(officer, roles, on=today)
    offer(form, "unit", [(str(pk), name) for pk, name in units])
    if len(units) == 1:
        field = form.fields["unit"]
        field.widget = forms.HiddenInput()
        field.initial = str(units[0][0])
    return [pk for pk, _name in units]


class Rows(BaseFormSet):
    """Rows of a form, one at least; wholly empty rows after the first are not there."""

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

    def _count(self, more: int) -> None:
        """Set how many rows there are; a number that no page of ours sends counts as one row."""
        data, name = cast(QueryDict, self.data).copy(), f"{self.prefix}-TOTAL_FORMS"
        told = data.get(name, "")
        now = int(told) if re.fullmatch(r"[0-9]{1,2}", told) else 1
        data[name] = str(min(max(now + more, 1), MOST_ROWS))
        data[f"{self.prefix}-INITIAL_FORMS"] = "0"
        self.data = data
        self.__dict__.pop("forms", None)
        self.__dict__.pop("management_form", None)

    def filled(self) -> list[dict[str, Any]]:
        """What was typed, row by row, without rows left empty."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data]


def rows_of(form: type[forms.Form], *, first_needed: bool) -> type[Rows]:
    """A set of rows that starts with one; `first_needed`: the first may not be left empty."""
    made = formset_factory(
        form, formset=Rows, extra=0, min_num=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )

    class Made(made):  # type: ignore[misc, valid-type]
        def _construct_form(self, i: int, **kwargs: Any) -> forms.Form:
            row = super()._construct_form(i, **kwargs)
            row.empty_permitted = not (first_needed and i == 0)
            return row

    return Made
