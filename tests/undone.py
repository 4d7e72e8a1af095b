"""What a request wrote is taken back, so that the next one finds the same world."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, transaction

WRITES = re.compile("INSERT|UPDATE|DELETE|COPY|TRUNCATE|LOCK|nextval|setval", re.IGNORECASE)


@cache
def may_write(sql: str) -> bool:
    """Whether a statement has a word of writing anywhere; one that locks rows has, for it says UPDATE."""
    return WRITES.search(sql) is not None


class Undone:
    """A point in the test's transaction to which the database goes back after each request that wrote."""

    def __init__(self) -> None:
        self.point = transaction.savepoint()

    @contextmanager
    def after(self) -> Iterator[list[str]]:
        """A request that only reads costs nothing. Gives the statements that may have written, as they come."""
        written: list[str] = []

        def look(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            if may_write(sql):
                written.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(look):
            yield written
        if written or connection.needs_rollback:
            connection.needs_rollback = False
            transaction.savepoint_rollback(self.point)
