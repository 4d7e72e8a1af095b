"""A form that was sent twice makes one thing, scripts or none."""

import uuid
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from danvan.lib.canonical import digest
from danvan.web.forms import Form

# What a form carries beside the content: neither makes another thing of the same words.
NOT_CONTENT = ("submission", "looked")


def number(shown: uuid.UUID | None, officer: int, *parts: Mapping[str, Any]) -> uuid.UUID | None:
    """The number of what was typed into the form that was shown under `shown`; None for a form without one.

    Made of the officer and of every part of the content, files by their SHA-256: the same form sent again finds
    its entry, one that was changed after going back is entered anew, and nobody finds another's entry by its number.
    """
    return uuid.uuid5(shown, digest([officer, *map(_content, parts)])) if shown else None


class OnceForm(Form):
    """A form with the number under which it was shown; its page prints `{{ form.submission }}`."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def number(self, officer: int, *beside: forms.BaseForm) -> uuid.UUID | None:
        """The number of what was typed here, and into the forms `beside` it, by this officer; None without one."""
        return number(self.cleaned_data["submission"], officer, *map(_typed, (self, *beside)))


def _typed(form: forms.BaseForm) -> dict[str, Any]:
    """What was posted for each field."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _content(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in part.items() if name not in NOT_CONTENT}


def _plain(value: Any) -> Any:
    """Files as the digests of their bytes; anything else as it is."""
    if isinstance(value, UploadedFile):
        value.seek(0)
        content = value.read()
        value.seek(0)
        return _plain(content)
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
