"""The real thing for a test: granian in front of a database of its own, in a folder that is thrown away."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.tree import ROOT

PATIENCE = 60  # seconds for a server to answer


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def fresh_database(name: str, *, like: str = "") -> Iterator[str]:
    """The address of an empty database, or a copy of that one, beside the one of the tests; gone after the block."""
    url = os.environ["DATABASE_URL"]
    name = f"{name}_{os.getpid()}"  # a name of ours, not input
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like or "template1"}"')
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@dataclass
class Served:
    """One installation: its folder, its database, its web server."""

    var: Path
    database: str
    port: int = field(default_factory=free_port)
    web: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        return {
            **os.environ,
            "DATABASE_URL": self.database,
            "DANVAN_VAR": str(self.var),
            "DANVAN_URL": self.url,
            "DANVAN_RATE_FILE": "0",
            "DANVAN_RATE_TRACK": "0",
            "DANVAN_RATE_API": "0",
            "DANVAN_RATE_FIND": "0",
            "PYTHONPATH": str(ROOT),
        }

    def prepare(self) -> None:
        """Translations, static files, tables; an empty office."""
        (self.var / "log").mkdir(parents=True, exist_ok=True)
        if not (self.var / "secret_key").exists():
            (self.var / "secret_key").write_text("a key for a test that signs nothing of worth " + "x" * 20)
        self.run("danvan.cli.prepare", str(self.var), "empty")

    def run(self, module: str, *arguments: str) -> str:
        """Run a module to its end and give what it said; raises AssertionError with its words when it fails."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(
            command, env=self.environment(), cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{module}: {done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    def told(self, module: str, *arguments: str) -> Any:
        """Run a module whose last line is JSON."""
        return json.loads(self.run(module, *arguments).strip().splitlines()[-1])

    def start(self, workers: int = 1) -> None:
        """Start the web server, as `danvan up` does, and wait for its first answer."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(workers), "--blocking-threads", "4", "--no-ws"]
        log = (self.var / "log" / "web.log").open("ab")
        with log:
            self.web = subprocess.Popen(
                [*command, "danvan.config.wsgi:application"],
                env=self.environment(),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.web.poll() is None, (self.var / "log" / "web.log").read_text()[-2000:]
            assert time.monotonic() < until, "the web server does not answer"
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether it is there."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                return True
        except OSError:
            return False

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the web server and all its workers; by default without a word of warning."""
        if self.web is not None and self.web.poll() is None:
            os.killpg(self.web.pid, how)
            self.web.wait(30)
        self.web = None
