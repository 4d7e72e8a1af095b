"""A register of its own for a benchmark: embedded PostgreSQL, migrated, with units and officers; and its web server."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from danvan.lib.postgres import Cluster, PostgresError

PASSWORD = "bench-" + "only-9284"
COMMUNE = "KY-XUAN-2025"
PREFIX = "danvan-bench-"
"""Of the folders of benchmarks; the number of the process that made it follows."""
PATIENCE = 60  # seconds for a server to answer, or for one generation of its workers to follow the other


@dataclass(frozen=True)
class Rig:
    """Where the register of a benchmark lives."""

    cluster: Cluster
    var: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its processes must know. The portal's limits per address are off: all requests come from one."""
        return {
            **os.environ,
            "DATABASE_URL": self.cluster.url(),
            "DANVAN_VAR": str(self.var),
            "DANVAN_DEMO": "0",
            "DANVAN_RATE_FILE": "0",
            "DANVAN_RATE_TRACK": "0",
            "DANVAN_RATE_API": "0",
            "DANVAN_RATE_FIND": "0",
            "DANVAN_RATE_OPINE": "0",
            "DANVAN_RATE_TICKET": "0",
            "DJANGO_SETTINGS_MODULE": "danvan.config.settings",
        }


@contextlib.contextmanager
def rig(*, furnished: bool = True, buffers: str = "") -> Iterator[Rig]:
    """Build the register, set Django up in this process, and take everything away again.

    `buffers`: the shared memory of its server, where it is not the small one that we come with.
    """
    _sweep()
    signal.signal(signal.SIGTERM, _leave)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)
    cluster = Cluster(folder / "pg")
    try:
        cluster.start()
        if buffers:
            cluster.stop()
            (cluster.data / "local.conf").write_text(f"shared_buffers = '{buffers}'\n")
            cluster.start()
        built = Rig(cluster, folder / "var")
        built.var.mkdir()
        (built.var / "secret_key").write_text("s" * 50)
        os.environ.update(built.environment)
        _furnish(furnished)
        yield built
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _leave(*_signal: object) -> None:
    """Whoever is told to stop takes its register away first."""
    sys.exit(128 + signal.SIGTERM)


def _sweep() -> None:
    """Take away what benchmarks left that were killed on the spot: their server runs on, nobody measures on it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        maker = folder.name.removeprefix(PREFIX).split("-")[0]
        if maker.isdigit() and not psutil.pid_exists(int(maker)):
            with contextlib.suppress(OSError, PostgresError):  # another user's: it stays
                Cluster(folder / "pg").stop()
                shutil.rmtree(folder)


def _furnish(furnished: bool) -> None:
    """Migrate and collect static files; where asked, load units, an officer and the confirmed rules."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from danvan.bench.register import furnish

    if furnished:
        furnish(commune=COMMUNE, password=PASSWORD)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(
    command: list[str], port: int, environment: dict[str, str], path: str = "/"
) -> Iterator[tuple[int, float]]:
    """A web server until the block ends: (its pid, seconds until its first answer)."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _await(port, path, process)
        yield process.pid, time.perf_counter() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def web_server(port: int, workers: int = 2) -> list[str]:
    """Our web server's command line, as `danvan up` starts it."""
    options = ["--port", str(port), "--workers", str(workers)]
    return [sys.executable, "-m", "danvan.config.serve", *options]


@contextlib.contextmanager
def at_work(built: Rig) -> Iterator[tuple[int, int, float]]:
    """Our web server before this register, wholly loaded: (its port, its pid, seconds until its first answer)."""
    port = free_port()
    with serve(web_server(port), port, built.environment) as (pid, seconds):
        _await_successors(psutil.Process(pid))
        yield port, pid, seconds


def _await_successors(server: psutil.Process) -> None:
    """Until the workers that answered first have gone, and those that share all views are at work."""
    first, until = set(server.children()), time.perf_counter() + PATIENCE
    while first & (now := set(server.children())) or len(now) < len(first):
        if time.perf_counter() > until:
            raise RuntimeError("the first workers stay")
        time.sleep(0.05)


def granian(application: str, port: int, workers: int = 2) -> list[str]:
    """The same server with another application, as it comes."""
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    return [sys.executable, "-m", "granian", *options, "--blocking-threads", "4", "--no-ws", application]


def _await(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError("the web server did not answer")
