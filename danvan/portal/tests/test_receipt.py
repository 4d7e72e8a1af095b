"""The receipt: what it shows, for how long, and to whom."""

from datetime import timedelta

import pytest
from django.test import Client

from danvan.cases.models import Case
from danvan.cases.workflow import Channel
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.portal.tests.make import citizen, commune, complaint, letter, send, text_of
from tests.make import MONDAY, at, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def browser() -> Client:
    """A browser that has opened the site before it sends."""
    client = citizen()
    client.get("/gui-don/")
    return client


def test_it_shows_code_next_day_reckoning_and_mark(browser):
    page = browser.get(send(browser, complaint(commune()))["Location"])
    case = Case.objects.get()
    text = text_of(page)
    assert case.shown_code in text
    assert "22/02" in text
    assert "10 ngày kể từ" in text
    mark = Event.objects.get(stream="case", subject=case.pk).hash[:16]
    assert mark in text.replace(" ", "")
    assert 'class="qr"' in page.content.decode()


def test_a_term_that_nobody_confirmed_is_not_promised(browser):
    page = text_of(browser.get(send(browser, letter(commune()))["Location"]))
    assert "chưa xác nhận với văn bản gốc" in page
    assert "chưa có ngày" in page


def test_it_says_the_telephone_only_by_its_end(browser):
    page = text_of(browser.get(send(browser, letter(commune()))["Location"]))
    assert "417" in page
    assert "0912" not in page


def test_the_paper_has_everything_that_the_screen_has(browser, settings):
    settings.DANVAN_DEMO = True
    where = send(browser, complaint(commune()))["Location"]
    paper = text_of(browser.get(f"{where}in/"))
    assert "GIẤY BIÊN NHẬN" in paper
    assert Case.objects.get().shown_code in paper
    assert "22/02/2018" in paper
    assert "Bản trình diễn" in paper


def test_another_browser_cannot_open_it(browser):
    where = send(browser, letter(commune()))["Location"]
    stranger = citizen()
    stranger.get("/gui-don/")
    assert browser.get(where).status_code == 200
    assert stranger.get(where).status_code == 410
    assert Case.objects.get().shown_code not in text_of(stranger.get(where))


def test_it_closes_after_an_hour(browser, monkeypatch):
    import time

    where = send(browser, letter(commune()))["Location"]
    later = time.time() + timedelta(hours=1, minutes=1).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert browser.get(where).status_code == 410


def test_a_forged_address_opens_nothing(browser):
    send(browser, letter(commune()))
    assert browser.get("/bien-nhan/MQ:1xVJIf:forged/").status_code == 410


def test_it_is_never_stored_and_never_indexed(browser):
    page = browser.get(send(browser, letter(commune()))["Location"])
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page.content.decode()


def test_the_code_opens_it_again(browser):
    send(browser, letter(commune()))
    case = Case.objects.get()
    page = citizen().post("/bien-nhan/", {"code": case.shown_code})
    assert "Đã nhận đơn của ông/bà" in text_of(page)


def test_the_qr_code_keeps_the_code_behind_the_hash(browser, monkeypatch):
    seen = []
    monkeypatch.setattr("danvan.web.templatetags.ui._qr_path", lambda text: seen.append(text) or (21, ""))
    browser.get(send(browser, letter(commune()))["Location"])
    (address,) = seen
    path, code = address.split("#")
    assert path.endswith("/tra-cuu/")
    assert code == Case.objects.get().shown_code
    assert dates.today() == MONDAY


def test_a_letter_from_the_site_has_its_hour(browser):
    where = send(browser, letter(commune()))["Location"]
    for page in (browser.get(where), browser.get(f"{where}in/")):
        assert "9 giờ 00" in text_of(page)
        assert "Cổng công dân" in text_of(page)


def test_a_letter_typed_in_from_paper_has_its_channel_and_the_day_on_which_it_came(browser):
    case = make_case(commune(), channel=Channel.POST, on=MONDAY - timedelta(days=4))
    page = browser.post("/bien-nhan/", {"code": case.shown_code})
    paper = browser.get(f"/bien-nhan/{page.context['token']}/in/")
    for shown in (text_of(page), text_of(paper)):
        assert "Bưu chính" in shown
        assert f"{case.received_on:%d/%m/%Y}" in shown
        assert "9 giờ 00" not in shown
        assert "cổng công dân" not in shown.lower().split("đã nhận đơn")[1].split("tra cứu")[0]
