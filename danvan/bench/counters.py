"""A hall with a hundred counters, each with a dossier a minute, over HTTP: nobody waits long, no number is lost.

At each counter somebody is called, served, her application is taken in, and she is done with; each step is followed by
the page that the browser shows after it, and the pages renew themselves meanwhile. Numbers are taken at four kiosks.
"""

import http.client
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psutil
from django.db import connection
from django.test import Client

from danvan.bench import procedures
from danvan.bench.figures import Figure
from danvan.bench.register import officer
from danvan.bench.rig import COMMUNE, Rig, at_work
from danvan.counters import actions, verify
from danvan.counters.models import Counter, Errand, Hall, Ticket
from danvan.journal.actors import SYSTEM
from danvan.lib import dates
from danvan.people import actions as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.procedures import actions as catalogue
from danvan.procedures.models import Version

COUNTERS, KIOSKS, MINUTES = 100, 4, 10
MINUTE, RENEWED, STOCK = 60.0, 15.0, 4.0
TOKEN = "a" * 32  # a browser's own; the form sends the same


@dataclass
class Taken:
    """What was asked for, how long each answer took, and what went wrong."""

    seconds: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def p95(self, *kinds: str) -> float:
        """Milliseconds that nineteen of twenty answers stay below; of all where no kind is named."""
        some = sorted(took for kind, took in self.seconds if not kinds or kind in kinds)
        return some[int(len(some) * 0.95)] * 1000 if some else 0.0


class Browser:
    """A browser at a counter: it keeps its connection and cookies, follows where it is led, and is timed."""

    def __init__(self, port: int, cookies: dict[str, str], taken: Taken) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = {"csrftoken": TOKEN, **cookies}
        self.taken = taken

    def ask(self, kind: str, path: str, data: dict[str, str] | None = None) -> tuple[str, str]:
        """The answer's body and where it leads; a form is sent where there are data."""
        began = time.perf_counter()
        body = urlencode({**data, "csrfmiddlewaretoken": TOKEN}) if data is not None else None
        told = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": told, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            self.connection.request("GET" if body is None else "POST", path, body, headers)
            answer = self.connection.getresponse()
            page = answer.read().decode()
        except OSError as why:
            self.connection.close()
            return self.wrong(kind, path, str(why)), ""
        with self.taken.lock:
            self.taken.seconds.append((kind, time.perf_counter() - began))
        if answer.status not in (200, 302):
            return self.wrong(kind, path, f"{answer.status}"), ""
        for each in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        return page, answer.getheader("Location") or ""

    def post(self, kind: str, path: str, **data: str) -> str:
        """Send a form, and look at the page to which it leads."""
        _page, where = self.ask(kind, path, data)
        return self.ask("page", where)[0] if where else ""

    def wrong(self, kind: str, path: str, why: str) -> str:
        """Note what went wrong; there is no page."""
        with self.taken.lock:
            self.taken.wrong.append(f"{kind} {path}: {why}")
        return ""


def measure(built: Rig, minutes: int = MINUTES) -> list[Figure]:
    """The hall works for so many minutes; then every number is looked for."""
    hall, version, people_there = furnish()
    sessions = [_session(one) for one in people_there]
    desks = list(Counter.objects.filter(hall=hall).order_by("number").values_list("pk", flat=True))
    taken = Taken()
    with at_work(built) as (port, pid, _seconds):
        postmaster = built.cluster.postmaster()
        pids = [pid, *([postmaster.pid] if postmaster else [])]
        before, began = [_spent(one) for one in pids], time.perf_counter()
        until = began + minutes * MINUTE
        hands = [
            *(_kiosk(port, hall, taken, until, place) for place in range(KIOSKS)),
            *(
                _counter(port, hall, version, {"sessionid": session, "counter": str(desk)}, taken, minutes)
                for session, desk in zip(sessions, desks, strict=True)
            ),
        ]
        with ThreadPoolExecutor(len(hands)) as pool:
            for done in [pool.submit(hand, number) for number, hand in enumerate(hands)]:
                done.result()
        took = time.perf_counter() - began
        spent = [_spent(one) - first for one, first in zip(pids, before, strict=True)]
    return _figures(hall, taken, took, spent, minutes)


def _figures(hall: Hall, taken: Taken, took: float, spent: list[float], minutes: int) -> list[Figure]:
    connection.close()
    numbers = list(Ticket.objects.filter(hall=hall).values_list("number", flat=True))
    done = Errand.objects.filter(ticket__hall=hall, state="done", case__isnull=False).count()
    called = sum(kind == "finish" for kind, _took in taken.seconds)
    lost = len(set(range(1, max(numbers, default=0) + 1)) - set(numbers)) + abs(called - done)
    for each in taken.wrong[:5]:
        print(each, flush=True)
    return [
        Figure("counters at work", COUNTERS, "", least=COUNTERS),
        Figure("dossiers called, taken in and done", done, "", least=COUNTERS * minutes),
        Figure("dossiers a minute", done / took * 60, "/min"),
        Figure("an answer, p95", taken.p95(), "ms", most=400),
        Figure("calling the next, p95", taken.p95("next"), "ms", most=400),
        Figure("taking an application in, p95", taken.p95("intake"), "ms", most=400),
        Figure("done, p95", taken.p95("finish"), "ms", most=400),
        Figure("a number taken at a kiosk, p95", taken.p95("kiosk"), "ms", most=400),
        Figure("a page shown or renewed, p95", taken.p95("page", "renew", "form"), "ms", most=400),
        Figure("answers a second", len(taken.seconds) / took, "/s"),
        Figure("processor of the web server, of one core", 100 * spent[0] / took, "%"),
        Figure("processor of the database, of one core", 100 * sum(spent[1:]) / took, "%"),
        Figure("numbers lost", lost, "", most=0),
        Figure("numbers given twice", len(numbers) - len(set(numbers)), "", most=0),
        Figure("answers that were refused or failed", len(taken.wrong), "", most=0),
        Figure("what `danvan verify` finds wrong", len([*verify.halls(), *verify.tickets()]), "", most=0),
    ]


