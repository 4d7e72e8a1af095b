"""How often one address may ask, without keeping the address."""

import pytest

from danvan.cases.models import Case
from danvan.portal import actions
from danvan.portal.tests.make import PDF, citizen, commune, file, letter, send, text_of
from danvan.web.addresses import address_of
from tests.make import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(settings):
    settings.DANVAN_RATES = {"track": (3, 600), "file": (2, 3600)}
    with at(MONDAY):
        yield


def test_guessing_codes_is_stopped_with_a_plain_sentence():
    client = citizen()
    pages = [client.post("/tra-cuu/", {"code": f"guess{n}"}) for n in range(4)]
    assert [page.status_code for page in pages] == [200, 200, 200, 429]
    assert "quá nhiều lần thử" in text_of(pages[-1])
    assert int(pages[-1]["Retry-After"]) <= 600


def test_every_door_to_a_letter_counts():
    client = citizen()
    for address in ("/tra-cuu/viet-them/", "/tra-cuu/tep/", "/bien-nhan/"):
        client.post(address, {"code": "guess"})
    assert client.post("/tra-cuu/bang-chung/", {"code": "guess"}).status_code == 429


def test_another_address_and_the_next_window_start_afresh():
    client = citizen()
    for _ in range(4):
        client.post("/tra-cuu/", {"code": "guess"})
    assert client.post("/tra-cuu/", {"code": "guess"}, REMOTE_ADDR="203.0.113.9").status_code == 200
    with at(MONDAY, hour=10):
        assert client.post("/tra-cuu/", {"code": "guess"}).status_code == 200


def test_too_many_letters_wait_and_keep_what_was_written():
    unit, client = commune(), citizen()
    for _ in range(2):
        assert send(client, letter(unit)).status_code == 303
    page = send(client, letter(unit))
    assert page.status_code == 429
    assert "Xin đợi" in text_of(page)
    assert "Cống tắc từ tháng 11" in page.content.decode()
    assert Case.objects.count() == 2


def test_the_same_letter_sent_again_counts_once_and_gets_its_receipt():
    unit, client = commune(), citizen()
    data = letter(unit)
    assert {send(client, data).status_code for _ in range(5)} == {303}
    changed = data | {"body": "Cống tắc đã hai tháng."}
    assert {send(client, changed).status_code for _ in range(3)} == {303}
    assert Case.objects.count() == 2
    assert send(client, data | {"body": "Cống tắc đã ba tháng."}).status_code == 429


def test_a_letter_holds_only_so_many_files(monkeypatch):
    monkeypatch.setattr(actions, "MOST_FILES_OF_A_CASE", 1)
    unit, client = commune(), citizen()
    send(client, letter(unit))
    more = {"code": Case.objects.get().shown_code, "sent": "1"}
    client.post("/tra-cuu/viet-them/", more | {"text": "Ảnh một.", "papers": file("1.png")})
    page = client.post("/tra-cuu/viet-them/", more | {"text": "Ảnh hai.", "papers": file("2.png", PDF)})
    assert "Hồ sơ đã có 1 tệp" in text_of(page)
    assert Case.objects.get().attachments.count() == 1


@pytest.mark.parametrize("address", ["/tra-cuu/viet-them/", "/tra-cuu/rut-don/"])
def test_words_written_while_asked_to_wait_stay_on_the_page(address):
    client = citizen()
    for _ in range(3):
        client.post("/tra-cuu/", {"code": "guess"})
    page = client.post(address, {"code": "X", "sent": "1", "text": "Nước lại dâng."})
    assert page.status_code == 429
    assert "Nước lại dâng." in page.content.decode()
    assert "Xin đợi" in text_of(page)


@pytest.mark.parametrize(
    "proxies, forwarded, expected",
    [
        (0, "198.51.100.7", "203.0.113.9"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1, 198.51.100.7", "198.51.100.7"),
        (1, "", "203.0.113.9"),
        (1, "not an address", "0.0.0.0"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_address_is_what_the_nearest_proxy_saw(rf, settings, proxies, forwarded, expected):
    settings.DANVAN_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == expected
