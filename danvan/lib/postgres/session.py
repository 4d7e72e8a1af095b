"""Using the embedded server for a while and leaving things as they were found."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from danvan.lib.postgres import identity
from danvan.lib.postgres.cluster import Cluster

HOME = "postgres"
TEMPORARY = "temporary"  # a file: the server runs only as long as somebody uses it
PREFIX = "danvan-test-"


@contextlib.contextmanager
def ensure(var: Path) -> Iterator[Cluster]:
    """The embedded server of this `var` folder, running for the length of the block.

    A server that ran before runs on; one that was started here stops when its last user leaves, so that two
    commands side by side, or a command beside `danvan up`, do not pull it from under each other.
    Raises any PostgresError.
    """
    cluster = Cluster(var / HOME)
    users = os.open(cluster.home / "users", os.O_RDWR | os.O_CREAT, 0o600)
    mark = cluster.home / TEMPORARY
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        if cluster.start():
            mark.touch()
        try:
            yield cluster
        finally:
            leave(cluster, users, mark)
    finally:
        os.close(users)


def leave(cluster: Cluster, users: int, mark: Path) -> None:
    """Stop the server when we are its last user and it was started for use only."""
    try:
        fcntl.flock(users, fcntl.LOCK_UN)
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if mark.exists():
        cluster.stop()
        mark.unlink(missing_ok=True)


@contextlib.contextmanager
def throwaway() -> Iterator[Cluster]:
    """A fast, unsafe server in a temporary folder, gone at the end of the block (tests, benchmarks)."""
    sweep()
    home = temporary_home()
    (home / "owner").write_text(str(os.getpid()))
    cluster = Cluster(home, throwaway=True)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def tops() -> list[Path]:
    """Folders for temporary things, the system's choice first."""
    return [
        Path(top) for top in dict.fromkeys([tempfile.gettempdir(), "/tmp", "/var/tmp"]) if os.path.isdir(top)
    ]


def temporary_home() -> Path:
    """A new private folder that the server's user can come to."""
    for top in tops():
        who = identity.choose(top)
        if identity.can_enter(top, who):
            home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=top))
            who.own(home)
            return home
    return Path(tempfile.mkdtemp(prefix=PREFIX))


def sweep() -> None:
    """Remove throwaway servers whose owners were killed before they could tidy up."""
    for top in tops():
        for home in top.glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError, ValueError):
                if psutil.pid_exists(int((home / "owner").read_text())):
                    continue
                Cluster(home, throwaway=True).stop()
                shutil.rmtree(home, ignore_errors=True)
