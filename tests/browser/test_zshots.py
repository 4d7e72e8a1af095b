from tests.browser.conftest import PHONE, DESK


def test_shots(browse, office):
    meeting = office.things["voter_meeting"]
    page = browse("an")
    for n, path in (
        ("list", "/desk/council/petitions/?tab=all"), ("take", f"/desk/council/petitions/new/?meeting={meeting}"),
        ("meeting", f"/desk/council/meetings/{meeting}/"), ("new", "/desk/council/meetings/new/"),
        ("deputies", "/desk/council/deputies/"), ("snew", "/desk/council/sessions/new/"),
    ):
        page.goto(path)
        page.screenshot(path=f"/tmp/h7/{n}.png", full_page=True)
    page.goto("/desk/council/petitions/?tab=all")
    page.locator("a.one").first.click()
    page.screenshot(path="/tmp/h7/petition.png", full_page=True)
    page.set_viewport_size(PHONE)
    page.screenshot(path="/tmp/h7/petition390.png", full_page=True)
    p = browse(viewport=PHONE)
    for n, path in (("council390", "/hoi-dong/"), ("asked390", "/hoi-dong/kien-nghi/")):
        p.goto(path)
        p.screenshot(path=f"/tmp/h7/{n}.png", full_page=True)
    p.locator("ol.ledger a").first.click()
    p.screenshot(path="/tmp/h7/one390.png", full_page=True)
