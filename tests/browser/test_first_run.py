"""An office begins: the first-run page, the first administrator, an officer with a one-time password."""

import pytest

from tests.browser.conftest import DESK, PHONE, Office
from tests.browser.test_pages import check
from tests.served import Served, fresh_database

SENTENCE = "một năm có mười hai tháng"


@pytest.fixture
def empty(tmp_path, tables_of_run):
    """An office in which nobody is yet."""
    with fresh_database("first", like=tables_of_run) as database:
        served = Served(tmp_path / "var", database)
        served.prepare()
        served.start()
        try:
            yield Office(served, {})
        finally:
            served.kill()


def test_a_real_office_begins_with_one_page(browse, empty):
    token = (empty.served.var / "first-run-token").read_text().strip()
    page = browse(viewport=PHONE)
    page.goto(f"{empty.url}/first-run/{token}/")
    check(page, empty)
    page.set_viewport_size(DESK)
    page.select_option("[name=unit]", "other")
    page.fill("[name=name]", "xã Kỳ Mới")
    page.fill("[name=full_name]", "Ngô Hoài An")
    page.fill("[name=username]", "an")
    page.fill("[name=password]", SENTENCE)
    page.fill("[name=password2]", SENTENCE)
    page.get_by_role("button", name="Mở sổ").click()
    page.wait_for_url("**/desk/")
    assert "xã Kỳ Mới" in page.text_content("body")

    page.goto(f"{empty.url}/desk/officers/new/")
    page.fill("[name=full_name]", "Phan Văn Minh")
    page.fill("[name=username]", "minh")
    page.select_option("[name=role]", "clerk")
    page.get_by_role("button", name="Tạo tài khoản").click()
    page.get_by_role("heading", name="Mật khẩu dùng một lần").wait_for()
    password = page.locator("dd.code").last.text_content()

    minh = browse(viewport=DESK)
    minh.goto(f"{empty.url}/account/login/")
    minh.fill("[name=login]", "minh")
    minh.fill("[name=password]", password)
    minh.keyboard.press("Enter")
    minh.wait_for_url("**/account/password/")
    minh.goto(f"{empty.url}/desk/reception/new/")
    assert "/account/password/" in minh.url, "first a password of her own, then everything else"
    check(minh, empty)

    again = browse(viewport=PHONE)
    answer = again.goto(f"{empty.url}/first-run/{token}/")
    assert answer.status == 404, "the page is good for one use"
