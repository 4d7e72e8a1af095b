"""A hamlet registers and scores itself on a phone; a member of the team steps aside; a decision, a public page."""

import re
from urllib.parse import urlsplit

from tests.browser.conftest import DESK, PHONE

NAME = "Vườn rau chung của thôn"
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}-[0-9A-Z]{2}")


def opened(page, title):
    """The form behind that heading, opened."""
    details = page.locator("details", has=page.locator("summary", has_text=title)).first
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details


def registered(citizen, movement):
    """Register at the portal and score oneself, on a phone."""
    citizen.goto("/thi-dua/dang-ky/")
    citizen.click(f"a[href$='/dang-ky/{movement}/']")
    citizen.fill("[name=name]", NAME)
    citizen.select_option("[name=field]", "society")
    citizen.check("[name=whose][value=hamlet]")
    citizen.fill("[name=summary]", "Đất trống của thôn trồng rau cho trường mầm non.")
    citizen.click("main button:has-text('Đăng ký')")
    assert CODE.search(citizen.inner_text("main"))
    citizen.click("button:has-text('Tự chấm điểm')")
    for field in citizen.locator("[name^=points-]").all():
        field.fill("18")
    citizen.click("button:has-text('Lưu phiếu tự chấm')")
    assert "Đã lưu phiếu tự chấm" in citizen.inner_text("main")
    assert citizen.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def named(hoa):
    """A team of two is named; where the exemplar's page is."""
    hoa.goto("/desk/emulation/")
    hoa.click(f"a:has-text('{NAME}')")
    team = opened(hoa, "Lập đoàn phúc tra")
    for who in ("Phan Văn Minh", "Ngô Hoài An"):
        team.get_by_label(who).check()
    team.locator("button").click()
    return urlsplit(hoa.url).path


def stepped_aside(an, url):
    """She says that she has a conflict; then there is no such page for her."""
    an.goto(url)
    form = opened(an, "Xin không tham gia")
    form.locator("[name=text]").fill("Trưởng thôn là em ruột")
    form.locator("button").click()
    an.wait_for_url("**/desk/emulation/")
    assert NAME not in an.inner_text("main")
    assert an.goto(url).status == 404


def checked(minh, url):
    """The team scores; where it differs it says why."""
    minh.goto(f"{url}check/")
    for at, field in enumerate(minh.locator("[name^=points-]").all()):
        field.fill("15" if at == 0 else "18")
    minh.locator("[name^=words-]").first.fill("Sơ đồ vườn còn thiếu lối đi")
    minh.click("button:has-text('Lưu phiếu chấm')")
    assert "chấm khác" in minh.inner_text("main")


def recognised(hoa, url):
    """The council votes, the decision is put down, the page is public."""
    hoa.goto(url)
    hoa.click("a:has-text('Ghi hội đồng biểu quyết')")
    for name, value in (("chair", "Trần Thị Hoa"), ("members", "9"), ("present", "7")):
        hoa.fill(f"[name={name}]", value)
    hoa.locator("[name^=in_favour-]").fill("6")
    hoa.locator("[name^=aside-]").fill("1")
    hoa.click("button:has-text('Ghi kết quả biểu quyết')")
    hoa.goto(url)
    act = opened(hoa, "Ghi quyết định công nhận")
    act.locator("[name=number]").fill("45/QĐ-UBND")
    act.locator("[name=signed_by]").fill("UBND xã Kỳ Thử")
    act.locator("button").click()
    hoa.click("button:has-text('Công khai')")


def test_from_a_registration_on_a_phone_to_the_public_page(browse, office):
    citizen, hoa = browse(viewport=PHONE), browse("hoa", viewport=DESK)
    an, minh = browse("an", viewport=DESK), browse("minh", viewport=DESK)
    registered(citizen, office.things["movement"])
    url = named(hoa)
    stepped_aside(an, url)
    hoa.goto(url)
    hoa.select_option("[name=officer]", label="Trần Thị Hoa · xã Kỳ Thử")
    hoa.click("button:has-text('Cử người thay')")
    checked(minh, url)
    recognised(hoa, url)
    citizen.goto("/thi-dua/")
    citizen.click(f"a:has-text('{NAME}')")
    shown = citizen.inner_text("main")
    assert "45/QĐ-UBND" in shown
    assert "Quy hoạch vườn" in shown
    assert citizen.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert [*citizen.seen.problems, *hoa.seen.problems, *minh.seen.problems] == []
