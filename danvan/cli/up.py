"""`danvan up`: the whole register on one machine, from nothing to the first page, and down again."""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click
from rich.console import Console

from danvan.cli import children, doors, office, show
from danvan.cli.errors import Sentence
from danvan.lib.postgres import Cluster

FIRST_PAGE = 60.0  # seconds in which it must answer
PULSE = 0.5  # seconds between two looks at the children


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng / port")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ / address")
@click.option(
    "--empty", "--no-demo", "empty", is_flag=True, help="Không nạp bản trình diễn / no demonstration"
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Tiến trình web / web processes",
)
def up(port: int, host: str, empty: bool, workers: int) -> int:
    """Chạy cả hệ thống / run the whole register: database, web server, background worker.

    Lần đầu nạp bản trình diễn; --empty để mở sổ của một cơ quan thật. / The first time it loads the demonstration;
    --empty begins the register of a real office. DATABASE_URL: another PostgreSQL. DANVAN_VAR: where data are kept.
    """
    begun = time.monotonic()
    out = show.console()
    var = office.prepare_var()
    with alone(var) as first:
        if not first:
            return already(out, var)
        children.clear_orphans(var)
        doors.check_free(host, port)
        with stopped_by_signals(), office.database() as cluster:
            serve(out, var, cluster, (host, port, workers), empty, begun)
    return 0


@contextlib.contextmanager
def alone(var: Path) -> Iterator[bool]:
    """Whether we are the only `up` of this folder; the system frees the place when its holder dies."""
    handle = os.open(var / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)


def already(out: Console, var: Path) -> int:
    """Say where the running one answers."""
    note = children.recorded(var)
    where = note.get("url") or "?"
    if note.get("ready"):
        out.print(f"Dân Vận đang chạy / is running already: {where} (pid {note.get('pid')})", highlight=False)
    else:
        out.print("Dân Vận đang khởi động / is just starting.", highlight=False)
    return 0


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def serve(
    out: Console, var: Path, cluster: Cluster | None, door: tuple[str, int, int], empty: bool, begun: float
) -> None:
    """Prepare, start the children, show the address, look after them until we are told to stop."""
    from danvan.cli.stages import accounts_of

    host, port, workers = door
    url = doors.url(host, port)
    os.environ["DANVAN_URL"] = os.environ.get("DANVAN_URL") or url
    os.environ["DANVAN_HOSTS"] = doors.allowed_names(host)
    os.environ["DJANGO_SETTINGS_MODULE"] = "danvan.config.settings"
    running: list[children.Child] = []
    try:
        with show.Bar(out) as bar:
            answer = prepare(var, "empty" if empty else "demo", bar)
            running += [children.web(host, port, workers, var / "log"), children.worker(var / "log")]
            bar.at("Máy chủ / Servers", 0.5)
            for child in running:
                child.start()
            children.record(var, url, running, ready=False)
            wait_for_first_page(host, port, running)
        children.record(var, url, running, ready=True)
        first_run = str(answer.get("first_run") or "")
        show.welcome(out, url, accounts_of(var), first_run, str(var), time.monotonic() - begun)
        look_after(var, url, running, cluster)
    except KeyboardInterrupt:
        out.print("Đang dừng / Stopping …", highlight=False)
    finally:
        finish(var, running)


def finish(var: Path, running: list[children.Child]) -> None:
    """Stop the children, whatever else is pressed meanwhile."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    for child in running:
        child.stop()
    (var / children.RECORD).unlink(missing_ok=True)
    for number, handler in before.items():
        signal.signal(number, handler)


def prepare(var: Path, mode: str, bar: show.Bar) -> dict[str, object]:
    """Run the stages in a process of their own and show how far they are. Raises Sentence."""
    command = [sys.executable, "-m", "danvan.cli.prepare", str(var), mode]
    answer: dict[str, object] = {}
    bar.at("Khởi động / Starting", 0.0)
    child = children.Child("prepare", command, var / "log" / "prepare.log")
    with (
        child.log.open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, start_new_session=True) as process,
    ):
        child.process = process
        children.record(var, "", [child], ready=False)
        try:
            read_law()
            for line in process.stdout or ():
                answer = json.loads(line)
                if "share" in answer:
                    bar.at(str(answer["text"]), float(str(answer["share"])))
        except BaseException:
            process.terminate()
            raise
    if answer.get("vi"):
        raise Sentence(str(answer["vi"]), str(answer["en"]))
    if process.returncode or not answer.get("done"):
        raise child.failed()
    if answer.get("refused"):
        raise Sentence(
            f"{var} đã có bản trình diễn; muốn mở sổ thật, hãy đặt DANVAN_VAR tới một thư mục khác.",
            f"{var} holds the demonstration; to begin a real office, set DANVAN_VAR to another folder.",
        )
    return answer


def read_law() -> None:
    """Read every rule and every day off while the stages begin: a bad file stops the start.

    Raises RuleFileError with the file, the line and the reason.
    """
    from danvan.law import national
    from danvan.law.rulebook import book

    book()
    national()


def wait_for_first_page(host: str, port: int, running: list[children.Child]) -> None:
    """Return when the first page is there. Raises Sentence when a child dies, errs or stays silent."""
    web = running[0]
    until = time.monotonic() + FIRST_PAGE
    while time.monotonic() < until:
        status = doors.answers(host, port)
        if status >= 500:
            raise Sentence(
                f"Trang đầu báo lỗi {status}; xem {web.log}",
                f"The first page answers with error {status}; see {web.log}",
            )
        if status:
            return
        for child in running:
            if not child.alive():
                raise child.failed()
        time.sleep(0.05)
    raise web.failed()


def look_after(var: Path, url: str, running: list[children.Child], cluster: Cluster | None) -> None:
    """Restart what dies, the embedded database too, until a signal ends it."""
    while True:
        time.sleep(PULSE)
        if cluster is not None and cluster.postmaster() is None:
            cluster.start()
        for child in running:
            if not child.alive():
                child.revive()
                children.record(var, url, running, ready=True)
