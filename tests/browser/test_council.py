"""From the meeting with voters that is announced to the public result of what was asked there."""

from tests.browser.conftest import PHONE

ASKED = "Đề nghị nạo vét kênh N3 qua thôn Đồng Tiến trước vụ hè thu."


def test_what_voters_ask_goes_from_the_hall_to_the_public_page(browse, office):
    meeting = office.things["voter_meeting"]
    page = browse("an")
    page.goto(f"/desk/council/meetings/{meeting}/")
    page.keyboard.press("g")
    page.wait_for_url("**/petitions/new/**")
    page.fill("[name=text]", ASKED)
    page.select_option("[name=topic]", "water")
    page.fill("[name=place_words]", "thôn Đồng Tiến")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi kiến nghị số").wait_for()
    assert page.input_value("[name=text]") == ""
    assert page.input_value("[name=meeting]") == str(meeting)
    page.get_by_role("link", name=ASKED).first.click()
    page.get_by_label("Cấp xã").check()
    page.get_by_role("button", name="Phân loại thẩm quyền").click()
    page.fill("[name=number]", "15/HĐND-VP")
    page.get_by_role("button", name="Chuyển cơ quan trả lời").click()
    page.get_by_text("Đã chuyển, chờ trả lời").first.wait_for()
    hoa = browse("hoa")
    hoa.goto("/desk/council/owed/")
    hoa.get_by_role("link", name=ASKED).click()
    hoa.get_by_label("Đã giải quyết xong").check()
    hoa.locator("form[action*=answer] [name=text]").fill("Đã nạo vét xong 800 m kênh N3.")
    hoa.get_by_role("button", name="Ghi trả lời").click()
    hoa.get_by_text("Đã giải quyết").first.wait_for()
    reader = browse(viewport=PHONE)
    reader.goto("/hoi-dong/kien-nghi/")
    reader.get_by_role("link", name=ASKED).click()
    reader.get_by_text("Đã nạo vét xong 800 m kênh N3.").first.wait_for()
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for each in (page, hoa, reader):
        assert each.seen.problems == []
