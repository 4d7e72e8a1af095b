"""How fast a letter is filed, end to end, and how much of the floor's speed that is."""

import re
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.bench import load
from danvan.bench.figures import Figure
from danvan.bench.register import letters
from danvan.bench.rig import COMMUNE, Rig, at_work

SEND = "/gui-don/"
BEFORE = 10_000
FIELDS = {
    "kind": "complaint",
    "unit": COMMUNE,
    "topic": "land",
    "subject": "Đề nghị xem lại ranh giới thửa đất",
    "against": "Quyết định 12/QĐ-UBND của UBND xã",
    "learned_on": "01/09/2026",
    "body": "Gia đình tôi sử dụng thửa đất này từ lâu, nay bản đồ mới vẽ lệch ranh giới sang hộ bên cạnh.",
    "wish": "Đo lại và sửa bản đồ.",
    "full_name": "Nguyễn Thị Đo",
    "address": "thôn Đồng Tiến",
    "phone": "0912000417",
    "tell_by": "phone",
}


def measure(built: Rig, tools: Path) -> list[Figure]:
    """Statements, processor time and letters a second; the floor in the same run."""
    load.check(tools)
    letters(BEFORE, commune=COMMUNE)
    statements = _statements()
    first = load.floor(tools, built, BEFORE)
    ours = _ours(built, tools)
    ratio = ours["rps"] / first["rps"]
    cpu = sum(ours["cpu_ms_per_req"].values())
    return [
        Figure("a letter filed at the portal: statements", statements, "", most=15),
        Figure("processor time, application and database together", cpu, "ms", most=10),
        Figure("letters filed, two workers, eight senders", ours["rps"], "/s", least=150),
        Figure("time until the receipt, 95 of 100", ours["p95_ms"], "ms"),
        Figure("refused or failed while filing", ours["bad"], "", most=0),
        Figure("the bare floor in the same run", first["rps"], "/s"),
        Figure("part of the floor's speed", ratio, "", least=0.25),
    ]


def _statements() -> float:
    """Statements of one filing in a warm process."""
    client = Client(headers={"host": "127.0.0.1"})
    for n in (1, 2):
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(
                SEND, {**FIELDS, "send": "1", "submission": f"00000000-0000-4000-8000-00000000000{n}"}
            )
        if answer.status_code != 303:
            raise RuntimeError(f"the letter was not filed: {answer.status_code}")
    return len(seen)


def _ours(built: Rig, tools: Path) -> dict:
    with at_work(built) as (port, pid, _seconds):
        cookie, token = _token(port)
        postmaster = built.cluster.postmaster()
        fields = {**FIELDS, "send": "1", "csrfmiddlewaretoken": token}
        body = urlencode(fields) + "&submission={uuid}"
        headers = ("Content-Type: application/x-www-form-urlencoded", f"Cookie: csrftoken={cookie}")
        pids = [pid, postmaster.pid] if postmaster else [pid]
        return load.post(
            tools, f"http://127.0.0.1:{port}{SEND}", body, pids=pids, expect=303, headers=headers
        )


def _token(port: int) -> tuple[str, str]:
    """The cookie and the form's token, as a browser gets them."""
    from http.client import HTTPConnection

    connection_ = HTTPConnection("127.0.0.1", port, timeout=30)
    connection_.request("GET", SEND)
    answer = connection_.getresponse()
    page = answer.read().decode()
    cookie = re.search(r"csrftoken=([^;]+)", answer.getheader("Set-Cookie") or "")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not cookie or not token:
        raise RuntimeError("the page to send a letter gave no token")
    return cookie[1], token[1]
