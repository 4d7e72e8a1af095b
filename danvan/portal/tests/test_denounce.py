"""Denouncing at the portal: nobody is known, nothing is kept, nothing typed is lost, and the door stays open."""

import re
import uuid
from typing import Any

import pytest
from django.conf import settings as house
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.urls import reverse

from danvan.cases.models import Case
from danvan.denunciations import actions, receipts
from danvan.denunciations.models import Custodian, Denunciation
from danvan.denunciations.tests.make import MONDAY, WORDS, make_office
from danvan.portal import even, toil
from danvan.portal.denounce_forms import WriteForm
from danvan.portal.tests.make import errors, file, text_of
from danvan.rates.keys import key_of
from danvan.rates.models import RateLimit
from danvan.web import uploads
from tests.make import at, make_unit

pytestmark = pytest.mark.django_db
NAME, PHONE = "Ưng Thị Khuyến", "0987612345"


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """The day; and no answer waits."""
    monkeypatch.setattr(even, "AS_LONG_AS", 0)
    with at(MONDAY):
        yield


@pytest.fixture
def office():
    """In place of the portal's own fixture of this name: here the rates of the house hold."""
    return make_office()


def ask(client: Client | None = None, /, **data: Any) -> Any:
    """One answer of the address, which must be what all of them are."""
    page = (client or Client()).post("/to-cao/", data)
    assert page.status_code in (200, 422), page.status_code
    assert not page.cookies
    assert len(page.content) % even.STEP == 0
    return page


