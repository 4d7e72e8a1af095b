"""A draft goes from its text to the issue: opined on beside an article, refused, answered, published, issued."""

import re
from datetime import date, timedelta

from tests.browser.conftest import DESK, PHONE

TEXT = "Điều 1. Phạm vi\n1. Áp dụng trong xã.\nĐiều 2. Giờ mở cửa\nChợ mở từ 5 giờ."


def test_a_draft_is_announced_and_a_citizen_opines_beside_the_article_without_losing_her_place(browse):
    hoa = browse("hoa", viewport=DESK)
    hoa.goto("/desk/consultations/")
    hoa.keyboard.press("c")
    hoa.wait_for_url("**/consultations/new/")
    hoa.fill("[name=title]", "Dự thảo Quy chế chợ mới")
    hoa.fill("[name=summary]", "Chợ mở sớm hơn.")
    hoa.check("[name=ground] >> nth=0")
    hoa.click("main form .btn.main")
    hoa.wait_for_url("**/draft/")
    hoa.fill("[name=text]", TEXT)
    hoa.click("text=Lưu bản dự thảo")
    hoa.wait_for_url(re.compile(r"/consultations/\d+/$"))
    today = date.today()
    hoa.fill("[name=opens_on]", f"{today:%d/%m/%Y}")
    hoa.fill("[name=closes_on]", f"{today + timedelta(30):%d/%m/%Y}")
    hoa.click("button:has-text('Thông báo lấy ý kiến')")
    hoa.wait_for_selector("text=Trang công khai")
    public = hoa.get_attribute("text=Trang công khai", "href")

    lan = browse(viewport=PHONE)
    lan.goto(public)
    lan.click("#dieu-2 >> text=Góp ý điều này")
    assert lan.url.endswith("#dieu-2")
    lan.click("text=Gửi góp ý")
    lan.wait_for_selector(".errors")
    assert lan.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    lan.check("[name=stance][value=amends]")
    lan.fill("[name=text]", "Mở từ 4 giờ cho người bán cá.")
    lan.click("text=Gửi góp ý")
    lan.wait_for_selector(".big-code")
    lan.click("text=Đọc tiếp từ chỗ vừa góp ý")
    lan.wait_for_selector("#dieu-2 >> text=Đồng ý, đề nghị sửa: 1")
    assert lan.url.endswith("#dieu-2")
    assert [said for said in lan.seen.problems if "422" not in said] == []


def test_one_unanswered_affected_person_refuses_the_issue_until_the_table_is_public(browse, office):
    pk = office.things["consultation"]
    page = browse("hoa", viewport=DESK)
    page.goto(f"/desk/consultations/{pk}/")
    today = date.today()
    page.click("#ban-hanh summary")
    page.fill("#issue-number", "15/QĐ-UBND")
    page.fill("#issue-signed_on", f"{today:%d/%m/%Y}")
    page.click("#ban-hanh button")
    page.wait_for_selector(".errors")
    page.click("#ban-hanh >> text=chưa được trả lời ý kiến")
    page.wait_for_url("**/opinions/?show=affected**")
    page.check("[name=opinions] >> nth=0")
    page.select_option("[name=group]", index=1)
    page.click("button:has-text('Gộp')")
    page.wait_for_url("**/answers/**")
    page.check("[name=outcome][value=explained]")
    page.fill("[name=words]", "Mức thu theo nghị quyết của tỉnh.")
    page.click("text=Lưu câu trả lời")
    page.wait_for_selector("text=Mọi ý kiến đã có trả lời")
    page.goto(f"/desk/consultations/{pk}/")
    page.click("button:has-text('Công khai bảng tiếp thu, giải trình')")
    page.wait_for_selector(".badge:has-text('Đã công khai tiếp thu, giải trình')")
    page.fill("#issue-number", "15/QĐ-UBND")
    page.fill("#issue-signed_on", f"{today:%d/%m/%Y}")
    page.click("#ban-hanh button")
    page.wait_for_selector(".badge:has-text('Đã ban hành')")
    page.goto(f"/gop-y/{pk}/bang/")
    assert "Mức thu theo nghị quyết của tỉnh." in page.inner_text("main")
    assert "Trần Văn Bình" not in page.content()
    assert [said for said in page.seen.problems if "422" not in said] == []
