"""An officer logs in, enters a turn by keyboard alone, takes a letter from the door to the answer."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.stage import PASSWORD

MOST_KEYS = 60  # for a turn with one matter, beside the text itself


class Hands:
    """Somebody who has no mouse: counts every key that is not text."""

    def __init__(self, page):
        self.page, self.keys = page, 0

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text):
        self.page.keyboard.insert_text(text)

    def at(self):
        """The name of the field that has the focus."""
        return self.page.evaluate("document.activeElement.name || document.activeElement.id")

    def tab_to(self, name, most=12):
        """Go on with Tab until the field is reached."""
        for _ in range(most):
            if self.at() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not within {most} tabs; the focus is on {self.at()}")


def test_a_turn_is_entered_by_keyboard_alone(browse):
    page = browse("minh", viewport=DESK)
    page.goto("/desk/")
    hands = Hands(page)
    hands.press("t")
    page.wait_for_url("**/desk/reception/new/")
    assert hands.at() == "v-0-full_name", "the first field awaits the name"
    hands.type("Trần Văn Bình")
    hands.tab_to("m-0-topic", most=16)
    hands.press("ArrowDown")
    hands.tab_to("m-0-summary")
    hands.type("Hỏi về mức hỗ trợ sau bão, nhà tốc mái.")
    hands.tab_to("m-0-advice")
    hands.type("Đã hướng dẫn làm đơn gửi ủy ban trước thứ Sáu.")
    hands.press("Control+Enter")
    page.wait_for_url(re.compile(r"/desk/reception/\d+/"))
    assert "Hỏi về mức hỗ trợ sau bão" in page.text_content("main")
    assert hands.keys <= MOST_KEYS, f"{hands.keys} keys"


def test_what_was_typed_outlives_a_session_that_had_ended(browse):
    page = browse("minh", viewport=DESK)
    page.goto("/desk/reception/new/")
    page.fill("[name=m-0-summary]", "Nói rất lâu về con mương sau nhà.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/account/login/**")
    page.fill("[name=login]", "minh")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/reception/new/")
    assert page.input_value("[name=m-0-summary]") == "Nói rất lâu về con mương sau nhà."
    assert page.evaluate("sessionStorage.getItem('danvan-kept')") is None


def test_minh_and_hoa_take_a_letter_to_its_answer(browse, office):
    sender = browse(viewport=PHONE)
    from tests.browser.test_citizen import CODE, tell

    tell(sender)
    code = CODE.search(sender.inner_text("main"))[0]
    minh = browse("minh")
    minh.goto("/desk/")
    minh.fill("[name=q]", code)
    minh.keyboard.press("Enter")
    minh.wait_for_load_state()
    minh.get_by_role("link", name="Cống đầu làng tắc").first.click()
    minh.wait_for_url(re.compile(r"/desk/cases/\d+/"))
    take(minh, "screen")
    take(minh, "accept")
    take(minh, "answer", outcome="granted", text="Đã nạo vét cống chiều nay, ngõ 4 hết ngập.")
    assert "Đã trả lời" in minh.text_content("main")
    reader = browse(viewport=PHONE)
    reader.goto("/tra-cuu/")
    reader.fill("[name=code]", code)
    reader.keyboard.press("Enter")
    reader.wait_for_load_state()
    reader.get_by_text("Đã nạo vét cống chiều nay, ngõ 4 hết ngập.").first.wait_for()
    assert "Trần Thị Hoa" not in reader.text_content("main")


def take(page, verb, **given):
    """Open the step on the page of the case, fill in what it asks for, and take it without its paper."""
    form = page.locator(f"form[action$='/steps/{verb}/']")
    if not form.is_visible():
        page.locator("details", has=form).last.locator("summary").first.click()
    for name, value in given.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        form.locator("button:not([name])").click()
    page.get_by_text("Đã ghi: ").wait_for()


def test_a_wrong_password_is_refused_in_words_and_what_was_typed_stays(browse):
    page = browse()
    page.goto("/account/login/")
    page.fill("[name=login]", "hoa")
    page.fill("[name=password]", PASSWORD + " nhầm")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.locator(".errors").wait_for()
    assert page.input_value("[name=login]") == "hoa"


def test_a_part_that_htmx_asks_for_is_what_a_reload_shows(browse):
    """Similar letters appear while typing; the button without scripts shows the same lines."""
    page = browse("minh")
    page.goto("/desk/letters/new/")
    page.fill("[name=subject]", "Cống kênh N3 bị tắc")
    with page.expect_response("**/desk/letters/similar/"):
        page.keyboard.press("Tab")
    page.locator("#similar table").wait_for()
    part = page.inner_text("#similar table")
    plain = browse("minh", java_script_enabled=False)
    plain.goto("/desk/letters/new/")
    plain.fill("[name=subject]", "Cống kênh N3 bị tắc")
    plain.locator("button[name=look]").click()
    plain.wait_for_load_state()
    assert normal(plain.text_content("#similar table")) == normal(page.text_content("#similar table"))
    assert part


def normal(text):
    return " ".join(text.split())


@pytest.mark.parametrize("width", [390, 1280])
def test_the_way_out_is_on_every_page(browse, width):
    page = browse("minh", viewport={"width": width, "height": 900})
    page.goto("/desk/")
    assert page.get_by_text("Đăng xuất").count() >= 1
