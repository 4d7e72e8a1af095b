"""The controls of forms, written as Django's own templates write them but without a template for each: a page of the
desk has dozens, and their templates took more processor time than all its rows. What is not here goes to Django's.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]
_FOLDER = "django/forms/widgets/"


class Controls(DjangoTemplates):
    """The renderer of all forms (FORM_RENDERER)."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        """The control as markup."""
        if write := _WRITERS.get(template_name):
            return mark_safe(write(context["widget"]))
        return mark_safe(super().render(template_name, context, request))


def _input(widget: Widget) -> str:
    value = widget["value"]
    given = "" if value is None else f' value="{conditional_escape(value)}"'
    name = conditional_escape(widget["name"])
    return f'<input type="{widget["type"]}" name="{name}"{given}{_attributes(widget["attrs"])}>'


def _choice(widget: Widget) -> str:
    """One of several to be ticked, in its label where that was asked for."""
    if not widget.get("wrap_label"):
        return _input(widget)
    ident = widget["attrs"].get("id")
    meant = f' for="{conditional_escape(ident)}"' if ident else ""
    return f"<label{meant}>{_input(widget)} {conditional_escape(widget['label'])}</label>"


def _textarea(widget: Widget) -> str:
    name, value = conditional_escape(widget["name"]), widget["value"]
    text = conditional_escape(value) if value else ""
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(widget: Widget) -> str:
    entries = "".join(
        f'<optgroup label="{conditional_escape(name)}">{_options(options)}</optgroup>'
        if name
        else _options(options)
        for name, options, _index in widget["optgroups"]
    )
    name = conditional_escape(widget["name"])
    return f'<select name="{name}"{_attributes(widget["attrs"])}>{entries}</select>'


def _options(options: Iterable[Widget]) -> str:
    return "".join(
        f'<option value="{conditional_escape(one["value"])}"{_attributes(one["attrs"])}>'
        f"{conditional_escape(one['label'])}</option>"
        for one in options
    )


def _attributes(attrs: Mapping[str, Any]) -> str:
    """As Django writes them: True is the bare name, False nothing."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


_INPUTS = (
    "input",
    "text",
    "number",
    "email",
    "url",
    "search",
    "tel",
    "hidden",
    "password",
    "date",
    "file",
    "checkbox",
)
_WRITERS: Mapping[str, Callable[[Widget], str]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    **{f"{_FOLDER}{name}.html": _choice for name in ("checkbox_option", "radio_option")},
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
}
