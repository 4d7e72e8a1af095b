"""The parts page and the two base pages in a real Chromium: no accessibility issue, nothing against the policy."""

import threading
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from tests.browser.conftest import CHROMIUM, FLAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM, reason="there is no Chromium on this machine: the pages are not looked at"
    ),
]


STOP_WITHIN = 0.02  # seconds; half of one is what it looks after by itself


class Quiet(WSGIRequestHandler):
    """Writes no log of requests."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def address(house) -> Iterator[str]:
    house.ALLOWED_HOSTS = ["127.0.0.1"]
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, args=[STOP_WITHIN], daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def chromium():
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def open_page(chromium, url, **options):
    page = chromium.new_page(locale="vi-VN", **options)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(url)
    return page, problems


@pytest.mark.parametrize("path", ["/bo-phan", "/portal", "/desk"])
def test_pages_have_no_accessibility_issue_on_a_phone_by_day_nor_on_a_desk_by_night(chromium, address, path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    # Neither does the layout depend on the colours, nor does the contrast on the width.
    for width, scheme in ((390, "light"), (1280, "dark")):
        page, problems = open_page(
            chromium, address + path, viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert problems == []
        page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(chromium, address, width):
    page, _ = open_page(chromium, f"{address}/bo-phan", viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_summary_of_errors_has_the_focus(chromium, address):
    page, _ = open_page(chromium, f"{address}/bo-phan")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.click(".errors a[href='#id_phone']")
    assert page.evaluate("document.activeElement.id") == "id_phone"


def test_the_theme_changes_in_place_and_what_was_typed_stays(chromium, address):
    page, _ = open_page(chromium, f"{address}/bo-phan")
    page.fill("#id_a-name", "Nguyễn Thị Lan")
    page.click("text=Tùy chọn")
    with page.expect_response("**/giao-dien"):
        page.click("button[name=theme][value=dark]")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.input_value("#id_a-name") == "Nguyễn Thị Lan"
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"


def test_a_form_is_sent_once_and_its_button_says_so(chromium, address):
    page, _ = open_page(chromium, f"{address}/bo-phan")
    sent: list[str] = []

    def stay(route):
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/bo-phan", stay)
    button = page.locator("form[aria-label='Có lỗi'] .btn.main")
    before = button.bounding_box()
    button.click(no_wait_after=True)
    page.locator("[data-words]", has_text="Đang lưu…").wait_for()
    assert button.bounding_box()["height"] == before["height"]
    button.click(no_wait_after=True, force=True)
    page.wait_for_timeout(100)
    assert sent == ["POST"]


def test_keys_of_the_desk_work_outside_fields_and_can_be_off(chromium, address):
    page, _ = open_page(chromium, f"{address}/bo-phan")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "one"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "spine-q"
    page.keyboard.type("t/j")
    assert page.input_value("#spine-q") == "t/j"
    page.context.add_cookies([{"name": "keys", "value": "off", "url": address}])
    page.reload()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") != "one"
