"""A birth certificate from a phone of 390 px: filed online, supplemented once, ready; the desk does its part."""

import re

from tests.browser.conftest import PHONE
from tests.browser.test_pages import LIGHT, check

CODE = re.compile(r"(?:[2-9A-Y]{4}-){3}[2-9A-Y]{2}")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def picture(name):
    return {"name": name, "mimeType": "image/png", "buffer": PNG}


def press(page, name):
    """Press a button that leads on, and wait for what comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).last.click()


def file_it(page, office):
    """From the page of the procedure to the receipt; the code with which it is followed."""
    page.goto("/thu-tuc/1.001193/")
    page.get_by_role("link", name="Nộp hồ sơ qua mạng").click()
    check(page, office)
    page.set_viewport_size(PHONE)
    if not page.input_value("[name=place]"):
        page.fill("[name=place]", "ky thu")
    press(page, "Bắt đầu")
    check(page, office)
    page.set_viewport_size(PHONE)
    page.fill("[name=full_name]", "Nguyễn Thị Lan")
    page.fill("[name=phone]", "0912 000 417")
    page.check("[name=tell_by][value=code]")
    press(page, "Tiếp tục")
    page.set_input_files("[name=file_1]", picture("to-khai.png"))
    check(page, office)
    page.set_viewport_size(PHONE)
    press(page, "Tiếp tục")
    assert "Nộp bây giờ thì có kết quả chậm nhất" in page.inner_text("main")
    check(page, office)
    page.set_viewport_size(PHONE)
    page.check("[name=sure]")
    press(page, "Nộp hồ sơ")
    check(page, office)
    return CODE.search(page.inner_text("main"))[0]


def follow(page, code):
    page.goto("/tra-cuu/")
    page.fill("[name=code]", code)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page.inner_text("main")


def open_at_desk(page):
    """The first application of the tab of those that came online."""
    page.goto("/desk/onestop/?tab=online")
    page.locator("table.list a").first.click()
    page.wait_for_url("**/desk/onestop/*/")


def work_through(page):
    """Take each step and hand it on until there is a result."""
    for _each in range(4):
        press(page, "Nhận bước này")
        press(page, "Xong, chuyển đi")


def test_a_birth_certificate_is_filed_supplemented_once_and_ready(browse, pages, office):
    lan = browse(viewport=PHONE)
    code = file_it(lan, office)
    assert code not in lan.url
    minh = pages("minh")
    open_at_desk(minh)
    check(minh, office)
    press(minh, "Đã kiểm tra, hồ sơ đủ")
    minh.locator("summary", has_text="Yêu cầu bổ sung hồ sơ").click()
    minh.fill("[name=lacks-0-what]", "Giấy chứng sinh")
    minh.fill("[name=lacks-0-reason]", "Chưa có trong hồ sơ")
    press(minh, "Yêu cầu bổ sung hồ sơ")
    assert "Cơ quan cần ông/bà bổ sung" in follow(lan, code)
    check(lan, office)
    lan.set_viewport_size(PHONE)
    lan.set_input_files("input[type=file]", picture("giay-chung-sinh.png"))
    before = lan.seen.bytes
    press(lan, "Gửi bổ sung")
    assert "Đã gửi bổ sung" in lan.inner_text("main")
    assert lan.seen.bytes - before <= LIGHT
    open_at_desk(minh)
    work_through(minh)
    said = follow(lan, code)
    assert "Mời ông/bà đến xã Kỳ Thử nhận trong giờ làm việc" in said
    check(lan, office)
