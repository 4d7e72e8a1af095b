"""Sentences of SQL that Django puts together once and that are asked many times: a page asks the same ones all day.

To put a long sentence together takes more processor time than to answer it. What it is made from (an officer, how far
her posts reach, a day) is the key under which it is kept; whatever changes between two times is `Given`.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from copy import copy
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

KEPT = 512  # of one sort, in each process: those asked for last

Made = TypeVar("Made")
Row = TypeVar("Row", bound=Model)


class Given(Value):
    """A value that is told each time the sentence is asked, by its name."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A parameter that stands for itself until then."""
        return "%s", (self,)


class GivenKeys(Given):
    """Keys that are told each time, however many, to stand after IN."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One parameter for all of them."""
        return "(SELECT unnest(%s::bigint[]))", (self,)


class Sentence(NamedTuple):
    """SQL with its parameters, `Given` ones among them."""

    sql: str
    params: Sequence[Any]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any], columns: Iterable[str]) -> "Sentence":
        """A queryset's; where Django sees that it finds nothing, one with these columns that finds nothing."""
        try:
            return cls(*rows.query.sql_with_params())
        except EmptyResultSet:
            return cls("SELECT " + ", ".join(f"false AS {name}" for name in columns) + " WHERE false", ())

    def ask(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows that the database answers."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(given))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def filled(self, given: Mapping[str, Any]) -> list[Any]:
        """The parameters with what is told this time."""
        return [given[one.value] if isinstance(one, Given) else one for one in self.params]


class _Written(SQLCompiler):
    """Django's compiler, which knows the columns and reads whole rows; its sentence is written once, not each time."""

    def __init__(self, query: Query) -> None:
        super().__init__(query, connections[DEFAULT_DB_ALIAS], DEFAULT_DB_ALIAS)
        self.sentence = Sentence(*super().as_sql())

    def told(self, given: Mapping[str, Any]) -> "_Written":
        """The same with what is told this time, for the connection of this thread."""
        again = copy(self)
        again.connection = connections[DEFAULT_DB_ALIAS]
        again.sentence = Sentence(self.sentence.sql, self.sentence.filled(given))
        return again

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:
        """The sentence that stands."""
        return self.sentence.sql, tuple(self.sentence.params)


class _Asked(Query):
    """What a queryset reads its rows by, with a compiler that has done its work."""

    written: _Written

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> _Written:
        """That one, whoever asks."""
        return self.written


class Question(Generic[Row]):
    """A queryset of a model whose sentence is put together once; the rows it gives are whole, as the ORM's are."""

    def __init__(self, rows: QuerySet[Row]) -> None:
        self._rows = rows
        self._written = _Written(rows.query)

    def ask(self, **given: Any) -> list[Row]:
        """The rows that the database answers, each time anew."""
        query = cast(_Asked, self._rows.query.chain(_Asked))
        query.written = self._written.told(given)
        return list(QuerySet(self._rows.model, query))


class Kept(Generic[Made]):
    """Things of one sort that take long to make, under what they are made from and nothing else."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Made] = {}
        self._lock = Lock()

    def under(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The one made under this key before, else made now."""
        with self._lock:
            found = self._made.pop(key, None)
        made = make() if found is None else found
        with self._lock:
            self._made[key] = made  # what was asked for last stands last
            while len(self._made) > KEPT:
                del self._made[next(iter(self._made))]
        return made