def _kiosk(port: int, hall: Hall, taken: Taken, until: float, place: int) -> Callable[[int], None]:
    """A number every few seconds, enough for all counters; the first of them before the counters begin."""

    def work(_number: int) -> None:
        browser, door = Browser(port, {}, taken), f"/lay-so/{hall.door}/"
        pause = MINUTE / COUNTERS * KIOSKS
        for _each in range(COUNTERS // 2 // KIOSKS):
            browser.post("kiosk", door, letters="A", submission=str(uuid4()))
        due = time.perf_counter() + pause * place / KIOSKS
        while due < until:
            time.sleep(max(0.0, due - time.perf_counter()))
            browser.post("kiosk", door, letters="A", submission=str(uuid4()))
            due += pause

    return work


def _counter(
    port: int, hall: Hall, version: Version, cookies: dict[str, str], taken: Taken, minutes: int
) -> Callable[[int], None]:
    """A dossier a minute; the counters begin one after another within the first minute."""

    def work(number: int) -> None:
        browser, desk = Browser(port, cookies, taken), f"/desk/counters/at/{hall.key}/"
        due = time.perf_counter() + STOCK + MINUTE * (number - KIOSKS) / COUNTERS
        for minute in range(minutes):
            time.sleep(max(0.0, due - time.perf_counter()))
            _dossier(browser, desk, version)
            due += MINUTE
            while minute + 1 < minutes and due - time.perf_counter() > RENEWED:
                time.sleep(RENEWED)
                browser.ask("renew", desk)

    return work


def _dossier(browser: Browser, desk: str, version: Version) -> None:
    """The next is called and served, her application taken in, and she is done with."""
    page = browser.post("next", f"{desk}next/")
    number = _between(page, 'id="serve-', '"')
    if not number:
        browser.wrong("next", desk, "nobody was called")
        return
    page = browser.post("serve", f"/desk/counters/tickets/{number}/do/serve/")
    errand = _between(page, "/desk/counters/errands/", "/")
    browser.ask("form", f"/desk/counters/errands/{errand}/intake/")
    form = f"/desk/counters/errands/{errand}/intake/{version.procedure.code}/"
    browser.ask("form", form)
    browser.post("intake", form, **typed())
    browser.post("finish", f"/desk/counters/tickets/{number}/do/finish/")


def _between(page: str, before: str, after: str) -> str:
    return page.partition(before)[2].partition(after)[0] if before in page else ""


def typed() -> dict[str, str]:
    """What the officer types and ticks."""
    papers = {
        f"p-{name}_{place}": said
        for place in (1, 2)
        for name, said in (("have", "on"), ("originals", "1"), ("copies", "0"))
    }
    person = {"full_name": "Nguyễn Thị Đo", "phone": "0912000417", "address": "thôn Đồng Tiến"}
    how = {"unit": COMMUNE, "way": "1", "sets": "1", "result_by": "person", "behalf": "self"}
    return {**papers, **person, **how, "submission": str(uuid4())}


def furnish() -> tuple[Hall, Version, list[Account]]:
    """The hall, a procedure, and an officer for each counter."""
    by, today, unit = officer(), dates.today(), Unit.objects.by_key(COMMUNE)
    found = catalogue.prepare(unit=unit, name="1.json", content=procedures.file(1), by=by, on=today)
    catalogue.bring_in(found, by=by, on=today)
    draft = Version.objects.select_related("procedure").get()
    version = catalogue.publish(draft, act=catalogue.Act("1/QĐ-UBND", today, today), by=by, on=today)
    given: dict[str, Any] = {"by": by, "on": today, "from_on": today}
    hall = actions.open_hall(unit=unit, key="bench", name="Trung tâm", **given)
    actions.open_service(hall, letter="A", name="Hộ tịch", purpose="file", fields=["Hộ tịch"], **given)
    there = []
    for number in range(1, COUNTERS + 1):
        actions.open_counter(hall, number=number, letters=["A"], **given)
        clerk = people.create_account(
            username=f"quay{number}",
            full_name=f"Cán bộ quầy {number}",
            by=SYSTEM,
            on=today,
            must_change_password=False,
            posts=[people.NewPost(unit, Role.CLERK)],
        )
        there.append(clerk)
    return hall, version, there


def _session(account: Account) -> str:
    client = Client()
    client.force_login(account, backend="danvan.people.backends.Officers")
    return client.cookies["sessionid"].value


def _spent(pid: int) -> float:
    """Processor seconds of a process and its children."""
    root = psutil.Process(pid)
    found = 0.0
    for process in [root, *root.children(recursive=True)]:
        times = process.cpu_times()
        found += times.user + times.system + times.children_user + times.children_system
    return found
