"""`danvan up` from nothing to the first page, killed, started again, stopped."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from danvan.cli import children
from danvan.lib.postgres import session

pytestmark = pytest.mark.long
PATIENCE = 90  # seconds; a slow machine is no failure


class Office:
    """An installation in a folder of its own, and the `up` that runs it."""

    def __init__(self, var: Path) -> None:
        self.var = var
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[str] | None = None

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        environment = dict(os.environ, DANVAN_VAR=str(self.var), DANVAN_STORE=str(self.var.parent / "store"))
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DANVAN_URL"):
            environment.pop(name, None)
        return subprocess.Popen(
            [sys.executable, "-m", "danvan.cli", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def up(self) -> str:
        """Start it and give all that it says until it is ready."""
        self.close()
        self.process = self.command("up", "--empty", "--port", str(self.port))
        said = ""
        for line in self.process.stdout or ():
            said += line
            if "Ready after" in line:
                return said
        raise AssertionError(said)

    def close(self) -> None:
        """Let go of what the last `up` said."""
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Connection": "close"})
            return connection.getresponse().status

    def processes(self) -> list[psutil.Process]:
        """Everything that this `up` has brought to life, the database included."""
        assert self.process is not None
        me = psutil.Process(self.process.pid)
        pid = int((self.var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
        postmaster = psutil.Process(pid)
        return [me, *me.children(recursive=True), postmaster, *postmaster.children()]


@pytest.fixture
def office() -> Iterator[Office]:
    top = session.temporary_home()
    if os.geteuid() == 0:
        os.chown(top, 0, 0)
    top.chmod(0o755)
    office = Office(top / "var")
    yield office
    if office.process is not None and office.process.poll() is None:
        children.kill_all(office.processes())
    office.close()
    shutil.rmtree(top, ignore_errors=True)


def test_up_runs_survives_a_kill_and_stops_cleanly(office: Office) -> None:
    said = office.up()
    first_run = re.search(r"/first-run/\S+", said)
    assert first_run
    assert office.get("/") == 200
    assert office.get(first_run.group(0)) == 200
    for name in ("secret_key", "first-run-token"):
        assert (office.var / name).stat().st_mode & 0o077 == 0

    second = office.command("up", "--port", str(office.port))
    answer, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0
    assert f"http://127.0.0.1:{office.port}" in answer

    children.kill_all(office.processes())
    office.process.wait(PATIENCE)  # type: ignore[union-attr]
    assert first_run.group(0) in office.up()
    assert office.get("/") == 200

    living = office.processes()
    living[0].send_signal(signal.SIGTERM)
    assert office.process.wait(PATIENCE) == 0  # type: ignore[union-attr]
    time.sleep(0.2)
    assert not [process for process in living if children.is_alive(process)]
    assert not (office.var / children.RECORD).exists()


def test_a_taken_port_ends_up_with_one_sentence_and_leaves_nothing_running(office: Office) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", office.port))
        taken.listen()
        refused = office.command("up", "--port", str(office.port))
        said, _ = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 1
    assert len(said.strip().splitlines()) == 2
    assert not (office.var / "postgres").exists()


def test_a_command_that_needs_the_database_leaves_it_as_it_found_it(office: Office) -> None:
    done = office.command("manage", "showmigrations", "rates")
    said, _ = done.communicate(timeout=PATIENCE)
    assert done.returncode == 0, said
    assert "[ ] 0001" in said
    assert not (office.var / "postgres" / "data" / "postmaster.pid").exists()
