"""The web server: python -m danvan.config.serve --port 8000 --workers 2.

It answers before it has read everything: the first workers are forked with the application alone, and load each view
when somebody asks for it. Then the process that leads loads all views, and workers forked from it take over, so that
these share one memory (where the platform cannot fork, each worker loads what it needs for itself).
"""

import argparse
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

THREADS = 16  # of a worker: a body that comes slowly over a poor network holds one, and nothing else
CONNECTIONS = 8  # to the database that they share
TOGETHER = 40  # connections of all workers: the embedded server has 60
KILL_AFTER = 5  # seconds a worker has to finish what it is doing
OVERLAP = 0.5  # seconds in which a worker and the one that takes over from it both answer


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
        respawn_interval=OVERLAP,
    )
    if multiprocessing.get_start_method() == "fork":
        load_first()
        server.on_reload(load_rest)
        server.on_startup(server.signal_handler_reload)
    server.serve(target_loader=loader)


def connections_of(workers: int) -> int:
    """How many connections the threads of each of so many workers share; two at the least."""
    return max(2, min(CONNECTIONS, TOGETHER // max(workers, 1)))


def load_first() -> None:
    """Load in this process what the first page needs: the application and the addresses."""
    from django.urls import reverse

    with put_aside():
        loader()
        reverse("portal:home")


def load_rest() -> None:
    """Load in this process every view of ours, and what each brings with it."""
    from danvan.web.later import load_all

    with put_aside():
        load_all()


@contextmanager
def put_aside() -> Iterator[None]:
    """What is loaded meanwhile is out of the collector's way: looking through it costs a sixth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def loader(*_: Any, **__: Any) -> Callable[..., Any]:
    """The application; loaded already in a forked worker."""
    from danvan.config.wsgi import application

    return application


if __name__ == "__main__":
    main()
