"""A real office in front of a real browser: granian, a database of its own, Chromium; skipped where there is none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from danvan.cli.checks import browser
from tests.browser.stage import PASSWORD
from tests.served import Served, fresh_database

CHROMIUM = browser()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--renderer-process-limit=1",  # one office: what is started anew for each page and context was a tenth of it all
    "--disable-site-isolation-trials",
    "--js-flags=--single-threaded",  # all processors have work: what helpers prepare ahead is seldom used
]
HERE = Path(__file__).parent
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these on one worker, because they share one office; none where there is no browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@dataclass
class Office:
    """Where it is and what stands in it."""

    served: Served
    things: dict[str, Any]

    @property
    def url(self) -> str:
        return self.served.url


@dataclass
class Seen:
    """What a page did besides being shown: where it asked, how much came, what went wrong."""

    hosts: set[str] = field(default_factory=set)
    bytes: float = 0
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory, tables_of_run: str) -> Iterator[Office]:
    """The office with its cast; the web server is ended with the tests."""
    with fresh_database("browser", like=tables_of_run) as database:
        served = Served(tmp_path_factory.mktemp("office"), database)
        served.prepare()
        things = served.told("tests.browser.stage")
        served.start()
        try:
            yield Office(served, things)
        finally:
            served.kill()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """One browser for all tests; each test has contexts of its own."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def states(office: Office, chromium: Any) -> dict[str, Any]:
    """The cookies of everybody who can log in."""
    found: dict[str, Any] = {}
    for who in ("minh", "hoa", "an"):
        context = chromium.new_context(locale="vi-VN")
        page = context.new_page()
        page.goto(f"{office.url}/account/login/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/**")
        found[who] = context.storage_state()
        context.close()
    return found


@pytest.fixture(scope="package")
def pages(office: Office, chromium: Any, states: dict[str, Any]) -> Callable[[str], Any]:
    """One page for each officer, used again and again to look at many addresses: pages("minh")."""
    opened: dict[str, Any] = {}

    def of(who: str) -> Any:
        if who not in opened:
            context = chromium.new_context(
                viewport=DESK, locale="vi-VN", storage_state=states[who], base_url=office.url
            )
            opened[who] = context.new_page()
            opened[who].seen = watch(context, opened[who])
        page = opened[who]
        page.seen.hosts.clear()
        page.seen.problems.clear()
        page.set_viewport_size(DESK)
        return page

    return of


@pytest.fixture(scope="package")
def phones(office: Office, chromium: Any) -> Callable[[], Any]:
    """One telephone that has been nowhere yet, used again and again: phones()."""
    context = chromium.new_context(viewport=PHONE, locale="vi-VN", base_url=office.url)
    page = context.new_page()
    page.seen = watch(context, page)
    wire = context.new_cdp_session(page)

    def new() -> Any:
        page.goto("about:blank")
        context.clear_cookies()
        wire.send("Network.clearBrowserCache")
        page.seen.hosts.clear()
        page.seen.problems.clear()
        page.seen.bytes = 0
        page.set_viewport_size(PHONE)
        return page

    return new


@pytest.fixture
def browse(office: Office, chromium: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """A page in a fresh browser: browse(who="minh", viewport=DESK). What it does is noted in `page.seen`."""
    contexts = []

    def opened(who: str = "", viewport: dict[str, int] = DESK, **options: Any) -> Any:
        state = request.getfixturevalue("states")[who] if who else None
        context = chromium.new_context(
            viewport=viewport, locale="vi-VN", storage_state=state, base_url=office.url, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.seen = watch(context, page)
        return page

    yield opened
    for context in contexts:
        context.close()


def watch(context: Any, page: Any) -> Seen:
    """Note every request, every byte over the wire and every complaint of the page."""
    seen = Seen()
    page.on(
        "request",
        lambda asked: seen.hosts.add(asked.url.split("/")[2] if "//" in asked.url else asked.url[:20]),
    )
    page.on(
        "console", lambda said: seen.problems.append(said.text) if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: seen.problems.append(str(error)))
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")

    def came(event: dict[str, Any]) -> None:
        seen.bytes += event["encodedDataLength"]

    wire.on("Network.loadingFinished", came)
    return seen
