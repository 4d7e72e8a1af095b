"""Writing to the database while the next part is worked out: one connection, one transaction, two threads in turn."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import Any

from django.db import connection, connections


class Beside:
    """Runs one job at a time in a thread that uses this thread's connection, and so its transaction.

        with Beside() as writer:
            writer.start(store, rows)   # the database works
            more = work_out(…)          # and so do we, without a question to it
            writer.wait()               # now it may be asked again

    Between `start` and `wait` the caller must not use the connection. An error of the job is raised by `wait`, by
    the next `start` and at the end of the block.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._job: Future[None] | None = None

    def __enter__(self) -> "Beside":
        connection.inc_thread_sharing()
        shared = connections[connection.alias]
        self._pool.submit(connections.__setitem__, connection.alias, shared).result()
        return self

    def start(self, job: Callable[..., None], *given: Any) -> None:
        """Begin a job when the one before has ended."""
        self.wait()
        self._job = self._pool.submit(copy_context().run, job, *given)

    def wait(self) -> None:
        """Until the job has ended."""
        job, self._job = self._job, None
        if job is not None:
            job.result()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.wait()
        finally:
            self._pool.submit(connections.__delitem__, connection.alias).result()
            self._pool.shutdown()
            connection.dec_thread_sharing()
