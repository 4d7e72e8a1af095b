"""A dialogue from its notice to the public result; a promise past its day shows as overdue by itself."""

import re

from tests.browser.conftest import PHONE

CODE = re.compile(r"(?:[2-9A-Y]{4}-){3}[2-9A-Y]{2}")


def test_a_dialogue_from_notice_to_result_and_an_overdue_promise_shows_by_itself(browse, office):
    number = office.things["dialogue"]
    desk = browse("hoa")
    desk.goto(f"/desk/meetings/{number}/")
    desk.fill("[name=exemption]", "Khắc phục ngay hậu quả mưa lũ")
    desk.get_by_role("button", name="Ra thông báo").click()
    desk.get_by_role("link", name="Trang công khai").wait_for()

    phone = browse(viewport=PHONE)
    phone.goto(f"/doi-thoai/{number}/hoi/")
    phone.fill("[name=text]", "Bao giờ sửa cầu Khe Lau?")
    phone.get_by_role("button", name="Gửi câu hỏi").click()
    code = CODE.search(phone.inner_text("main"))
    assert code, "the asker gets no code"
    assert code[0] not in phone.url

    desk.goto(f"/desk/meetings/{number}/hall/")
    desk.get_by_role("button", name="Đưa vào danh sách").click()
    desk.get_by_role("button", name="Mở cửa, bắt đầu").click()
    desk.get_by_role("button", name="Kết thúc buổi họp").wait_for()
    desk.keyboard.press("Alt+q")
    desk.keyboard.type("Đường thôn Bắc lầy, trẻ không đi học được.")
    desk.get_by_role("button", name="Ghi câu hỏi").click()
    desk.get_by_text("Đã ghi câu số 2.").wait_for()
    for answer in ("Tuần này xã làm đường.", "Trước mùa mưa."):
        row = desk.locator("li", has=desk.locator("[name=answer]")).first
        row.locator("summary", has_text="Trả lời").first.click()
        row.locator("[name=answer]").fill(answer)
        row.locator("[name=answered_by]").fill("Chủ tịch UBND xã")
        row.get_by_role("button", name="Ghi câu trả lời").click()
        desk.get_by_text(answer).first.wait_for()
    row = desk.locator("#q1")
    row.locator("summary", has_text="Ghi lời hứa").click()
    row.get_by_label("Hứa làm gì").fill("Sửa cầu Khe Lau.")
    row.locator("[name=promised_by]").fill("Chủ tịch UBND xã")
    row.locator("[name=due_on]").fill("31/12/2099")
    row.get_by_role("button", name="Ghi lời hứa").click()
    desk.fill("[name=people]", "64")
    desk.get_by_role("button", name="Ghi số người dự").click()
    desk.get_by_role("button", name="Kết thúc buổi họp").click()
    desk.get_by_role("link", name="Biên bản, kết luận").first.click()
    assert "Bao giờ sửa cầu Khe Lau?" in desk.input_value("[name=minutes]"), "minutes begin with the notes"
    desk.fill("[name=conclusion]", "Giao bộ phận kinh tế sửa cầu.")
    desk.get_by_role("button", name="Lưu").click()
    desk.get_by_role("button", name="Công bố kết quả").click()
    desk.wait_for_load_state()

    phone.goto(f"/doi-thoai/{number}/")
    shown = phone.inner_text("main")
    assert all(said in shown for said in ("Trước mùa mưa.", "Sửa cầu Khe Lau.", "Giao bộ phận kinh tế"))
    phone.goto("/loi-hua/?state=overdue")
    assert "Nạo vét kênh N3" in phone.inner_text("main")
    assert "Sửa cầu" not in phone.inner_text("main")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not phone.seen.problems
