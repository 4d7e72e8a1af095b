"""kill -9 in the middle of filing: whoever was told that the letter is in finds it in the register afterwards."""

import http.client
import os
import shutil
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from danvan.lib.postgres import Cluster
from danvan.lib.postgres.session import temporary_home
from tests import tables
from tests.served import Served

HANDS = 4  # citizens who send at the same time
ENOUGH = 40  # letters after which the power goes
PATIENCE = 60
FORGERY_TOKEN = "k" * 32


@dataclass
class Citizens:
    """Sends letters one after another, on several threads, and remembers which were acknowledged."""

    served: Served
    told: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def send_for_ever(self) -> None:
        """Until the server is gone or everybody may go home."""
        while not self.stop.is_set():
            number = str(uuid.uuid4())
            try:
                if self.send(number) == 303:
                    self.told.append(number)
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)

    def send(self, number: str) -> int:
        """One letter; the status of the answer."""
        told = {
            "csrfmiddlewaretoken": FORGERY_TOKEN,
            "page": "review",
            "submission": number,
            "kind": "recommendation",
            "unit": "KY-THU",
            "place": "xã Kỳ Thử",
            "topic": "water",
            "subject": f"Cống tắc, thư {number[:8]}",
            "body": "Đề nghị nạo vét cống trước mùa mưa.",
            "full_name": "Nguyễn Thị Lan",
            "tell_by": "code",
        }
        heads = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={FORGERY_TOKEN}"}
        line = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=20)
        try:
            line.request("POST", "/gui-don/", urlencode(told), heads)
            return line.getresponse().status
        finally:
            line.close()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL that keeps its word: writes are on the disk before they are acknowledged."""
    home = temporary_home()
    made = Cluster(home)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(home, ignore_errors=True)


def power_cut(served: Served, cluster: Cluster) -> None:
    """Everything dies at once, without a word of warning."""
    postmaster = cluster.postmaster()
    assert postmaster is not None
    served.kill(signal.SIGKILL)
    os.kill(postmaster.pid, signal.SIGKILL)


def test_every_acknowledged_letter_is_there_after_kill_9(
    cluster: Cluster, tmp_path: Path, django_db_blocker: Any
):
    served = Served(tmp_path / "var", cluster.url())
    with django_db_blocker.unblock():
        tables.poured(cluster)
    served.prepare()
    served.told("tests.browser.stage")
    served.start(workers=2)
    citizens = Citizens(served)
    hands = [threading.Thread(target=citizens.send_for_ever, daemon=True) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    until = time.monotonic() + PATIENCE
    while len(citizens.told) < ENOUGH and time.monotonic() < until:
        time.sleep(0.01)
    power_cut(served, cluster)
    citizens.stop.set()
    for hand in hands:
        hand.join(30)
    assert len(citizens.told) >= ENOUGH, "too few letters were acknowledged to say anything"

    assert cluster.start() is True
    served.start(workers=1)
    try:
        assert served.answers()
        with psycopg.connect(cluster.url()) as connection:
            kept = {str(row[0]) for row in connection.execute("select submission from cases_case")}
        lost = set(citizens.told) - kept
        assert not lost, f"{len(lost)} of {len(citizens.told)} acknowledged letters are gone"
        assert citizens.send(citizens.told[-1]) == 303, "sent once more it is still one letter"
        with psycopg.connect(cluster.url()) as connection:
            twice = (
                "select count(*) - count(distinct submission) from cases_case where submission is not null"
            )
            assert connection.execute(twice).fetchone() == (0,)
        served.run("danvan.cli", "verify")
    finally:
        served.kill()
