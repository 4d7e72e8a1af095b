"""At the counter: a birth by keyboard alone, land across three agencies and late, a joint procedure in three ends."""

import re
from datetime import date, timedelta

import pytest

from tests.browser.conftest import DESK
from tests.browser.stage import PASSWORD
from tests.browser.test_officer import Hands

MOST_KEYS = 80  # for an application by a procedure that is known, beside the text itself


@pytest.fixture(scope="module")
def files(office):
    """The applications that stand in the office."""
    return office.served.told("tests.browser.counter_stage")


@pytest.fixture
def enter(browse):
    """A page of an officer of another agency, who logs in first."""

    def opened(who):
        page = browse(viewport=DESK)
        page.goto("/account/login/?next=/desk/onestop/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/**")
        return page

    return opened


def of(page, pk):
    page.goto(f"/desk/onestop/{pk}/")
    return page


def sent(page, form, **given):
    """Open what hides the form, fill it in, send it."""
    if not form.is_visible():
        page.locator("details", has=form).last.locator("summary").first.click()
    for name, value in given.items():
        field = form.locator(f"[name='{name}']").first
        if value is True:
            field.check()
        else:
            field.fill(value)
    with page.expect_navigation():
        form.locator("button:not(.hide):not([name])").last.click()


def do(page, verb, **given):
    """Take a step that the page offers."""
    sent(page, page.locator(f"form[action$='/do/{verb}/']"), **given)


def stage(page, place, verb, **given):
    """Take a step of the course, or hand it on."""
    sent(page, page.locator(f"form[action$='/steps/{place}/{verb}/']"), **given)


def test_a_birth_is_taken_in_by_keyboard_alone(browse, record_property):
    page = browse("minh", viewport=DESK)
    page.goto("/desk/")
    hands = Hands(page)
    hands.press("m")
    page.wait_for_url("**/desk/onestop/new/")
    page.wait_for_function("document.activeElement.id === 'q'", timeout=3000)
    hands.type("1.001193")
    hands.press("Enter")
    page.wait_for_url("**/desk/onestop/new/1.001193/")
    page.wait_for_function("document.activeElement.name === 'full_name'", timeout=3000)
    hands.type("Nguyễn Thị Lan")
    hands.tab_to("phone")
    hands.type("0912000417")
    hands.tab_to("address")
    hands.type("thôn Đồng Tiến, xã Kỳ Thử")
    hands.press("Control+Enter")
    page.wait_for_url(re.compile(r"/desk/onestop/\d+/$"))
    assert "Đã tiếp nhận, số" in page.text_content("main")
    print_button = page.locator("form[action$='/receipt/'] button")
    print_button.focus()
    with page.expect_response(re.compile(r"/receipt/$")) as answer:
        hands.press("Enter")
    assert answer.value.headers["content-type"] == "application/pdf"
    record_property("keys", hands.keys)  # `danvan bench intake` reads it
    assert hands.keys <= MOST_KEYS, f"{hands.keys} keys"


def test_an_office_apologises_once_and_names_another_appointment(browse, files):
    page = of(browse("hoa", viewport=DESK), files["running"])
    day = f"{date.today() + timedelta(days=30):%d/%m/%Y}"
    do(page, "apologise", reason="Chờ trích đo lại thửa đất", day=day, hour="16:30")
    assert "đã xin lỗi và hẹn lại" in page.text_content("main")
    assert day in page.text_content("main")


def test_land_goes_through_three_agencies_side_by_side_and_ends_late_as_what_it_is(browse, enter, files):
    hoa = of(browse("hoa", viewport=DESK), files["late"])
    day = f"{date.today() + timedelta(days=30):%d/%m/%Y}"
    do(hoa, "apologise", reason="Vẫn chưa xong", day=day, hour="16:30")
    assert "không hẹn lại lần nữa" in hoa.text_content("main")
    assert "đã báo lãnh đạo" in of(hoa, files["late"]).text_content("main")
    for who, place in (("thu", 3), ("dung", 4)):
        page = enter(who)
        page.locator(f"a[href='/desk/onestop/{files['late']}/']").first.click()
        page.wait_for_url(f"**/desk/onestop/{files['late']}/")
        assert "0912" not in page.text_content("main")  # whoever works on a step needs no telephone
        stage(page, place, "take")
        stage(page, place, "pass")
        page.wait_for_url("**/desk/onestop/")
    minh = of(browse("minh", viewport=DESK), files["late"])
    for place, given in ((5, {}), (6, {"result": "GCN 000417"})):
        stage(minh, place, "take")
        stage(minh, place, "pass", **given)
    do(minh, "return_result")
    told = minh.text_content("main")
    assert "Đã trả kết quả" in told
    assert "GCN 000417 · quá hạn" in " ".join(told.split())
    assert "của bước khác" in told
    slip = minh.request.get(f"/desk/onestop/{files['late']}/control/")
    assert slip.headers["content-type"] == "application/pdf"


def test_a_joint_procedure_is_supplemented_once_withdrawn_and_refused(browse, files):
    first, second, third = files["joint"]
    minh = of(browse("minh", viewport=DESK), first)
    lack = {"lacks-0-what": "Giấy chứng sinh", "lacks-0-reason": "Bản nộp là bản chụp"}
    do(minh, "ask_supplement", **lack)
    assert "Chờ bổ sung" in minh.text_content("main")
    do(minh, "supplement")
    assert "Đang xử lý" in minh.text_content("main")
    assert minh.locator("form[action$='/do/ask_supplement/']").count() == 0, "once, whole and in writing"
    do(of(minh, second), "withdraw", reason="Đổi ý, nộp ở nơi thường trú", sure=True)
    assert "Đã rút hồ sơ" in minh.text_content("main")
    hoa = of(browse("hoa", viewport=DESK), third)
    do(hoa, "refuse", reason="Trẻ đã được đăng ký khai sinh", sure=True)
    assert "Từ chối giải quyết" in hoa.text_content("main")
