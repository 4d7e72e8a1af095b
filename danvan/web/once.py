"""A form that was sent twice makes one thing, scripts or none."""

import uuid
from hashlib import sha256
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from danvan.lib.canonical import digest
from danvan.web.forms import Form


class OnceForm(Form):
    """A form with the number under which it was shown; its page prints `{{ form.submission }}`."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def number(self, officer: int, *beside: forms.BaseForm) -> uuid.UUID | None:
        """The number of what was typed here, and into the forms `beside` it, by this officer; None without one.

        The same form sent again has the same; one that was changed after going back has another, so that what was
        changed is not lost, and nobody finds another's entry by its number.
        """
        shown = self.cleaned_data["submission"]
        typed = [_typed(form) for form in (self, *beside)]
        return uuid.uuid5(shown, digest([officer, typed])) if shown else None


def _typed(form: forms.BaseForm) -> dict[str, Any]:
    """What was posted for each field, files as their bytes."""
    return {
        name: _plain(field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))
        for name, field in form.fields.items()
        if name != "submission"
    }


def _plain(value: Any) -> Any:
    if isinstance(value, UploadedFile):
        value.seek(0)
        content = sha256(value.read()).hexdigest()
        value.seek(0)
        return content
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if value is None else str(value)
