"""The JSON Schema of a package, drawn from the table of fields; schema/package-1.json is this, kept fresh by a test."""

from collections.abc import Sequence
from typing import Any

from danvan.exchange.fields import DAY, FLAG, FORMAT, FORMS, NUMBER, NUMBERS, Field

_KINDS: dict[str, dict[str, Any]] = {
    NUMBER: {"type": "integer", "minimum": 0},
    DAY: {"type": "string", "format": "date"},
    FLAG: {"type": "boolean"},
    NUMBERS: {"type": "object", "additionalProperties": {"type": "integer"}},
}


def as_schema() -> dict[str, Any]:
    """The whole schema (draft 2020-12)."""
    things = {thing: _of(fields) for thing, fields in FORMS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "required": ["format", "reference", "sent_at", "office", "cases", "tables"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "reference": {"type": "string", "minLength": 8},
            "sent_at": {"type": "string", "format": "date-time"},
            "office": {"type": "string"},
            "cases": {"type": "array", "items": {"$ref": "#/$defs/case"}},
            "tables": {"type": "array", "items": {"$ref": "#/$defs/table"}},
        },
        "$defs": things,
    }


def _of(fields: Sequence[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: _field(field) for field in fields},
    }


def _field(field: Field) -> dict[str, Any]:
    told = _KINDS.get(field.kind) or {"type": "string", "minLength": 1, "maxLength": field.longest}
    pattern = {"pattern": field.pattern} if field.pattern else {}
    return {**told, **pattern, "description": f"{field.means.vi} / {field.means.en}"}
