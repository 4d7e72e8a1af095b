"""The embedded PostgreSQL, tried with the real binaries."""

import os
import shutil
import subprocess
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from danvan.lib.postgres import Cluster, ensure, errors, identity, session, settings, sockets

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="needs unix sockets"),
    pytest.mark.xdist_group("cluster"),
]


@pytest.fixture
def top(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder where the server's user can live; what the test makes in it is stopped and removed."""
    folder = session.temporary_home()
    folder.chmod(0o755)
    if os.geteuid() == 0:
        os.chown(folder, 0, 0)
    monkeypatch.setenv("DANVAN_STORE", str(folder / "store"))
    yield folder
    for pid_file in folder.rglob("postmaster.pid"):
        kill(int(pid_file.read_text().split()[0]))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server that runs, for tests that only look at it; they leave it as it is."""
    with session.throwaway() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def whole() -> Iterator[Path]:
    """Data as initdb makes them, never started."""
    home = session.temporary_home()
    made = Cluster(home, throwaway=True)
    made.make()
    yield made.data
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def copied(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where making is not what is looked at: new data are a copy of some that were made, twenty times as quickly."""
    monkeypatch.setattr(
        Cluster, "make", lambda self: subprocess.run(["cp", "-a", whole, self.data], check=True)
    )


def kill(pid: int) -> None:
    """kill -9, and wait until the process is gone."""
    try:
        process = psutil.Process(pid)
        process.kill()
        process.wait(10)
    except psutil.NoSuchProcess:
        return


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(question)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def test_a_new_cluster_is_made_started_and_stopped(top: Path) -> None:
    cluster = Cluster(top / "pg")
    assert cluster.start()
    assert cluster.running()
    assert ask(cluster.url(), "show data_checksums") == "on"
    assert ask(cluster.url(), "show server_encoding") == "UTF8"
    assert ask(cluster.url(), "show fsync") == "on"
    assert ask(cluster.url(), "show listen_addresses") == ""
    cluster.stop()
    assert not cluster.running()


def test_the_application_is_no_superuser(server: Cluster) -> None:
    assert ask(server.url(), "select rolsuper from pg_roles where rolname = current_user") is False


def test_only_its_user_can_come_to_data_and_socket(server: Cluster) -> None:
    running = server.postmaster()
    assert running is not None
    for folder in (server.home, server.data, running.sockets):
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("copied")
def test_a_second_starter_joins_and_a_second_stop_does_nothing(top: Path) -> None:
    first, second = Cluster(top / "pg", throwaway=True), Cluster(top / "pg", throwaway=True)
    assert first.start()
    assert not second.start()
    assert second.url() == first.url()
    second.stop()
    first.stop()
    assert not first.running()


def test_a_server_that_is_slow_to_answer_is_joined_and_no_second_one_started(
    server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a loaded machine the first question can time out: its pid file still stands, so a start would fail."""
    tries = iter([psycopg.errors.ConnectionTimeout, psycopg.errors.CannotConnectNow])
    answer = server.connect

    def slow(*arguments: object, **more: object) -> psycopg.Connection:
        if failure := next(tries, None):
            raise failure
        return answer(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(server, "connect", slow)
    assert not server.start()
    assert next(tries, None) is None


def test_a_server_that_lives_and_never_answers_is_left_alone(
    server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: object) -> psycopg.Connection:
        raise psycopg.errors.ConnectionTimeout

    monkeypatch.setattr(server, "connect", never)
    monkeypatch.setattr("danvan.lib.postgres.cluster.PATIENCE", 0)
    with pytest.raises(errors.Busy, match="chưa trả lời"):
        server.start()


@pytest.mark.usefixtures("copied")
def test_after_kill_nine_of_the_server_everything_committed_is_there(top: Path) -> None:
    cluster = Cluster(top / "pg")
    cluster.start()
    ask(cluster.url(), "create table letter as select 'đơn thứ nhất' as text")
    running = cluster.postmaster()
    assert running is not None
    kill(running.pid)
    assert cluster.postmaster() is None
    assert Cluster(top / "pg").start()
    assert ask(cluster.url(), "select text from letter") == "đơn thứ nhất"
    cluster.stop()


@pytest.mark.usefixtures("copied")
def test_a_pid_file_that_names_another_process_is_not_believed(top: Path) -> None:
    cluster = Cluster(top / "pg", throwaway=True)
    cluster.start()
    running = cluster.postmaster()
    assert running is not None
    lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    kill(running.pid)
    sleeper = subprocess.Popen(["sleep", "60"], cwd="/", **cluster.who.arguments())
    try:
        (cluster.data / "postmaster.pid").write_text("\n".join([str(sleeper.pid), *lines[1:]]))
        assert cluster.postmaster() is None
        assert cluster.start()
    finally:
        sleeper.kill()
        sleeper.wait()
    cluster.stop()


def test_data_of_somebody_else_are_refused_and_left_alone(top: Path) -> None:
    cluster = Cluster(top / "pg")
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("18\n")
    with pytest.raises(errors.Foreign, match="DATABASE_URL"):
        cluster.start()
    assert [path.name for path in cluster.data.iterdir()] == ["PG_VERSION"]


def test_a_server_with_another_identity_is_refused(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "marker", lambda: {"system_identifier": 1})
    with pytest.raises(errors.Foreign):
        server.start()


def test_data_of_an_unknown_version_are_refused(top: Path) -> None:
    cluster = Cluster(top / "pg")
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("9\n")
    (cluster.data / "danvan.json").write_text('{"system_identifier": 1}')
    with pytest.raises(errors.WrongVersion, match="PostgreSQL 9"):
        cluster.start()


def test_a_full_disk_is_said_before_anything_is_written(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    cluster = Cluster(top / "pg")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 10**12, 10 * 1024**2))
    with pytest.raises(errors.NoSpace, match="10 MB"):
        cluster.start()
    assert not cluster.data.exists()


@pytest.mark.usefixtures("copied")
def test_a_start_that_fails_says_why_in_one_line(top: Path) -> None:
    cluster = Cluster(top / "pg", throwaway=True)
    cluster.start()
    cluster.stop()
    cluster.write(cluster.data / "local.conf", "shared_buffers = nonsense\n")
    with pytest.raises(errors.StartFailed) as caught:
        cluster.start()
    assert len(str(caught.value).splitlines()) == 2


def test_a_crash_in_the_middle_of_making_leaves_no_half_database(top: Path) -> None:
    cluster = Cluster(top / "pg", throwaway=True)
    (cluster.home / "data.new").mkdir()
    (cluster.home / "data.new" / "PG_VERSION").write_text("18")
    assert cluster.start()


@pytest.mark.usefixtures("copied")
def test_a_long_path_gets_a_short_private_socket(top: Path) -> None:
    deep = top.joinpath(*["thu-muc-rat-dai"] * 8)
    deep.mkdir(parents=True)
    cluster = Cluster(deep / "pg", throwaway=True)
    cluster.start()
    running = cluster.postmaster()
    assert running is not None
    assert sockets.fits(running.sockets)
    assert not running.sockets.is_relative_to(top)
    assert running.sockets.stat().st_mode & 0o077 == 0
    assert ask(cluster.url(), "select 1") == 1
    cluster.stop()
    running.sockets.rmdir()


def test_a_socket_folder_made_by_somebody_else_is_refused(top: Path) -> None:
    who = identity.choose(top / "pg")
    (top / "trap").mkdir(mode=0o777)
    (top / "trap").chmod(0o777)
    with pytest.raises(errors.Foreign):
        sockets.private(top / "trap", who)


def test_the_settings_keep_personal_data_out_of_the_log() -> None:
    text = settings.text(sockets=Path("/x/it's"), major=18, throwaway=False)
    assert "log_min_error_statement = panic" in text
    assert "unix_socket_directories = '/x/it''s'" in text
    assert "io_method" not in settings.text(sockets=Path("/x"), major=16, throwaway=False)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its server to nobody")
def test_root_changes_no_permission_of_folders_above_and_data_move_where_nobody_can_come(top: Path) -> None:
    closed = top / "home"
    (closed / "project" / "var").mkdir(parents=True)
    closed.chmod(0o700)
    before = {
        path: path.stat().st_mode for path in (top, closed, closed / "project", closed / "project" / "var")
    }
    with ensure(closed / "project" / "var") as cluster:
        ask(cluster.url(), "create table kept as select 1 as one")
        assert psutil.Process(cluster.postmaster().pid).uids().real != 0  # type: ignore[union-attr]
    assert (closed / "project" / "var" / "postgres").is_symlink()
    assert cluster.home.parent == top / "store"
    assert {path: path.stat().st_mode for path in before} == before
    with ensure(closed / "project" / "var") as again:
        assert ask(again.url(), "select one from kept") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its server to nobody")
def test_binaries_that_nobody_cannot_run_are_copied_to_our_own_store(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "can_run", lambda program, who: False)
    cluster = Cluster(top / "pg", throwaway=True)
    assert cluster.start()
    assert cluster.bin_dir().is_relative_to(top / "store")
    dumped = cluster.run("pg_dump", "--version")
    assert dumped.returncode == 0


@pytest.mark.usefixtures("copied")
def test_ensure_leaves_a_stopped_server_stopped_and_a_running_one_running(top: Path) -> None:
    with ensure(top / "var") as cluster:
        assert cluster.running()
    assert not cluster.running()
    cluster.start()
    with ensure(top / "var"):
        assert cluster.running()
    assert cluster.running()
    cluster.stop()


@pytest.mark.usefixtures("copied")
def test_the_server_stays_until_its_last_user_has_left(top: Path) -> None:
    first = ensure(top / "var")
    cluster = first.__enter__()
    second = ensure(top / "var")
    second.__enter__()
    first.__exit__(None, None, None)
    assert cluster.running()
    second.__exit__(None, None, None)
    assert not cluster.running()


@pytest.mark.usefixtures("copied")
def test_a_server_left_by_a_killed_test_run_is_swept_away(monkeypatch: pytest.MonkeyPatch, top: Path) -> None:
    home = top / f"{session.PREFIX}left"
    cluster = Cluster(home, throwaway=True)
    cluster.start()
    gone = subprocess.Popen(["true"])
    gone.wait()
    (home / "owner").write_text(str(gone.pid))
    monkeypatch.setattr(session, "tops", lambda: [top])
    session.sweep()
    assert not home.exists()
    assert cluster.postmaster() is None


def test_ctrl_c_does_not_reach_the_server(server: Cluster) -> None:
    running = server.postmaster()
    assert running is not None
    assert os.getpgid(running.pid) != os.getpgid(0)
