"""A citizen complains a second time: from the page of the first, or by naming the decision; and reads what is final."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cases import ties
from danvan.cases.actions import Part, split
from danvan.cases.models import Case
from danvan.people.roles import Role
from danvan.portal.tests.make import citizen, complaint, sent, staffed, text_of
from tests.make import LAN, MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

PAGE = "/tra-cuu/khieu-nai-lan-hai/"
FINAL_ON = MONDAY + timedelta(days=31)


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def district():
    return staffed(make_unit("HUYEN-THU", tier="district", name="huyện Thử"))


@pytest.fixture
def unit(district):
    return make_unit("XA-THU", name="xã Thử", parent=district)


@pytest.fixture
def hoa(unit):
    return make_officer(unit, Role.CLERK, Role.HANDLER, Role.LEADER, username="hoa")


@pytest.fixture
def first(unit, hoa):
    return walk(make_case(unit, kind="complaint"), hoa, MONDAY, "screen", "accept", "answer")


def look(case):
    return citizen().post("/tra-cuu/", {"code": case.code}).content.decode()


def typed(case, **given):
    words = {"learned_on": "12/02/2018", "text": "Mức bồi thường chưa đúng.", "wish": "Xem lại."}
    return {
        "code": case.code,
        "sent": "1",
        "submission": "7e9be2a8-8a2a-4d0c-9a4e-3a2d8f1c5b11",
        **words,
        **given,
    }


def test_the_page_of_the_decision_says_what_may_be_done_until_when(first):
    page = look(first)
    assert "Quyết định có hiệu lực pháp luật từ ngày 15/03/2018, nếu đến hết ngày trước đó" in page
    assert "Nhận ngay ngày ra quyết định thì hạn là hết ngày 14/03/2018" in page
    assert "Tòa án (Điều 7 Luật Khiếu nại" in page
    assert PAGE in page


def test_a_second_complaint_from_the_followed_case_has_a_case_and_a_receipt_of_its_own(first, district):
    client = citizen()
    asked = text_of(client.post(PAGE, {"code": first.code}))
    assert "huyện Thử: nơi giải quyết lần hai" in asked
    back = client.post(PAGE, typed(first), follow=True)
    second = Case.objects.get(kind="second_complaint")
    assert second.shown_code in text_of(back)
    assert (second.unit_responsible, second.parties.get().full_name) == (district, LAN.full_name)
    assert second.earlier_links.get().earlier == first
    client.post(PAGE, typed(first))
    assert Case.objects.filter(kind="second_complaint").count() == 1, "a nervous thumb"
    page = look(first)
    assert "đang có khiếu nại lần hai" in page
    assert "Ông/bà khiếu nại lần hai" in page
    assert PAGE not in page


def test_what_is_missing_is_said_and_nothing_typed_is_lost(first):
    page = text_of(citizen().post(PAGE, typed(first, learned_on="")))
    assert "Mức bồi thường chưa đúng." in page
    assert not Case.objects.filter(kind="second_complaint").exists()


def test_by_naming_the_decision_it_goes_to_who_decides_next_and_is_tied(first, unit, district):
    named = {"kind": "second_complaint", "against": "Quyết định 12/QĐ-UBND ngày 12/02/2018"}
    second = sent(citizen(), complaint(unit, **named, learned_on="12/02/2018"))
    assert second.unit_responsible == district
    assert second.earlier_links.get().earlier == first


def test_whoever_names_the_decision_of_somebody_else_is_not_tied_to_it(first, unit):
    named = {"kind": "second_complaint", "against": "Quyết định 12/QĐ-UBND", "full_name": "Trần Bình"}
    second = sent(citizen(), complaint(unit, **named))
    assert not second.earlier_links.exists()


def test_the_last_decision_says_that_only_the_court_is_left(first, district):
    boss = make_officer(district, Role.CLERK, Role.HANDLER, Role.LEADER, username="boss")
    citizen().post(PAGE, typed(first))
    second = Case.objects.get(kind="second_complaint")
    walk(second, boss, MONDAY, "screen", "accept", "dialogue", "answer")
    page = look(second)
    assert "không khiếu nại tiếp được nữa" in page
    assert "khởi kiện vụ án hành chính" in page
    assert PAGE not in page
    assert "Đã có quyết định giải quyết lần hai" in look(first)


def test_the_citizen_follows_what_is_done_by_the_decision_and_the_page_asks_the_same_for_more(
    first, hoa, unit
):
    with at(FINAL_ON):
        until = FINAL_ON + timedelta(days=9)
        split(
            first, [Part("Trả lại đất", "Làm.", unit, until)] * 3, by=hoa, on=FINAL_ON, verb="order_execution"
        )
        with CaptureQueriesContext(connection) as asked:
            page = look(first)
        assert page.count("Trả lại đất") == 3
        assert "Quyết định có hiệu lực pháp luật từ ngày 15/03/2018." in page
        assert ties.parts(first, ties.EXECUTION).count() == 3
    assert len(asked) <= 15, [query["sql"][:90] for query in asked]
