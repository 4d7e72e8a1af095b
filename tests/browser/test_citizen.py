"""A citizen with a phone of 390 px sends a letter, keeps the code, follows it; with and without JavaScript."""

import re

import pytest

from tests.browser.conftest import PHONE

CODE = re.compile(r"(?:[2-9A-Y]{4}-){3}[2-9A-Y]{2}")


def tell(page):
    """Fill in the four pages as a person does, and send."""
    page.goto("/")
    page.goto("/gui-don/")
    page.get_by_label("Báo một việc chưa ổn").check()
    page.fill("[name=place]", "ky thu")
    page.select_option("[name=topic]", "water")
    page.get_by_role("button", name="Tiếp tục").click()
    page.fill("[name=subject]", "Cống đầu làng tắc, nước ngập ngõ")
    page.fill("[name=body]", "Mưa hôm qua nước ngập vào ba nhà ở ngõ 4.")
    page.get_by_role("button", name="Tiếp tục").click()
    page.fill("[name=full_name]", "Nguyễn Thị Lan")
    page.fill("[name=phone]", "0912 000 417")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_text("Mưa hôm qua nước ngập vào ba nhà ở ngõ 4.").first.wait_for()
    page.locator("form .btn.main").last.click()
    page.wait_for_url("**/bien-nhan/**")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_lan_sends_a_letter_and_follows_it_by_its_code(browse, scripts):
    page = browse(viewport=PHONE, java_script_enabled=scripts)
    tell(page)
    code = CODE.search(page.inner_text("main") if scripts else page.text_content("main"))
    assert code, "the receipt shows no code"
    assert code[0] not in page.url, "the code opens the letter, so it stands in no address"
    later = browse(viewport=PHONE, java_script_enabled=scripts)
    later.goto("/tra-cuu/")
    later.fill("[name=code]", code[0].lower().replace("-", " "))
    later.get_by_role("button", name=re.compile("Xem|Tra cứu|Tìm")).last.click()
    later.wait_for_load_state()
    assert "Cống đầu làng tắc" in later.text_content("main")
    assert code[0] not in later.url


def test_nothing_typed_is_lost_when_something_is_missing(browse):
    page = browse(viewport=PHONE)
    page.goto("/gui-don/")
    page.get_by_label("Báo một việc chưa ổn").check()
    page.fill("[name=spot]", "ngõ 4, đầu làng")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_load_state()
    assert page.input_value("[name=spot]") == "ngõ 4, đầu làng"
    assert page.locator(".errors").is_visible()
    assert page.evaluate("document.activeElement.closest('.errors') !== null")
