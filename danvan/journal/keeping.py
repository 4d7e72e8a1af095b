"""Saving a thing that is no case, and leaving its event: one door for every table that keeps a life of its own."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from danvan.journal import prints
from danvan.journal.actions import record
from danvan.journal.actors import Outsider
from danvan.journal.models import Event


def keep(
    head: Model,
    verb: str,
    *,
    stream: str,
    by: AbstractBaseUser | Outsider,
    on: date,
    salt: str,
    old: str = "",
    new: str = "",
    public: bool = False,
    text: str = "",
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    data: dict[str, Any] | None = None,
    subject: Model | None = None,
) -> Event:
    """Save the row, one revision on where it counts them, and put on record what was done to it.

    The event stands in the chain of `subject`, of the row itself where none is named, and keeps a fingerprint, as
    stored, of the row, of the subject, and of `rows`, which the caller wrote; `gone` are the names of rows that were
    taken away (`prints.name_of`). `salt` keeps fingerprints from being guessed where the rows tell of a person. The
    caller locked the subject's row: two writers at once and one gets IntegrityError.
    """
    if hasattr(head, "revision"):
        head.revision += 1
    head.save()
    kept = {prints.name_of(row): row for row in (subject or head, head, *rows)}
    marks: dict[str, str | None] = dict.fromkeys(gone)
    marks |= prints.of(as_stored(kept.values()), salt)
    return record(
        stream=stream,
        subject=(subject or head).pk,
        verb=verb,
        by=by,
        on=on,
        old=old,
        new=new,
        public=public,
        text=text,
        data={**(data or {}), "rows": marks},
    )


def as_stored(rows: Iterable[Model]) -> list[Model]:
    """The same rows as the database has them, one statement for each table: what it rounds or fills in is in them."""
    keys: dict[type[Model], list[Any]] = {}
    for row in rows:
        keys.setdefault(type(row), []).append(row.pk)
    return [
        row for table, some in keys.items() for row in table._base_manager.filter(pk__in=some).order_by("pk")
    ]
