"""What a field and the summary of errors need in their templates, taken from Django's bound fields."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField

_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def describe(bound: BoundField, *, css: str, look: str, label: str, attrs: dict[str, Any]) -> dict[str, Any]:
    """The context of `web/parts/field.html`.

    `look` is “segs” for choices in one line; otherwise they are cards. Other attributes go to the control.
    A field may keep silent that it is optional (`says_optional = False`): where empty is an answer of its own.
    The error stands between hint and control, and the control is described by both.
    """
    ident = bound.auto_id or bound.html_name
    hint_id = f"{ident}-hint" if bound.help_text else ""
    error_id = f"{ident}-error" if bound.errors else ""
    described = " ".join(part for part in (hint_id, error_id) if part)
    shape = _shape(bound.field.widget)
    return {
        "bound": bound,
        "shape": shape,
        "css": css,
        "look": look or "choice",
        "label": label or bound.label,
        "id": ident,
        "hint_id": hint_id,
        "error_id": error_id,
        "described": described,
        "optional": not bound.field.required
        and shape != "tick"
        and getattr(bound.field, "says_optional", True),
        "choices": _choices(bound) if shape == "choices" else [],
        "control": "" if shape == "choices" else _control(bound, shape, described, attrs),
    }


def _shape(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, _CHOICES):
        return "choices"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "control"


def _control(bound: BoundField, shape: str, described: str, attrs: dict[str, Any]) -> str:
    """The control itself, with its class, its description and the attributes of the call."""
    given = {**attrs, "aria-describedby": described or None}
    if shape == "control":
        given["class"] = f"input {bound.field.widget.attrs.get('class', '')} {attrs.get('class', '')}".strip()
    if bound.errors:
        given["aria-invalid"] = "true"
    if not described:
        given.pop("aria-describedby")
    return bound.as_widget(attrs=given)


def _choices(bound: BoundField) -> list[dict[str, Any]]:
    """The choices with their hints (`choice_hints` of the field: value → sentence)."""
    hints = getattr(bound.field, "choice_hints", {})
    return [
        {
            "tag": sub.tag(),
            "label": sub.choice_label,
            "for": sub.id_for_label,
            "hint": hints.get(str(sub.data["value"]), ""),
        }
        for sub in bound.subwidgets
    ]


def _forms(things: Iterable[Any]) -> Iterator[Any]:
    """The forms among forms and formsets."""
    for thing in things:
        yield from getattr(thing, "forms", [thing])


def _target(bound: BoundField) -> str:
    """The id of the control to which an error links: the first choice of a group."""
    ident = bound.auto_id or bound.html_name
    return f"{ident}_0" if isinstance(bound.field.widget, _CHOICES) else ident


def summary(things: Iterable[Any]) -> dict[str, Any]:
    """The context of `web/parts/errors.html`: every sentence with the field to which it leads."""
    things = [thing for thing in things if thing]
    found: list[tuple[str, str]] = []
    files = False
    for thing in things:
        found += [("", str(text)) for text in getattr(thing, "non_form_errors", list)()]
    for form in _forms(things):
        if not form.is_bound:
            continue
        found += [("", str(text)) for text in form.non_field_errors()]
        found += [(_target(bound), str(text)) for bound in form for text in bound.errors]
        files = files or any(form.files.values()) if form.files else files
    return {"found": found, "count": len(found), "files": files}