def hidden(page: Any, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def worked(task: str, bits: int) -> str:
    """What a browser finds."""
    return next(str(n) for n in range(1 << 22) if toil._zero_bits(f"{task}:{n}") >= bits)


def written(unit: Any, **told: Any) -> dict[str, Any]:
    """Everything that the letter is asked, with the work done for it."""
    whom = {"unit": unit.key, "whom": "staff", "accused": "Cán bộ địa chính"}
    page = ask(ask="whom", **whom | {name: told[name] for name in ("whom", "unit") if name in told})
    bits = int(re.search(r'data-bits="(\d+)"', page.content.decode())[1])
    task = hidden(page, "task")
    letter = {"ask": "send", "body": WORDS, "topic": "land", "full_name": NAME, "phone": PHONE, **whom}
    found = worked(task, bits)
    return letter | {"task": task, "found": found, "submission": str(uuid.uuid4())} | told


def sent(unit: Any, **told: Any) -> str:
    """A letter that was taken in; its receipt."""
    page = ask(**written(unit, **told))
    assert page.status_code == 200, errors(page)
    return re.search(r"data-receipt>([\d ]{19})<", page.content.decode())[1]


@pytest.fixture(autouse=True)
def light(monkeypatch):
    """Little work: that it is done is the point, not how long it takes."""
    monkeypatch.setattr(toil, "BASE", 3)


def test_the_whole_way_stays_at_one_address_without_a_cookie_and_shows_nothing_of_the_letter_again(office):
    page = Client().get("/to-cao/")
    assert (page.status_code, len(page.content) % even.STEP, dict(page.cookies)) == (200, 0, {})
    receipt = sent(office.unit)
    found = Denunciation.objects.get()
    assert found.receipt == receipts.mark(receipt)
    assert found.is_named
    page = ask(ask="look", receipt=receipt.replace(" ", ""))
    assert "Cơ quan đã nhận, đang xem" in text_of(page)
    page = ask(ask="say", receipt=receipt, text="Tôi có thêm ảnh biên lai.", number=uuid.uuid4())
    assert "Đã gửi và niêm phong" in text_of(page)
    for word in (NAME, PHONE, WORDS[:20], "biên lai"):
        assert word not in page.content.decode()


def test_every_answer_is_kept_by_no_cache_and_squeezed_by_nobody_and_says_nothing_to_whom_is_visited_next():
    for page in (Client().get("/to-cao/"), ask(ask="begin"), ask(ask="look", receipt="1")):
        assert page["Cache-Control"] == "no-store, no-transform, private"
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Content-Encoding"] == "identity"
        assert "<title>Trang đầu ·" in page.content.decode() or "Lỗi:" in page.content.decode()
        assert "csrfmiddlewaretoken" not in page.content.decode()


def test_an_officer_who_is_logged_in_is_nobody_here(office):
    client = Client()
    client.force_login(office.hoa)
    page = ask(client, ask="begin")
    assert house.SESSION_COOKIE_NAME in client.cookies
    assert page.wsgi_request.user.is_anonymous


def test_no_address_of_the_list_is_forgotten():
    assert {reverse("portal:denounce")} == house.DANVAN_KNOWS_NOBODY


def test_english_comes_with_the_form_and_what_was_written_stays(office):
    page = ask(**written(office.unit) | {"language": "en"})
    assert 'lang="en"' in page.content.decode()
    assert WORDS in page.content.decode()
    assert hidden(page, "tongue") == "en"
    assert not Case.objects.exists()
    assert 'lang="en"' in ask(ask="begin", tongue="en").content.decode()


def test_wrong_unknown_and_destroyed_receipts_are_told_the_same(office):
    gone = sent(office.unit)
    Case.objects.update(destroyed_on=MONDAY)
    said = []
    for typed in ("0913", "0900 1111 2222 3333", gone):
        page = ask(ask="look", receipt=typed)
        bare = page.content.decode().replace(typed, "").split("\n<!-- ")[0]
        said.append((page.status_code, len(page.content), bare))
    assert said[0] == said[1] == said[2]


def test_the_same_work_is_done_for_each_receipt(office, monkeypatch):
    receipt, asked = sent(office.unit), []
    monkeypatch.setattr("danvan.denunciations.receipts.mark", lambda typed: asked.append(typed) or typed)
    for typed in ("", "nothing", receipt):
        ask(ask="look", receipt=typed)
    assert len(asked) == 3


def test_tries_of_receipts_are_stopped_but_never_a_right_one_for_its_own_sake(office, settings):
    settings.DANVAN_RATES = settings.DANVAN_RATES | {"receipt": (3, 600)}
    receipt = sent(office.unit)
    for _ in range(4):
        assert ask(ask="look", receipt=receipt).status_code == 200
    for n in range(3):
        ask(ask="look", receipt=f"{n}")
    page = ask(ask="look", receipt=receipt, text="chưa gửi kịp")
    assert "quá nhiều lần thử" in text_of(page)
    assert "chưa gửi kịp" in page.content.decode()


def test_nobody_with_the_database_and_the_key_can_try_out_which_address_was_here(office):
    sent(office.unit)
    ask(ask="look", receipt="1")
    kept = set(RateLimit.objects.values_list("key", flat=True))
    assert kept
    assert kept.isdisjoint(key_of(what, "127.0.0.1") for what in house.DANVAN_RATES)


def test_a_shut_door_is_told_before_anything_is_written(office):
    lonely = make_unit(name="xã Vắng")
    page = ask(ask="whom", unit=lonely.key, whom="staff")
    assert page.status_code == 422
    assert "không do đơn vị nào" in text_of(page)


def test_a_door_that_shut_meanwhile_keeps_the_text_on_the_page_and_nothing_elsewhere(office):
    letter = written(office.unit)
    Custodian.objects.update(until=MONDAY)
    page = ask(**letter)
    assert page.status_code == 422
    assert "chưa có đủ người giữ khóa" in text_of(page)
    assert WORDS in page.content.decode()
    assert NAME in page.content.decode()
    assert not Case.objects.exists()


def test_an_unknown_place_and_one_of_many_are_asked_again_with_the_letter_carried_along(office):
    make_unit(name="xã Thử Hai")
    page = ask(ask="whom", place="xã Không Đâu", whom="staff", body=WORDS)
    assert "Không thấy nơi nào" in text_of(page)
    assert WORDS in page.content.decode()
    assert "Có 3 nơi như vậy" in text_of(ask(ask="whom", place="thu", whom="staff"))
    assert "Kể lại sự việc" in text_of(ask(ask="whom", place="xa thu", whom="staff"))


def test_a_head_who_is_accused_never_gets_it(office):
    page = ask(ask="whom", unit=office.unit.key, whom="head")
    assert "Đơn lên cấp trên" in text_of(page)
    sent(office.unit, whom="head")
    assert Case.objects.get().unit_responsible == office.province


def test_an_anonymous_letter_with_nothing_but_words_is_taken(office):
    sent(office.unit, full_name="", phone="", whom="outside", accused="")
    found = Denunciation.objects.get()
    assert not found.is_named
    assert not found.case.concerns.exists()


def test_the_same_form_twice_makes_one_letter_and_says_that_the_receipt_is_gone(office):
    letter = written(office.unit)
    ask(**letter)
    page = ask(**letter)
    assert "đã được nhận rồi" in text_of(page)
    assert "data-receipt" not in page.content.decode()
    assert Case.objects.count() == 1


def test_files_are_named_when_they_cannot_be_stripped_and_never_lie_on_the_disk(office, monkeypatch):
    def laid_down(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("a file of a sealed letter lay open on the disk")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", laid_down)
    page = ask(**written(office.unit), papers=[file("ghi-am.bin", b"\x00" * 3_000_000)])
    assert "niêm phong nguyên tệp" in text_of(page)
    assert "ghi-am.bin" in text_of(page)


def test_too_many_bytes_are_said_and_the_text_stays(office, monkeypatch):
    monkeypatch.setattr(uploads, "TOGETHER", 1000)
    monkeypatch.setattr(WriteForm.base_fields["papers"], "together", 1000)
    page = ask(**written(office.unit), papers=[file("a.png", b"a" * 800), file("b.png", b"b" * 800)])
    assert page.status_code == 422
    assert "cộng lại" in text_of(page)
    assert "xin chọn lại" in text_of(page)
    assert WORDS in page.content.decode()


def test_nothing_is_sent_with_an_empty_letter_and_everything_else_stays(office):
    page = ask(**written(office.unit) | {"body": ""})
    assert page.status_code == 422
    assert NAME in page.content.decode()
    assert hidden(page, "found"), "the work that was done is not done again"


def test_the_page_of_a_receipt_tells_steps_talk_looks_and_protection_but_no_own_words(office):
    receipt = sent(office.unit, whom="outside")
    found = Denunciation.objects.get()
    ask(ask="say", receipt=receipt, text="Lời của tôi", number=uuid.uuid4())
    asks, allows = office.keepers
    actions.speak(found, text="Đề nghị cho biết ngày thu tiền.", by=asks, on=MONDAY)
    look = actions.ask(found, reason="Xác minh chữ ký", by=asks, on=MONDAY)
    actions.allow(look, by=allows, on=MONDAY)
    actions.take(look, by=asks, on=MONDAY)
    page = ask(ask="protect", receipt=receipt, measure="work", text="Tôi bị dọa", number=uuid.uuid4())
    told = text_of(page)
    for words in (
        "Đề nghị cho biết ngày thu tiền.",
        "Người giữ khóa, xã Thử Xác minh chữ ký",
        "chờ quyết định",
    ):
        assert words in told
    for words in ("Lời của tôi", "Tôi bị dọa", asks.full_name, "Xin xem danh tính"):
        assert words not in told
    assert found.messages.filter(from_office=False).count() == 2


def test_words_and_wishes_through_the_receipt_count_once(office):
    receipt = sent(office.unit)
    found, same = Denunciation.objects.get(), {"receipt": receipt, "number": uuid.uuid4()}
    for _ in range(2):
        page = ask(ask="say", text="Một lời", **same)
    assert "đã nhận rồi" in text_of(page)
    assert found.messages.count() == 1
    page = ask(ask="say", receipt=receipt, text="", number=uuid.uuid4())
    assert page.status_code == 422
    assert ask(ask="withdraw", receipt=receipt).status_code == 422
    ask(ask="withdraw", receipt=receipt, sure="on")
    assert "đang xem xét" in text_of(ask(ask="look", receipt=receipt))


def test_a_conclusion_that_does_not_satisfy_is_denounced_on_with_another_receipt(office):
    receipt = sent(office.unit)
    assert "Tố cáo tiếp" not in text_of(ask(ask="look", receipt=receipt))
    Case.objects.update(status="answered", phase="answered")
    assert "Tố cáo tiếp" in text_of(ask(ask="look", receipt=receipt))
    page = ask(ask="continue", receipt=receipt, body="Kết luận bỏ sót chín hộ.", number=uuid.uuid4())
    again = re.search(r"data-receipt>([\d ]{19})<", page.content.decode())
    assert again
    assert again[1] != receipt
    assert Case.objects.get(kind="further_denunciation").unit_responsible == office.province


def test_it_is_nowhere_in_the_open_pages(office):
    sent(office.unit)
    case = Case.objects.get()
    client = Client()
    for address in ("/so-niem-phong.json", "/robots.txt", "/noi-nhan/?tim=thu", "/api/"):
        assert case.shown_code not in client.get(address).content.decode()
    assert "to-cao" not in client.get("/robots.txt").content.decode()
    assert "Không thấy đơn" in text_of(client.post("/tra-cuu/", {"code": case.shown_code}))


def test_the_page_of_sending_leads_here():
    page = Client().post("/gui-don/", {"page": "where", "kind": "denounce"})
    assert (page.status_code, page["Location"]) == (302, "/to-cao/")
    for address in ("/", "/gui-don/", "/giup-do/"):
        assert 'href="/to-cao/"' in Client().get(address).content.decode()
