"""Values that stand in a sentence of SQL itself."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Value
from django.db.models.sql.compiler import SQLCompiler


class Constant(Value):
    """A word of our own code, written into the sentence: a partial index serves only what the planner can read there.

    Never for what somebody typed; letters and underscores only, or ValueError.
    """

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """The word in quotes, without a parameter."""
        if not str(self.value).isidentifier():
            raise ValueError(f"{self.value!r} is not a word of our own code")
        return f"'{self.value}'", ()


class Numbers(Value):
    """Keys of our own rows after IN, written into the sentence: an officer of a province reads a hundred units, and
    each of them as a parameter, in every part of a question, takes longer than the answer. The planner reads them too.
    """

    def __init__(self, keys: Iterable[int]) -> None:
        super().__init__(tuple(sorted(keys)))

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """The keys in brackets; none of them finds nothing, as Django has it."""
        if not self.value:
            raise EmptyResultSet
        return f"({', '.join(str(int(key)) for key in self.value)})", ()
