"""Somebody denounces from a phone and comes back by the receipt, with and without scripts; and leaves in a hurry."""

import re

import pytest

from tests.browser.conftest import PHONE

RECEIPT = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
WORDS = "Chủ thầu đổ đất thải xuống kênh, có ảnh."


def press(page, name):
    """Press a button and wait for what comes."""
    with page.expect_response("**/to-cao/") as came:
        page.get_by_role("button", name=name, exact=True).click()
    assert came.value.status in (200, 422)
    page.wait_for_load_state()


def written(page):
    """At the end of the letter, before it is sent."""
    page.goto("/to-cao/")
    press(page, "Viết tố cáo")
    page.fill("[name=place]", "ky thu")
    page.get_by_label("Người, tổ chức khác").check()
    press(page, "Tiếp tục")
    page.fill("[name=body]", WORDS)
    page.select_option("[name=topic]", "land")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_denouncer_writes_comes_back_by_the_receipt_and_leaves_no_way_back(browse, office, scripts):
    page = browse(viewport=PHONE, java_script_enabled=scripts)
    page.route("https://vi.wikipedia.org/**", lambda route: route.fulfill(body="<title>Wikipedia</title>"))
    page.goto("/robots.txt")
    written(page)
    press(page, "Niêm phong và gửi")
    if not scripts:
        assert "Xin đợi" in page.text_content("main"), "a browser that does no work waits"
        assert page.input_value("[name=body]") == WORDS
        return
    page.get_by_text(RECEIPT).first.wait_for()
    receipt = RECEIPT.search(page.text_content("main"))[0]
    assert WORDS not in page.content()
    press(page, "Tôi đã giữ mã, thử xem lại")
    page.fill("[name=receipt]", receipt.replace(" ", ""))
    press(page, "Xem")
    page.fill("[name=text]", "Tôi còn ảnh khác.")
    press(page, "Niêm phong và gửi")
    page.get_by_text("Đã gửi và niêm phong").first.wait_for()  # what comes takes the place of the page
    assert (page.url, page.context.cookies()) == (f"{office.url}/to-cao/", [])
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("https://vi.wikipedia.org/")
    page.go_back()
    assert page.url == f"{office.url}/robots.txt"
