"""One embedded PostgreSQL: made, started, joined, recovered after a crash, stopped."""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from danvan.lib.postgres import binaries, identity, settings, sockets
from danvan.lib.postgres.errors import Busy, Foreign, NoSpace, StartFailed, StopFailed

OWNER = "postgres"  # superuser of the cluster; the application never connects as it
ROLE = "danvan"
DATABASE = "danvan"
MARKER = "danvan.json"
ROOM_TO_MAKE = 300 * 1024**2  # bytes
ROOM_TO_START = 64 * 1024**2
PATIENCE = 60.0  # seconds for the start, the stop or the lock of another process


@dataclass(frozen=True)
class Postmaster:
    """A living server, as its own pid file describes it."""

    pid: int
    sockets: Path


class Cluster:
    """The server whose data are in `home`/data; `throwaway` gives up safety for speed (tests)."""

    def __init__(self, home: Path, *, throwaway: bool = False) -> None:
        self.who = identity.choose(home)
        self.home = identity.settle(home.absolute(), self.who)
        self.data = self.home / "data"
        self.throwaway = throwaway

    # -- what is there -------------------------------------------------------------------------

    def postmaster(self) -> Postmaster | None:
        """The living server of this folder, or None; a pid file left by a crash counts for nothing."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid, folder = int(lines[0]), lines[4]
            alive = psutil.Process(pid)
            if alive.name() != "postgres" or alive.status() == psutil.STATUS_ZOMBIE:
                return None
            if alive.uids().effective != self.who.uid:
                return None
        except (OSError, IndexError, ValueError, psutil.Error):
            return None
        return Postmaster(pid, Path(folder)) if folder else None

    def running(self) -> bool:
        """Whether our own server runs; one that lives but is slow to answer, or still recovers, is waited for.

        Raises Foreign when another one answers in its place, Busy when it lives and does not answer in time.
        """
        until = time.monotonic() + PATIENCE
        while found := self.postmaster():
            try:
                with self.connect(found.sockets) as connection:
                    row = connection.execute("select system_identifier from pg_control_system()").fetchone()
            except psycopg.OperationalError as slow:
                if time.monotonic() > until:
                    raise silent(self.home) from slow
                time.sleep(0.25)
                continue
            if row is None or row[0] != self.marker().get("system_identifier"):
                raise foreign(self.home)
            return True
        return False

    def marker(self) -> dict[str, int]:
        """What we noted when we made the data; empty when somebody else made them."""
        try:
            noted: dict[str, int] = json.loads((self.data / MARKER).read_text())
        except (OSError, ValueError):
            return {}
        return noted

    def bin_dir(self) -> Path:
        """The tools (`psql`, `pg_dump`…) that fit the data, where the server's user can run them."""
        try:
            version = int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            version = None
        return binaries.reachable(binaries.find(version), self.who)

    # -- starting and stopping -----------------------------------------------------------------

    def start(self) -> bool:
        """Make the data if there are none, then start, or join what runs. True when it was started here.

        Raises Foreign, NoSpace, NoBinaries, WrongVersion, Busy or StartFailed.
        """
        with self.lock():
            if not self.data.exists():
                self.make()
            elif not self.marker():
                raise foreign(self.home)
            if self.running():
                return False
            self.need(ROOM_TO_START)
            self.launch()
            self.prepare()
        return True

    def stop(self) -> None:
        """Stop the server, if it runs; open connections are ended, nothing committed is lost."""
        with self.lock():
            if self.postmaster() is None:
                return
            how = "immediate" if self.throwaway else "fast"
            done = self.run("pg_ctl", "stop", "-D", self.data, "-m", how, "-w", "-t", str(int(PATIENCE)))
            if done.returncode and self.postmaster() is not None:
                raise StopFailed(
                    f"PostgreSQL trong {self.home} không chịu dừng; hãy xem {self.home / 'log'}.",
                    f"PostgreSQL in {self.home} does not stop; see {self.home / 'log'}.",
                )

    def make(self) -> None:
        """initdb into a folder beside, renamed when whole: a crash in the middle leaves no half database."""
        self.need(ROOM_TO_MAKE)
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        options = ["--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions"]
        options += ["--auth-local=trust", "--auth-host=reject", f"--username={OWNER}"]
        done = self.run("initdb", "-D", fresh, *options, *(["--no-sync"] if self.throwaway else []))
        if done.returncode:
            raise StartFailed(*start_failed(done.stderr))
        with (fresh / "postgresql.conf").open("a") as conf:
            conf.write(settings.INCLUDES)
        self.write(fresh / "local.conf", settings.LOCAL)
        control = self.run("pg_controldata", "-D", fresh).stdout
        line = next(line for line in control.splitlines() if line.startswith("Database system identifier"))
        note = {"system_identifier": int(line.split(":")[1])}
        self.write(fresh / MARKER, json.dumps(note))
        fresh.rename(self.data)

    def launch(self) -> None:
        """Start the server and wait until it answers, crash recovery included."""
        major = int((self.data / "PG_VERSION").read_text())
        folder = sockets.folder_for(self.home, self.who)
        conf = settings.text(sockets=folder, major=major, throwaway=self.throwaway)
        self.write(self.data / "danvan.conf", conf)
        log = self.home / "start.log"
        until = time.monotonic() + PATIENCE
        while True:
            if self.postmaster() is None:
                for left in (self.data / "postmaster.pid", *folder.glob(".s.PGSQL.*")):
                    left.unlink(missing_ok=True)
            log.unlink(missing_ok=True)
            done = self.run("pg_ctl", "start", "-D", self.data, "-l", log, "-w", "-t", str(int(PATIENCE)))
            if done.returncode == 0:
                return
            said = self.last_words(log) or done.stderr
            # After a crash the orphaned backends hold the shared memory for a moment longer.
            if "still in use" not in said or time.monotonic() > until:
                raise StartFailed(*start_failed(said))
            time.sleep(0.25)

    def last_words(self, log: Path) -> str:
        """What the server said when it gave up: before its own log was open, or in it."""
        own = sorted((self.home / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
        files = [path for path in (log, *own[-1:]) if path.exists()]
        return "\n".join(
            line for path in files for line in path.read_text(errors="replace").splitlines()[-10:]
        )

    def prepare(self) -> None:
        """The application's role (no superuser) and its database, when they are missing."""
        with self.connect(user=OWNER) as connection:
            if not connection.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone():
                connection.execute(f"create role {ROLE} login createdb")  # a constant, not input
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(f"create database {DATABASE} owner {ROLE}")
            if self.throwaway:  # tests tamper with rows as an administrator of the machine could
                connection.execute(f"grant set on parameter session_replication_role to {ROLE}")

    # -- talking to it -------------------------------------------------------------------------

    def url(self, database: str = DATABASE, user: str = ROLE) -> str:
        """Address of a database of the running server, in the form of DATABASE_URL."""
        found = self.postmaster()
        folder = found.sockets if found else sockets.folder_for(self.home, self.who)
        return f"postgres://{user}@/{database}?host={quote(str(folder))}&port={settings.PORT}"

    dsn = url

    def connect(self, folder: Path | None = None, user: str = OWNER) -> psycopg.Connection:
        """A connection to the maintenance database, with autocommit."""
        found = self.postmaster()
        host = folder or (found.sockets if found else None)
        return psycopg.connect(
            host=str(host),
            port=settings.PORT,
            user=user,
            dbname="postgres",
            autocommit=True,
            connect_timeout=10,
        )

    # -- means ---------------------------------------------------------------------------------

    def run(self, tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a tool of PostgreSQL as the server's user, deaf to Ctrl-C, with nothing of our environment."""
        command = [str(self.bin_dir() / tool), *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=self.home,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            start_new_session=True,
            **self.who.arguments(),
        )

    def write(self, path: Path, content: str) -> None:
        """Write a small file of the server's, whole or not at all."""
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(content)
        self.who.own(fresh)
        fresh.chmod(0o600)
        fresh.replace(path)

    def need(self, room: int) -> None:
        """Raises NoSpace when the disk has less than so many bytes left."""
        free = shutil.disk_usage(self.home).free
        if free < room:
            raise NoSpace(
                f"Đĩa chứa {self.home} còn {free // 1024**2} MB, cần ít nhất {room // 1024**2} MB; hãy dọn bớt.",
                f"The disk of {self.home} has {free // 1024**2} MB left, {room // 1024**2} MB are needed; free some.",
            )

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """One starter or stopper at a time; the system lets go of the lock when its holder dies."""
        handle = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + PATIENCE
        try:
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise Busy(
                            f"Một tiến trình khác đang giữ {self.home}; hãy đợi nó xong rồi thử lại.",
                            f"Another process holds {self.home}; wait for it and try again.",
                        ) from None
                    time.sleep(0.05)
            yield
        finally:
            os.close(handle)


def foreign(home: Path) -> Foreign:
    """The refusal of data or of a server that are not ours."""
    return Foreign(
        f"Dữ liệu trong {home} không do Dân Vận tạo ra; hãy chọn thư mục khác hoặc đặt DATABASE_URL.",
        f"The data in {home} were not made by Dân Vận; choose another folder or set DATABASE_URL.",
    )


def silent(home: Path) -> Busy:
    """The refusal to start a second server beside one that lives and says nothing."""
    return Busy(
        f"PostgreSQL trong {home} đang chạy nhưng chưa trả lời; hãy đợi máy bớt bận rồi thử lại.",
        f"PostgreSQL in {home} runs but does not answer yet; wait until the machine is less busy and try again.",
    )


def start_failed(said: str) -> tuple[str, str]:
    """The two sentences of StartFailed, with the one line of the log that tells why."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    why = (telling or lines or ["?"])[-1]
    return f"PostgreSQL không khởi động được: {why}", f"PostgreSQL did not start: {why}"
