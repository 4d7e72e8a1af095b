"""Fingerprints of rows: an event keeps one of every row that it wrote, so that a changed byte has a witness.

A fingerprint is salted with the salt of its subject: whoever holds only the journal cannot guess a name from it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model

from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.lib.canonical import digest

# What the chain itself keeps of a row's place in it; it is checked against the chain, not against a fingerprint.
# The moment of the last log-in moves without anything being decided.
PLACE = ("version", "last_hash", "last_login")


Bare = tuple[type[Model], Mapping[str, Any]]  # a table, and a row of it by column


def name_of(row: Model) -> str:
    """The row as events name it: 'deadline:12'."""
    return f"{row._meta.model_name}:{row.pk}"


def fingerprint(row: Model, salt: str) -> str:
    """SHA-256 over every stored column of the row, but for its place in the chain."""
    return digest({"salt": salt, **_columns(row)})


def _columns(row: Model) -> dict[str, Any]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in PLACE
    }


def before_column(columns: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """How a row stood before its table had this column: without it, where nothing stands in it."""
    if columns[name] is None:
        yield {one: value for one, value in columns.items() if one != name}


def _earlier(row: Model, salt: str) -> list[str]:
    """The fingerprints of the same row in the columns that its table had before.

    A model whose columns changed says in `earlier_columns` how a row stood in them; it yields only what loses nothing.
    """
    earlier = getattr(row, "earlier_columns", None)
    try:
        return [digest({"salt": salt, **columns}) for columns in (earlier(_columns(row)) if earlier else ())]
    except (KeyError, TypeError, ValueError):  # what stands there now was never written by the register
        return []


def of(rows: Iterable[Model], salt: str) -> dict[str, str]:
    """The fingerprints of rows, as an event keeps them under `rows`."""
    return {name_of(row): fingerprint(row, salt) for row in rows}


def of_bare(rows: Iterable[Bare], salt: str) -> dict[str, str]:
    """The same of rows that were read as bare values, each with its table; the key stands under 'id'."""
    marks = {}
    for table, columns in rows:
        lasting = {"salt": salt, **columns}
        for name in PLACE:
            lasting.pop(name, None)
        marks[f"{table._meta.model_name}:{columns['id']}"] = digest(lasting)
    return marks


def last_kept(chain: Iterable[Event]) -> dict[str, str]:
    """What a chain of events says of each row that it wrote: the last fingerprint of each, none once taken away."""
    kept: dict[str, str | None] = {}
    for event in chain:
        kept.update(event.data.get("rows", {}))
    return {name: mark for name, mark in kept.items() if mark is not None}


def lies(kept: Mapping[str, Any], rows: Collection[Model], salt: str, *, of_what: str = "") -> Iterator[Lie]:
    """Each row that is changed, missing, or written by no event; `of_what` they hang on: 'case 12'."""
    found = {name_of(row): row for row in rows}
    for name in sorted(kept.keys() | found.keys()):
        shown = name.replace(":", " ")
        row = f"{shown} of {of_what}" if of_what and shown != of_what else shown
        if name not in found:
            yield Lie(row, "it is gone")
        elif name not in kept:
            yield Lie(row, "no event tells of it")
        elif kept[name] != fingerprint(found[name], salt) and kept[name] not in _earlier(found[name], salt):
            yield Lie(row, "it is not what was recorded")
