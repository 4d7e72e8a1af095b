"""Every kind of page: nobody is shut out, nothing scrolls sideways, nothing is asked of others, nothing is heavy."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import PHONE

LIGHT = 60_000  # bytes over the wire for the first visit of a citizen's page, everything on it included
WIDTHS = (320, 390, 1280)
EVENED = {"/to-cao/": 48 * 1024}  # answers of one size, so that a watcher of the line learns nothing from it
PORTAL = (
    "/",
    "/to-cao/",
    "/gui-don/",
    "/tra-cuu/",
    "/noi-nhan/",
    "/so-niem-phong/",
    "/giup-do/",
    "/thu-tuc/",
    "/thu-tuc/?q=khai+sinh",
    "/thu-tuc/1.001193/",
    "/thu-tuc/1.001193/mang-theo/",
    "/thu-tuc/1.001193/vuong-mac/",
    "/thu-tuc/1.001193/nop/",
    "/nop-ho-so/",
    "/thu-tuc/vuong-mac/",
    "/thu-tuc/don-gian/",
    "/tinh-thoi-han/",
    "/tinh-thoi-han/?rule=reception.result_notice&start=12/02/2018",
    "/lich-tiep-dan/?don-vi=KY-THU",
    "/hen-tiep/?don-vi=KY-THU",
    "/lich-hen/",
    "/phong-cho/KY-THU/",
    "/goi-so/ky-thu/",
    "/lay-so/{door}/",
    "/so-thu-tu/{number}/",
    "/so-thu-tu/{number}/in/",
    "/tinh-thoi-han/?rule=own&term=3&start=30/02/2018&suspend=mai",
    "/tinh-thoi-han/in/?rule=reception.result_notice&start=12/02/2018",
    "/api/",
    "/account/login/",
    "/khong-co/",
)
OF = {
    "minh": (
        "/desk/",
        "/desk/cases/",
        "/desk/cases/?tab=office&q=keu",
        "/desk/cases/{case}/",
        "/desk/letters/new/",
        "/desk/reception/",
        "/desk/reception/new/",
        "/desk/reception/{turn}/",
        "/desk/reception/queue/KY-THU/",
        "/desk/reception/bookings/",
        "/desk/reception/bookings/new/KY-THU/",
        "/desk/reception/schedule/",
        "/desk/reception/schedule/new/",
        "/desk/reception/refusals/new/",
        "/desk/reception/rooms/KY-THU/",
        "/desk/reception/due/",
        "/desk/reception/duty/",
        "/desk/reception/book/",
        "/desk/counters/at/ky-thu/",
        "/desk/counters/tickets/{ticket}/slip/",
        "/desk/counters/errands/{errand}/intake/",
        "/desk/counters/errands/{errand}/intake/1.001193/",
        "/desk/counters/times/",
        "/desk/search/?q=duong",
        "/desk/reports/people-relations/",
        "/desk/reports/statutory/?form=02-2021.01-XLD",
        "/desk/units/",
        "/desk/units/KY-THU/",
        "/account/second-factor/",
        "/account/password/",
    ),
    "hoa": (
        "/desk/procedures/",
        "/desk/procedures/new/",
        "/desk/procedures/imports/",
        "/desk/procedures/{procedure}/",
        "/desk/procedures/{procedure_draft}/edit/",
        "/desk/burdens/",
        "/desk/burdens/on/{burdened}/",
        "/desk/burdens/new/",
        "/desk/burdens/new/1.001193/",
        "/desk/burdens/tell/",
        "/desk/burdens/proposals/",
        "/desk/burdens/proposals/new/{burdened}/",
        "/desk/burdens/proposals/{proposal}/",
        "/desk/burdens/proposals/{proposal}/edit/",
        "/desk/burdens/proposals/{proposal}/cost/before/",
        "/desk/burdens/proposals/{simplified}/",
        "/desk/consultations/",
        "/desk/consultations/new/",
        "/desk/consultations/{consultation}/",
        "/desk/consultations/{consultation}/draft/",
        "/desk/consultations/{consultation}/people/",
        "/desk/consultations/{consultation}/opinions/",
        "/desk/consultations/{consultation}/opinions/enter/",
        "/desk/consultations/{consultation}/table/",
        "/desk/consultations/{consultation}/votes/new/",
        "/desk/consultations/answers/{group}/",
        "/desk/consultations/opinions/{opinion}/",
        "/desk/consultations/votes/{vote}/",
        "/desk/consultations/tell/",
        "/desk/counters/halls/",
        "/desk/counters/halls/new/",
        "/desk/counters/halls/ky-thu/",
        "/desk/calendar/",
        "/desk/calendar/add/",
        "/desk/calendar/changes/",
        "/desk/head/",
        "/desk/rules/",
        "/desk/rules/letter.processing/{version}/",
        "/desk/cases/{complaint}/",
    ),
    "an": (
        "/desk/officers/",
        "/desk/officers/new/",
        "/desk/officers/{officer}/",
        "/desk/reports/people-relations/turns/",
    ),
}
DESK_PAGES = [(who, path) for who, paths in OF.items() for path in paths]


def check(page, office, *, whole=True):
    """What must hold for any page that is open.

    `whole`: whether what stands around its content is looked at too, and contrast measured, which takes as long as all
    else together. Every colour is looked at on the page of all parts, in both themes (danvan.web).
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    rules = {rule: {"enabled": whole} for rule in ("color-contrast", "link-in-text-block")}
    asked = {"resultTypes": ["violations"], "preload": False, "rules": rules}  # nothing plays by itself here
    found = [
        f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:160]})"
        for each in axe.Axe().run(page, None if whole else "main", asked).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert found == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"scrolls sideways at {width} px"
        )
    own = {urlsplit(office.url).netloc}
    assert page.seen.hosts <= own, "asked another host"
    assert [problem for problem in page.seen.problems if "404" not in problem] == []


@pytest.mark.parametrize("path", PORTAL)
def test_a_citizen_on_a_phone_can_use_the_page(phones, office, path):
    page = phones()
    page.goto(path.format(**office.things))
    check(page, office)
    assert 0 < page.seen.bytes <= LIGHT + EVENED.get(path, 0), "too heavy for a weak line"


@pytest.mark.parametrize("who, path", DESK_PAGES, ids=lambda value: value)
def test_an_officer_can_use_the_page(pages, office, who, path):
    page = pages(who)
    answer = page.goto(path.format(**office.things))
    assert answer.status == 200
    check(page, office, whole=path in OF[who][:3])


@pytest.mark.parametrize("which", ["code", "answered", "waiting"])
def test_a_citizen_can_read_the_page_of_her_letter(browse, office, which):
    page = browse(viewport=PHONE)
    page.goto("/tra-cuu/")
    page.fill("[name=code]", office.things[which])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert office.things[which] in page.content()
    check(page, office)
    assert page.seen.bytes <= LIGHT


def test_dark_pages_can_be_read_too(browse, office):
    page = browse(viewport=PHONE, color_scheme="dark")
    page.goto("/gui-don/")
    check(page, office)
    page = browse("minh", color_scheme="dark")
    page.goto(f"/desk/cases/{office.things['case']}/")
    check(page, office)


def test_pages_are_whole_in_english(browse, office):
    page = browse(viewport=PHONE)
    page.goto("/")
    page.click("button[name=language][value=en]")
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "en"
    assert "Tra cứu" not in page.inner_text("nav")
    check(page, office)
