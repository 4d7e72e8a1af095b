"""New rows by one ready-made statement: half the processor time of the ORM's way, for paths that are walked most.

Filing a letter writes six tables. Putting the same six INSERTs together anew for each letter costs more than
the database needs to carry them out; here the sentence is made once for each table and number of rows. Inside
`together` the rows of all tables go in one journey: their keys are known before, so nobody waits for an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model

Row = TypeVar("Row", bound=Model)
Keys = dict[type[Model], list[int]]

_reserved: ContextVar[Keys | None] = ContextVar("reserved_keys", default=None)


@contextmanager
def together(counts: Mapping[type[Model], int]) -> Iterator[None]:
    """Inside, `insert` sends so many rows of each table on without waiting; what was wrong is raised at the end.

    The keys of the rows are fetched first, in one statement. Call it in a transaction: an error leaves nothing.
    """
    wanted = tuple((table, count) for table, count in counts.items() if count)
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        token = _reserved.set(_reserve(wanted))
        try:
            yield
        finally:
            _reserved.reset(token)


def take_key(table: type[Model]) -> int | None:
    """A key that `together` has fetched for the table; None when there is none left, or outside of it."""
    keys = (_reserved.get() or {}).get(table)
    return keys.pop() if keys else None


def insert(*rows: Row) -> Sequence[Row]:
    """Store new rows of one table in one statement, as `bulk_create` does; their keys are set."""
    if not rows:
        return rows
    for row in rows:
        row.pk = row.pk or take_key(type(row))
    keyed = rows[-1].pk is not None
    sentence, fields = _sentence(type(rows[0]), len(rows), keyed)
    database = connections[DEFAULT_DB_ALIAS]  # `connection` looks for it anew at each of a hundred values
    with database.cursor() as cursor:
        cursor.execute(sentence, [_value(field, row, database) for row in rows for field in fields])
        if not keyed:
            for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
                row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, database.alias
    return rows


def _reserve(wanted: tuple[tuple[type[Model], int], ...]) -> Keys:
    with connection.cursor() as cursor:
        cursor.execute(_keys(wanted))
        fetched = iter(cursor.fetchone())
    return {table: [next(fetched) for _ in range(count)][::-1] for table, count in wanted}


@lru_cache(maxsize=256)
def _keys(wanted: tuple[tuple[type[Model], int], ...]) -> str:
    """The SELECT that fetches so many new keys of each table."""
    one = "nextval(pg_get_serial_sequence('{0.db_table}', '{0.pk.column}'))"
    return "SELECT " + ", ".join(one.format(table._meta) for table, count in wanted for _ in range(count))


@lru_cache(maxsize=256)
def _sentence(table: type[Model], rows: int, keyed: bool) -> "tuple[str, tuple[Field[Any, Any], ...]]":
    """The INSERT for so many rows of a table, and the fields whose values it takes, row by row."""
    meta, quote = table._meta, connection.ops.quote_name
    fields = tuple(field for field in meta.concrete_fields if keyed or not isinstance(field, AutoField))
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * rows)
    back = "" if keyed else f" RETURNING {quote(str(meta.pk.column))}"
    return f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {places}{back}", fields


def _value(field: "Field[Any, Any]", row: Model, database: BaseDatabaseWrapper) -> Any:
    return field.get_db_prep_save(field.pre_save(row, True), database)
