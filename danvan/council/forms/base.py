"""Forms of steps: each gives its action what it takes; what several of them ask for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.people.models import Unit
from danvan.web.forms import Form

AREA = forms.Textarea(attrs={"rows": 3})
LONG = forms.Textarea(attrs={"rows": 6})
MOST_WORDS = 10_000


class StepForm(Form):
    """A form whose clean fields are what the action takes by name."""

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return dict(self.cleaned_data)


class EmptyForm(StepForm):
    """A step that asks for nothing."""


class ReasonForm(StepForm):
    """Why, in words that stay on record."""

    text = forms.CharField(label=_("Lý do"), max_length=2_000, widget=AREA)


def chosen(field: forms.Field, pairs: Iterable[tuple[Any, str]], *, none: Any = None) -> None:
    """Give a choice its entries, by key as text; `none` is the word of the empty one."""
    found = [(str(key), word) for key, word in pairs]
    field.choices = [("", none), *found] if none is not None else found  # type: ignore[attr-defined]


def unit_of(pk: str) -> Unit | None:
    """The unit that was chosen, None for the empty choice."""
    return Unit.objects.get(pk=int(pk)) if pk else None
