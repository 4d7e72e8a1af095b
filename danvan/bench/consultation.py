"""One draft that a whole commune opens at once: two thousand readers and two hundred writers within one minute."""

import http.client
import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

from danvan.bench.figures import Figure
from danvan.bench.register import officer
from danvan.bench.rig import COMMUNE, Rig, at_work
from danvan.consultations import actions
from danvan.consultations.actions import Told
from danvan.consultations.models import Consultation, Opinion
from danvan.lib import dates
from danvan.people.models import Unit

READERS, WRITERS, SECONDS, HANDS = 2_000, 200, 60, 48
ARTICLES = 30
WORDS = "Đề nghị giảm mức thu cho hộ buôn bán nhỏ, vì mức dự kiến gấp đôi hiện nay."


@dataclass
class Seen:
    """Milliseconds from the moment at which somebody pressed the key until the last byte; what went wrong."""

    read: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)
    bad: int = 0


def measure(built: Rig) -> list[Figure]:
    """The 95th percentile of opening and of sending, what failed, and what is in the register afterwards."""
    row = draft()
    with at_work(built) as (port, _pid, _seconds):
        seen = crowd(port, f"/gop-y/{row.pk}/")
    kept = Opinion.objects.filter(consultation=row).count()
    return [
        Figure("people who opened the page within one minute", len(seen.read), "", least=READERS),
        Figure("the page until its last byte, 95 of 100", p95(seen.read), "ms", most=500),
        Figure("people who sent an opinion within the same minute", len(seen.written), "", least=WRITERS),
        Figure("an opinion until its receipt, 95 of 100", p95(seen.written), "ms", most=500),
        Figure("refused or failed", seen.bad, "", most=0),
        Figure("opinions lost or doubled", abs(kept - WRITERS), "", most=0),
    ]


def draft() -> Consultation:
    """A draft of thirty articles, open since today."""
    by, today = officer(), dates.today()
    told = Told(
        "regulation",
        "other",
        "Dự thảo Quy chế quản lý chợ",
        "Giờ mở cửa và mức thu mới.",
        "consultation.period",
    )
    row = actions.draw_up(told, unit=Unit.objects.by_key(COMMUNE), by=by, on=today)
    actions.save_draft(row, text="\n".join(map(article, range(1, ARTICLES + 1))), by=by, on=today)
    return actions.announce(row, opens_on=today, closes_on=today + timedelta(40), by=by, on=today)


def article(number: int) -> str:
    """An article with clauses and points."""
    points = "\n".join(f"{letter}) nội dung điểm {letter} của việc số {number};" for letter in "abcd")
    return (
        f"Điều {number}. Việc số {number}\n1. Khoản một của việc số {number}.\n2. Các trường hợp:\n{points}"
    )


def crowd(port: int, path: str) -> Seen:
    """Everybody at a moment of her own, in any order; nobody waits until another is served."""
    draw, seen, lock = random.Random(7), Seen(), threading.Lock()
    cookie, token = _door(port, path)
    plan = sorted(
        [(draw.uniform(0, SECONDS), False) for _ in range(READERS)]
        + [(draw.uniform(0, SECONDS), True) for _ in range(WRITERS)]
    )
    began = time.perf_counter()

    def one(moment: float, writes: bool) -> None:
        time.sleep(max(began + moment - time.perf_counter(), 0))
        ok = _send(port, path, cookie, token) if writes else _open(port, path)
        took = (time.perf_counter() - began - moment) * 1000
        with lock:
            (seen.written if writes else seen.read).append(took)
            seen.bad += not ok

    with ThreadPoolExecutor(HANDS) as hands:
        for moment, writes in plan:
            hands.submit(one, moment, writes)
    return seen


def _open(port: int, path: str) -> bool:
    answer = _ask(port, "GET", path)
    return answer.status == 200


def _send(port: int, path: str, cookie: str, token: str) -> bool:
    told = {
        "csrfmiddlewaretoken": token,
        "anchor": f"dieu-{random.randint(1, ARTICLES)}",
        "stance": "opposes",
        "text": WORDS,
        "submission": str(uuid4()),
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={cookie}"}
    return _ask(port, "POST", path, urlencode(told), headers).status == 200


def _ask(
    port: int, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body or None, headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


def _door(port: int, path: str) -> tuple[str, str]:
    """The cookie and the form's token, as a browser gets them."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = re.search(r"csrftoken=([^;]+)", answer.getheader("Set-Cookie") or "")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    connection.close()
    if not cookie or not token:
        raise RuntimeError("the page of a draft gave no token")
    return cookie[1], token[1]


def p95(took: list[float]) -> float:
    """Milliseconds that nineteen of twenty stay below."""
    return sorted(took)[int(len(took) * 0.95)] if took else 0.0
