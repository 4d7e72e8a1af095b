"""The web server: python -m danvan.config.serve --port 8000 --workers 2.

The application is loaded once, before the workers are forked, so that they start at once and share its memory
(where the platform cannot fork, each worker loads it for itself).
"""

import argparse
import gc
import multiprocessing
import os
from collections.abc import Callable
from typing import Any

THREADS = 16  # of a worker: a body that comes slowly over a poor network holds one, and nothing else
CONNECTIONS = 8  # to the database that they share
TOGETHER = 40  # connections of all workers: the embedded server has 60
KILL_AFTER = 5  # seconds a worker has to finish what it is doing


def main() -> None:
    """Serve until told to stop (SIGTERM, SIGINT)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.config.settings")
    os.environ.setdefault("DANVAN_CONNECTIONS", str(connections_of(asked.workers)))
    from granian.constants import Interfaces
    from granian.server import Server

    server = Server(
        "danvan.config.wsgi:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
    )
    if multiprocessing.get_start_method() == "fork":
        load_once()
    server.serve(target_loader=loader)


def connections_of(workers: int) -> int:
    """How many connections the threads of each of so many workers share; two at the least."""
    return max(2, min(CONNECTIONS, TOGETHER // max(workers, 1)))


def load_once() -> None:
    """Load the application with its addresses in this process, and put it out of the collector's way.

    While a thousand modules come in, hardly anything can be thrown away: looking for it costs a sixth of the start.
    """
    gc.disable()
    loader()
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reading it loads every view
    gc.freeze()
    gc.enable()


def loader(*_: Any, **__: Any) -> Callable[..., Any]:
    """The application; loaded already in a forked worker."""
    from danvan.config.wsgi import application

    return application


if __name__ == "__main__":
    main()
