"""The processes that `danvan up` looks after: the web server and the background worker."""

import contextlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from danvan.cli.errors import Sentence
from danvan.cli.office import keep

RECORD = "up.json"
GRACE = 10.0  # seconds between asking and killing
TOO_OFTEN = 5  # restarts within a minute
LOG_LIMIT = 10 * 1024**2  # bytes; a longer log moves aside at the next start


@dataclass
class Child:
    """One process with its children, in a session of its own so that Ctrl-C reaches only us."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it; its words go to the log."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        handle = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=handle,
                start_new_session=True,
            )
        finally:
            os.close(handle)
        self.starts.append(time.monotonic())

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start it again; raises Sentence when it dies too often."""
        recent = [start for start in self.starts if time.monotonic() - start < 60]
        if len(recent) >= TOO_OFTEN:
            raise self.failed()
        self.stop()  # what it had started may have outlived it, and still hold the port
        self.start()

    def failed(self) -> Sentence:
        """The sentence for a child that will not live, with the last line that it said."""
        with contextlib.suppress(OSError):
            lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
            why = lines[-1].strip() if lines else "?"
            return Sentence(
                f"{self.name} không chạy được: {why} (xem {self.log})",
                f"{self.name} does not run: {why} (see {self.log})",
            )
        return Sentence(f"{self.name} không chạy được.", f"{self.name} does not run.")

    def stop(self) -> None:
        """Ask it to end, then end it with everything that it started."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(GRACE)
        kill_all(session_of(self.process.pid))
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE)


def web(host: str, port: int, workers: int, logs: Path) -> Child:
    """The web server: so many processes of a few threads each."""
    options = ["--host", host, "--port", str(port), "--workers", str(workers)]
    command = [sys.executable, "-m", "danvan.config.serve", *options]
    return Child("web", command, logs / "web.log")


def worker(logs: Path) -> Child:
    """The background worker: procrastinate, through Django."""
    options = ["procrastinate", "worker", "--concurrency", "2"]
    return Child("worker", [sys.executable, "-m", "danvan.cli.worker", *options], logs / "worker.log")


def session_of(leader: int) -> list[psutil.Process]:
    """Every living process of the session that this process began."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(OSError, psutil.Error):
            if os.getsid(process.pid) == leader and process.pid != os.getpid():
                found.append(process)
    return found


def record(var: Path, url: str, children: list[Child], ready: bool) -> None:
    """Note who runs and where, for a second `up` and for the one after a kill -9."""
    pids = [child.process.pid for child in children if child.process is not None]
    note = {"url": url, "pid": os.getpid(), "ready": ready, "boot": psutil.boot_time(), "children": []}
    note["children"] = [[pid, created(pid)] for pid in pids]
    keep(var / RECORD, json.dumps(note))


def created(pid: int) -> float:
    """When this process began; 0 when it is gone."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0.0


def recorded(var: Path) -> dict[str, object]:
    """The last note; empty when there is none."""
    try:
        note: dict[str, object] = json.loads((var / RECORD).read_text())
    except (OSError, ValueError):
        return {}
    return note


def clear_orphans(var: Path) -> int:
    """End what a killed `up` has left running; a number that now belongs to another process is left alone."""
    note = recorded(var)
    count = 0
    same_boot = abs(float(str(note.get("boot", 0))) - psutil.boot_time()) < 60
    children = note.get("children") if same_boot else []
    for pid, began in children if isinstance(children, list) else []:
        if created(pid) not in (0.0, began):
            continue
        count += kill_all(session_of(pid))
    (var / RECORD).unlink(missing_ok=True)
    return count


def kill_all(processes: list[psutil.Process]) -> int:
    """Kill these and wait until they run no more; one that nobody buries counts as gone. Gives how many."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.kill()
    until = time.monotonic() + GRACE
    while any(map(is_alive, processes)) and time.monotonic() < until:
        time.sleep(0.02)
    return len(processes)


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
