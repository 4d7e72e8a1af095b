"""Sending a letter: page by page, or in one request."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from danvan.cases.models import Attachment, Case
from danvan.journal.models import Event
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.portal.tests.make import (
    citizen,
    commune,
    complaint,
    errors,
    file,
    hidden,
    letter,
    send,
    sent,
    staffed,
    text_of,
)
from tests.make import MONDAY, at, make_officer, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def unit() -> Unit:
    return commune()


def test_one_request_files_a_recommendation(unit):
    case = sent(citizen(), letter(unit))
    assert (case.kind, case.channel, case.topic, case.subject) == (
        "recommendation",
        "portal",
        "water",
        "Cống kênh N3 bị tắc",
    )
    assert case.unit_received == unit
    assert case.received_on == MONDAY
    assert case.petition.place == "Thôn Đồng Tiến"
    assert case.petition.wish == "Đề nghị nạo vét trước vụ hè thu."
    person = case.parties.get()
    assert (person.full_name, person.phone, person.tell_by) == ("Nguyễn Thị Lan", "0912000417", "phone")
    event = Event.objects.get(stream="case", subject=case.pk)
    assert (event.verb, event.public, event.actor_kind) == ("receive", True, "citizen")


def test_one_request_files_a_complaint_with_its_term(unit):
    case = sent(citizen(), complaint(unit))
    assert case.petition.against == "Quyết định 12/QĐ-UBND"
    assert case.petition.learned_on == date(2018, 2, 5)
    assert case.due_on == date(2018, 2, 22)


def test_the_pages_lead_from_the_first_to_the_receipt(unit):
    client = citizen()
    first = client.get("/gui-don/")
    told = hidden(first) | {"kind": "complaint", "place": "ky khang", "spot": "", "topic": "land"}
    second = client.post("/gui-don/", told)
    assert "Sự việc là gì?" in text_of(second)
    told = hidden(second)
    assert told["unit"] == unit.key
    told |= {
        "subject": "Bồi thường thiếu",
        "body": "Dòng một.\r\nDòng hai “có ngoặc” <b>.",
        "against": "Quyết định 12",
        "learned_on": "5/2/2018",
    }
    third = client.post("/gui-don/", told)
    assert "Ông/bà là ai?" in text_of(third)
    told = {name: _plain(value) for name, value in hidden(third).items()}
    fourth = client.post(
        "/gui-don/", told | {"full_name": "Nguyễn Thị Lan", "address": "xóm 3", "tell_by": "post"}
    )
    review = text_of(fourth)
    assert "Gửi đơn" in review
    assert "05/02/2018" in review
    told = {name: _plain(value) for name, value in hidden(fourth).items()}
    receipt = client.post("/gui-don/", told | {"papers": [file("a.png"), file("b.png")]}, follow=True)
    assert "Đã nhận đơn của ông/bà" in text_of(receipt)
    case = Case.objects.get()
    assert case.body == "Dòng một.\nDòng hai “có ngoặc” <b>."
    assert case.attachments.count() == 2


def test_going_back_keeps_what_was_told_and_asks_for_nothing(unit):
    told = letter(unit, page="who", full_name="", go="what")
    page = citizen().post("/gui-don/", told)
    assert errors(page) == []
    assert "Cống tắc từ tháng 11" in page.content.decode()
    assert hidden(page)["phone"] == "0912 000 417"


def test_a_change_on_an_early_page_leads_straight_back_to_the_review(unit):
    told = letter(unit, page="where", spot="Xóm mới")
    assert "Xem lại rồi gửi" in text_of(citizen().post("/gui-don/", told))


def test_a_change_of_kind_asks_what_only_a_complaint_is_asked(unit):
    told = letter(unit, page="where", kind="complaint")
    asked = text_of(citizen().post("/gui-don/", told))
    assert "Khiếu nại quyết định hoặc việc làm nào" in asked
    assert "trừ khi luật giao chính người ấy" in asked  # whom it is about is asked of a complaint too


def test_switching_the_language_in_the_middle_loses_nothing(unit):
    told = letter(unit, page="what", subject="Một câu", body="", language="en")
    page = citizen().post("/gui-don/", told)
    assert "What is it about?" in text_of(page)
    assert errors(page) == []
    assert 'value="Một câu"' in page.content.decode()
    assert page.cookies["django_language"].value == "en"


def test_the_same_letter_sent_twice_is_one_case_with_one_receipt(unit):
    client, told = citizen(), letter(unit)
    first, second = send(client, told), send(client, told)
    assert (first.status_code, second.status_code) == (303, 303)
    assert Case.objects.count() == 1
    codes = [
        re.search(r'big-code">([^<]+)', client.get(r["Location"]).content.decode())[1]
        for r in (first, second)
    ]
    assert codes[0] == codes[1]


def test_a_letter_changed_and_sent_again_from_the_same_form_is_not_dropped(unit):
    client, told = citizen(), letter(unit)
    send(client, told)
    for change in ({"body": "Thêm một đoạn mới."}, {"phone": "0912 000 418"}, {"papers": file("a.png")}):
        send(client, told | change)
        send(client, told | change)
    assert Case.objects.count() == 4


def test_the_same_letter_with_its_files_sent_twice_keeps_the_files_once(unit):
    client, told = citizen(), letter(unit)
    for _ in range(2):
        send(client, told | {"papers": file("a.png")})
    assert (Case.objects.count(), Attachment.objects.count()) == (1, 1)


def test_a_number_of_a_form_that_is_none_gets_a_new_one(unit):
    sent(citizen(), letter(unit, submission="'; drop table"))
    sent(citizen(), letter(unit, submission=""))
    assert Case.objects.filter(submission__isnull=False).count() == 2


def test_no_address_on_the_way_holds_code_name_or_telephone(unit):
    client, told = citizen(), letter(unit, submission=str(uuid4()))
    response = send(client, told)
    where = response["Location"]
    case = Case.objects.get()
    for secret in (case.code, case.shown_code, "Lan", "0912", "417000", str(case.submission)):
        assert secret not in where
    assert where.startswith("/bien-nhan/")


def test_only_the_cookies_of_form_language_and_colour_are_set(unit):
    client = citizen()
    client.get("/gui-don/")
    client.get(send(client, letter(unit))["Location"])
    client.post("/tra-cuu/", {"code": Case.objects.get().code})
    assert set(client.cookies) <= {"csrftoken", "django_language", "theme"}


def test_a_forged_form_is_turned_away(unit):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    assert client.post("/gui-don/", letter(unit)).status_code == 403
    assert Case.objects.count() == 0


def test_an_old_name_finds_the_unit_that_holds_the_place_today():
    from danvan.journal.actors import SYSTEM
    from danvan.people.actions import give_post, merge_units

    province = make_unit(tier="province", name="tỉnh Hà Tĩnh")
    old = [make_unit(parent=province, name=name) for name in ("xã Kỳ Tiến", "xã Kỳ Giang")]
    new = merge_units(
        units=old,
        parent=province,
        key="KY-ANH-X",
        prefix="xã",
        name="Kỳ Anh",
        resolution="1/NQ",
        by=SYSTEM,
        on=date(2018, 1, 1),
    )
    give_post(officer=make_officer(new), unit=new, role=Role.CLERK, by=SYSTEM, on=date(2018, 1, 1))
    page = citizen().post("/gui-don/", letter(new, page="where", unit="", place="ky tien", subject=""))
    assert hidden(page)["unit"] == new.key
    back = citizen().post("/gui-don/", hidden(page) | {"go": "where"})
    assert 'value="xã Kỳ Anh"' in back.content.decode()


def test_several_places_of_a_name_are_offered_to_choose_from():
    one, other = commune("xã Kỳ Văn"), commune("xã Kỳ Vân")
    page = citizen().post("/gui-don/", letter(one, page="where", unit="", place="ky van"))
    assert errors(page) == ["Có 2 nơi như vậy, xin chọn một nơi ở dưới"] * 1
    chosen = citizen().post("/gui-don/", letter(other, page="where", place="ky van"))
    assert "Xem lại rồi gửi" in text_of(chosen)


def test_the_page_of_places_leads_to_a_letter_to_that_place(unit):
    page = citizen().get(f"{reverse('portal:send')}?don-vi={unit.key}")
    assert hidden(page)["page"] == "where"
    assert 'value="xã Kỳ Khang"' in page.content.decode()


def test_a_place_without_an_officer_takes_no_letter_and_says_where_to_write():
    province = staffed(make_unit(tier="province", name="tỉnh Hà Tĩnh"))
    silent = make_unit(parent=province, name="xã Kỳ Tây")
    commune("xã Kỳ Phong")
    said = "Xã Kỳ Tây chưa nhận đơn trên cổng này. Ông/bà gửi đến: tỉnh Hà Tĩnh."
    by_key = send(citizen(), letter(silent))
    by_name = citizen().post("/gui-don/", letter(silent, page="where", unit="", place="ky tay"))
    assert errors(by_key) == errors(by_name) == [said]
    assert Case.objects.count() == 0
    page = citizen().get("/gui-don/").content.decode()
    assert "xã Kỳ Phong" in page
    assert "xã Kỳ Tây" not in page
    assert said in text_of(citizen().get("/noi-nhan/?tim=ky+tay"))


def test_a_place_with_only_an_administrator_is_not_open():
    unit = make_unit(name="xã Kỳ Bắc")
    make_officer(unit, Role.ADMINISTRATOR, Role.BOARD)
    assert "Cơ quan chưa mở cổng nhận đơn" in text_of(citizen().get("/gui-don/"))
    assert "Chưa có nơi nào nhận đơn" in text_of(citizen().get("/noi-nhan/"))
    assert "chưa mở cổng" in text_of(send(citizen(), letter(unit)))


def test_a_post_that_has_ended_opens_no_place(unit):
    from danvan.journal.actors import SYSTEM
    from danvan.people.actions import end_post

    for post in unit.posts.all():
        end_post(post=post, by=SYSTEM, on=MONDAY)
    assert "Cơ quan chưa mở cổng nhận đơn" in text_of(citizen().get("/gui-don/"))


def _plain(value: str) -> str:
    from html import unescape

    return unescape(value)


def test_before_sending_the_citizen_reads_how_many_letters_are_like_hers_and_nothing_of_them(unit):
    client, first = citizen(), letter(unit)
    review = {**first, "page": "who"}
    assert "đơn tương tự" not in text_of(client.post("/gui-don/", review))
    case = sent(client, first)
    other = {**review, "submission": str(uuid4()), "full_name": "Trần Bình", "phone": "0912000555"}
    shown = text_of(client.post("/gui-don/", other))
    assert "Có 1 đơn tương tự đang được giải quyết." in shown
    assert not any(each in shown for each in (case.code, "Nguyễn Thị Lan", "0912000417"))
