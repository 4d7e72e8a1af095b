"""Saving a thing that is no case, and leaving its event: one door for every table that keeps a life of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from danvan.journal import prints
from danvan.journal.actions import Entry, record, record_many
from danvan.journal.actors import Outsider
from danvan.journal.models import Event, Recorded


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


def keep_many(
    heads: Sequence[Any],
    verb: str,
    *,
    stream: str,
    by: AbstractBaseUser | Outsider,
    on: date,
    salt: Callable[[Any], str],
    old: str = "",
    new: str = "",
    fields: Sequence[str],
    rows: Mapping[int, Sequence[Model]],
    data: Mapping[int, dict[str, Any]],
) -> list[Recorded]:
    """The same of many rows of one table that take one step together: an event in the chain of each, few statements.

    `fields` are those that changed; `rows` and `data` are by the number of the row. The caller locked them all.
    """
    if not heads:
        return []
    table = type(heads[0])
    for head in heads:
        head.revision += 1
    table._base_manager.bulk_update(heads, [*fields, "revision"])
    numbers = [head.pk for head in heads]
    chain = Event.objects.filter(stream=stream, subject__in=numbers).order_by("subject", "-number")
    last = {
        subject: (number, hash_)
        for subject, number, hash_ in chain.distinct("subject").values_list("subject", "number", "hash")
    }
    beside = [row for some in rows.values() for row in some]
    stored = {prints.name_of(row): row for row in as_stored([*heads, *beside])}
    entries = []
    for head in heads:
        mine = [stored[prints.name_of(row)] for row in (head, *rows.get(head.pk, ()))]
        told = {**data.get(head.pk, {}), "rows": prints.of(mine, salt(head))}
        entries.append(Entry(head.pk, last.get(head.pk, (0, "")), old, new, data=told))
    return record_many(entries, stream=stream, verb=verb, by=by, on=on)


def as_stored(rows: Iterable[Model]) -> list[Model]:
    """The same rows as the database has them, one statement for each table: what it rounds or fills in is in them."""
    keys: dict[type[Model], list[Any]] = {}
    for row in rows:
        keys.setdefault(type(row), []).append(row.pk)
    return [
        row for table, some in keys.items() for row in table._base_manager.filter(pk__in=some).order_by("pk")
    ]
