"""Thousands of rows at once, the way PostgreSQL takes them fastest: COPY in, and one document for an update."""

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from django.db import connection, transaction
from django.db.models import Field, JSONField, Model, QuerySet
from django.db.models.expressions import RawSQL


def insert(rows: Sequence[Model]) -> None:
    """Store new rows of one table with COPY; each has its key afterwards, as with bulk_create.

    Constraints, triggers and defaults of Python hold as ever; nothing else of Django looks at the values.
    Raises IntegrityError as bulk_create does.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = list(model._meta.concrete_fields)
    readers = [_reader(field) for field in fields]
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        number(rows)
        with connection.wrap_database_errors, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row([read(row) for read in readers])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def number(rows: Sequence[Model]) -> None:
    """Give new rows of one table their keys, where what hangs on them must name them before they are stored."""
    missing = [row for row in rows if row.pk is None]
    if missing:
        for row, key in zip(missing, keys(type(missing[0]), len(missing)), strict=True):
            row.pk = key


def keys(model: type[Model], count: int) -> list[int]:
    """So many new keys of a table, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(nextval(sequence)) FROM pg_get_serial_sequence(%s, %s) sequence, generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        (found,) = cursor.fetchone()
    return found or []


def among(numbers: Iterable[int]) -> RawSQL:
    """Many numbers as one parameter: filter(pk__in=among(numbers)); a list would be a parameter for each."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(numbers)])


def append(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Store bare rows of values with COPY; the table gives the keys, and nobody asks for them."""
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def delete(rows: QuerySet[Any]) -> None:
    """Delete rows in one statement, without a look at what hangs on them: the database refuses where something does."""
    rows._raw_delete(rows.db)


def update(sql: str, rows: Iterable[dict[str, Any]]) -> None:
    """Run an UPDATE … FROM json_to_recordset(%s) over these rows, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [orjson.dumps(list(rows)).decode()])


@contextmanager
def collector_off() -> Iterator[None]:
    """Without the garbage collector: a chunk makes tens of thousands of rows and no cycles, it would look in vain."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _reader(field: "Field[Any, Any]") -> Callable[[Model], Any]:
    """What COPY is given for a column of a row."""
    name = field.attname
    if isinstance(field, JSONField):
        return lambda row: json.dumps(getattr(row, name), ensure_ascii=False)
    return lambda row: getattr(row, name)


def as_json(value: Any) -> str:
    """A value for a column of JSON, as `append` takes it."""
    return orjson.dumps(value).decode()
