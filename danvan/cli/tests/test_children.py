"""Doors and children of `danvan up`."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from danvan.cli import children, doors
from danvan.cli.errors import Sentence

PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
time.sleep(60)
"""


def until(true) -> None:
    """Wait for a fact, at most ten seconds."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def family(tmp_path: Path):
    """A child with a child of its own."""
    child = children.Child("con", [sys.executable, "-c", PARENT], tmp_path / "con.log")
    child.start()
    assert child.process is not None
    until(lambda: len(children.session_of(child.process.pid)) == 2)
    yield child
    child.stop()


def test_a_taken_port_is_told_with_its_holder_and_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Sentence) as caught:
            doors.check_free("127.0.0.1", port)
    assert f"pid {os.getpid()}" in caught.value.vi
    assert "danvan up --port" in caught.value.en


def test_a_free_port_may_be_taken() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    doors.check_free("127.0.0.1", port)
    assert doors.answers("127.0.0.1", port) == 0


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Sentence, match=r"192\.0\.2\.1"):
        doors.check_free("192.0.2.1", 8000)


def test_names_of_this_machine_are_allowed_only_when_it_listens_beyond_itself(monkeypatch) -> None:
    monkeypatch.setenv("DANVAN_HOSTS", "danvan.example")
    assert doors.allowed_names("127.0.0.1") == "danvan.example"
    assert set(doors.allowed_names("0.0.0.0").split(",")) > {"danvan.example", "127.0.0.1"}
    assert doors.url("::1", 8000) == "http://[::1]:8000"


def test_a_child_stops_with_everything_that_it_started(family) -> None:
    members = children.session_of(family.process.pid)
    family.stop()
    assert not any(children.is_alive(member) for member in members)


def test_a_child_that_died_is_started_again_and_its_own_children_are_gone(family) -> None:
    first = family.process
    left = [member for member in children.session_of(first.pid) if member.pid != first.pid]
    first.kill()
    first.wait()
    family.revive()
    assert family.alive()
    assert family.process.pid != first.pid
    assert not any(children.is_alive(member) for member in left)


def test_a_child_that_keeps_dying_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    child = children.Child("con", [sys.executable, "-c", "print('hết giấy')"], tmp_path / "con.log")
    child.start()
    for _ in range(children.TOO_OFTEN - 1):
        child.process.wait()  # type: ignore[union-attr]
        child.revive()
    child.process.wait()  # type: ignore[union-attr]
    with pytest.raises(Sentence, match="hết giấy"):
        child.revive()


def test_orphans_of_a_killed_up_are_cleared(tmp_path: Path, family) -> None:
    children.record(tmp_path, "http://127.0.0.1:8000", [family], ready=True)
    members = children.session_of(family.process.pid)
    assert children.clear_orphans(tmp_path) == 2
    assert not any(children.is_alive(member) for member in members)
    assert not (tmp_path / children.RECORD).exists()


def test_a_number_that_belongs_to_another_process_now_is_left_alone(tmp_path: Path, family) -> None:
    children.record(tmp_path, "http://127.0.0.1:8000", [family], ready=True)
    note = json.loads((tmp_path / children.RECORD).read_text())
    note["children"][0][1] -= 1000
    (tmp_path / children.RECORD).write_text(json.dumps(note))
    assert children.clear_orphans(tmp_path) == 0
    assert family.alive()


def test_a_note_from_before_the_last_boot_is_not_believed(tmp_path: Path, family) -> None:
    children.record(tmp_path, "http://127.0.0.1:8000", [family], ready=True)
    note = json.loads((tmp_path / children.RECORD).read_text()) | {"boot": psutil.boot_time() - 9999}
    (tmp_path / children.RECORD).write_text(json.dumps(note))
    assert children.clear_orphans(tmp_path) == 0
    assert family.alive()


def test_a_broken_note_is_no_note(tmp_path: Path) -> None:
    (tmp_path / children.RECORD).write_text("{")
    assert children.clear_orphans(tmp_path) == 0


def test_ctrl_c_does_not_reach_a_child(family) -> None:
    assert os.getsid(family.process.pid) == family.process.pid != os.getsid(0)


def test_a_process_that_is_gone_has_no_beginning() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert children.created(gone.pid) == 0.0
