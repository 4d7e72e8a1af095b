"""Rows that hang on a row, read in the statement that reads it: told as JSON, then made into the rows that they are.

A page that shows a thing with ten sorts of parts would ask ten times, however few there are of each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Model, QuerySet
from django.db.models.functions import JSONObject

Names = Sequence[str]


@dataclass(frozen=True)
class Part:
    """One sort of them: `rows` in their order, with an OuterRef to what they hang on.

    `beside`: foreign keys whose rows come along, each with the columns that are wanted of it, or none for all.
    """

    rows: QuerySet[Any]
    beside: Mapping[str, Names] = field(default_factory=dict)
    without: Names = ()
    """Columns that are not read before somebody asks for them: bytes."""

    def asked(self) -> ArraySubquery:
        """To be annotated on what they hang on."""
        told: dict[str, Any] = {name: F(name) for name in self._own}
        for key, names in self.beside.items():
            columns = names or _columns(self._table(key))
            told[f"{key}__"] = JSONObject(**{name: F(f"{key}__{name}") for name in columns})
        return ArraySubquery(self.rows.values(json=JSONObject(**told)))

    def made(self, told: Sequence[Mapping[str, Any]]) -> list[Any]:
        """The rows, as the ORM would have read them."""
        return list(self._made(told))

    def _made(self, told: Sequence[Mapping[str, Any]]) -> Iterator[Model]:
        for one in told:
            row = _row(self.rows.model, self._own, one)
            for key, names in self.beside.items():
                table = self._table(key)
                columns = names or _columns(table)
                known = getattr(row, f"{key}_id") is not None
                setattr(row, key, _row(table, columns, one[f"{key}__"]) if known else None)
            yield row

    @property
    def _own(self) -> Names:
        return [name for name in _columns(self.rows.model) if name not in self.without]

    def _table(self, key: str) -> type[Model]:
        table: type[Model] = self.rows.model._meta.get_field(key).related_model
        return table


def keep(row: Model, name: str, rows: Sequence[Model]) -> None:
    """From now on `row.name.all()` is these rows, as after `prefetch_related`."""
    found = getattr(row, name).all()
    found._result_cache, found._prefetch_done = list(rows), True
    kept: dict[str, Any] = row.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[name] = found


def _columns(table: type[Model]) -> list[str]:
    return [str(one.attname) for one in table._meta.concrete_fields]


def _row(table: type[Model], names: Names, told: Mapping[str, Any]) -> Model:
    fields = {str(one.attname): one for one in table._meta.concrete_fields}
    ordered = [name for name in fields if name in names]  # from_db takes them in the order of the table
    return table.from_db(DEFAULT_DB_ALIAS, ordered, [fields[name].to_python(told[name]) for name in ordered])
