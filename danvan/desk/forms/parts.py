"""Fields that the letter and the turn have in common, and rows of which there may be more."""

import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.cases.actions.files import check
from danvan.cases.errors import FileRefused
from danvan.desk import queries
from danvan.people.models import Account


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
