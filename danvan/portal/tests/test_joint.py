"""The page of a merged letter: how the earlier one fares, its answer, and nothing of whoever sent it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from danvan.cases.actions import Part, Person, Step, merge, move, split, unmerge
from danvan.cases.workflow import Channel
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive
from danvan.portal.joint import BLACK, blacked_out
from danvan.portal.tests.make import citizen, commune, text_of
from tests.make import LAN, MONDAY, at, make_case, make_officer, walk

pytestmark = pytest.mark.django_db

BINH = Person("Trần Bình", phone="0912000555", address="thôn Yên Hạ")
ANSWER = "Trả lời bà Nguyễn  Thị Lan, thôn Đồng Tiến, số 0912 000 417: xã đã vét cống N3."


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def minh():
    return make_officer(commune(), Role.CLERK, Role.HANDLER, Role.LEADER)


@pytest.fixture
def pair(minh):
    unit = minh.posts.first().unit
    kept, later = make_case(unit), make_case(unit, person=BINH, subject="Kênh N3 không thoát nước")
    merge(later, kept, by=minh, on=MONDAY)
    return kept, later


def look(case):
    return text_of(citizen().post("/tra-cuu/", {"code": case.shown_code}))


def test_the_old_code_leads_to_the_progress_of_the_letter_that_is_kept(pair, minh):
    kept, later = pair
    walk(kept, minh, MONDAY, "screen", "accept")
    page = look(later)
    assert later.subject in page
    assert "Được giải quyết chung với một đơn trước" in page
    assert "Cơ quan đã nhận giải quyết" in page
    assert "Đơn được giải quyết chung với một đơn trước về cùng việc" in page


def test_the_answer_reaches_both_and_names_neither_to_the_other(pair, minh):
    kept, later = pair
    move(kept, "ask", by=minh, on=MONDAY, given=Step(text="Bà Lan nộp thêm sổ đỏ."))
    move(kept, "supplement", by=minh, on=MONDAY, given=Step(text="Đã nộp sổ đỏ."))
    walk(kept, minh, MONDAY, "screen", "accept")
    move(kept, "answer", by=minh, on=MONDAY, given=Step(text=ANSWER, outcome="granted", decision="12"))
    page = look(later)
    assert "xã đã vét cống N3." in page
    assert "Có trả lời chung" in page
    for private in (LAN.full_name, LAN.phone, LAN.address, kept.subject, kept.body, kept.code, "sổ đỏ"):
        assert private not in page, private
    own = look(kept)
    assert "Nguyễn Thị Lan" in " ".join(own.split())
    for private in (BINH.full_name, BINH.phone, BINH.address, later.subject, later.code):
        assert private not in own, private
    assert "được giải quyết chung với đơn này" in own


def test_after_parting_the_letter_has_its_own_page_again_and_says_so(pair, minh):
    later = pair[1]
    unmerge(later, by=minh, on=MONDAY, text="Hai kênh khác nhau.")
    page = look(later)
    assert "Được giải quyết chung với một đơn trước" not in page
    assert "Hai kênh khác nhau." in page
    assert "đã đính chính, không còn hiệu lực" in page


def test_what_is_known_of_a_person_is_blacked_out_however_it_is_written(pair):
    parties = pair[0].parties.all()
    assert blacked_out("NGUYỄN THỊ LAN, 0912.000.417, thôn  Đồng Tiến.", parties) == (
        f"{BLACK}, {BLACK}, {BLACK}."
    )
    assert blacked_out("Kênh N3 đã vét.", parties) == "Kênh N3 đã vét."


def test_the_sender_reads_who_sees_to_which_part_and_how_far_it_is(minh):
    unit, other = minh.posts.first().unit, commune("xã Kỳ Tân")
    case = walk(make_case(unit), minh, MONDAY, "screen", "accept")
    given = Part(subject="Vét cống N3", body="Lời giao nội bộ.", unit=other, until=MONDAY + timedelta(days=3))
    split(case, [given], by=minh, on=MONDAY)
    page = look(case)
    assert "Việc được chia cho nhiều nơi cùng làm" in page
    assert "xã Kỳ Tân · Đã giao, chờ nhận · chậm nhất 15/02/2018" in " ".join(page.split())
    assert "Lời giao nội bộ." not in page


def test_all_who_signed_may_look_and_none_withdraws_for_all_or_reads_where_another_lives(minh):
    two = [replace(LAN, role="representative"), BINH]
    about = Letter(kind="recommendation", subject="Cống N3", body="Cống tắc.", topic="water", signatures=2)
    unit = minh.posts.first().unit
    case = receive(about, unit=unit, channel=Channel.POST, by=minh, on=MONDAY, persons=two)
    page = look(case)
    assert "/tra-cuu/rut-don/" not in page
    receipt = text_of(citizen().post("/bien-nhan/", {"code": case.code}))
    for private in (LAN.address, LAN.phone, BINH.address, BINH.phone, BINH.full_name):
        assert private not in page + receipt, private
    words = {"code": case.code, "sent": "1", "text": "Xin rút.", "sure": "on"}
    assert "cùng đến cơ quan" in text_of(citizen().post("/tra-cuu/rut-don/", words))
    case.refresh_from_db()
    assert case.status == "received"
