"""The decision on the page of a case: final or not, a second complaint entered from it, what is executed of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.cases import ties
from danvan.cases.actions import Part, split
from danvan.cases.models import Case
from danvan.people.roles import Role
from tests.make import LAN, MONDAY, at, make_case, make_officer, make_unit, walk

MOST = 12
FINAL_ON = MONDAY + timedelta(days=31)


@pytest.fixture
def province(today):
    return make_unit("TINH-THU", tier="province", name="tỉnh Thử")


@pytest.fixture
def commune(province):
    district = make_unit("HUYEN-THU", tier="district", parent=province, name="huyện Thử")
    return make_unit("KY-KHANG-THU", name="xã Kỳ Khang", parent=district)


@pytest.fixture
def boss(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="boss")


@pytest.fixture
def chief(commune):
    units = Role.CLERK, Role.HANDLER, Role.LEADER
    return make_officer(make_unit("HUYEN-THU"), *units, username="chief")


@pytest.fixture
def first(commune, boss):
    return walk(make_case(commune, kind="complaint"), boss, MONDAY, "screen", "accept", "answer")


def url(case, *rest):
    return "/".join(["/desk/cases", str(case.pk), *rest, ""])


def text_of(response):
    return response.content.decode()


def typed(**given):
    words = {"channel": "reception", "on": "12/02/2018", "learned_on": "12/02/2018", "body": "Chưa đồng ý."}
    return {**words, **given}


def test_the_page_of_a_decision_says_from_when_it_is_final_and_how_that_was_counted(as_, boss, first):
    page = text_of(as_(boss).get(url(first)))
    assert "Quyết định có hiệu lực pháp luật từ ngày 15/03/2018, nếu đến hết ngày trước đó" in page
    assert "Điều 44 Luật Khiếu nại" in page


def test_a_second_complaint_is_entered_from_the_first_and_opened_where_it_is_decided(as_, boss, chief, first):
    client = as_(boss)
    shown = text_of(client.get(url(first, "second")))
    assert "huyện Thử" in shown
    assert "Điều 18 Luật Khiếu nại" in shown
    assert "số 12/QĐ-UBND ngày 12/02/2018" in shown
    done = client.post(url(first, "second"), typed(), follow=True)
    second = Case.objects.get(kind="second_complaint")
    assert second.unit_responsible.key == "HUYEN-THU"
    assert (second.channel, second.parties.get().full_name) == ("reception", LAN.full_name)
    assert "Quyết định chưa có hiệu lực: đang có khiếu nại lần hai." in text_of(done)
    page = text_of(as_(chief).get(url(second)))
    assert "Đến ngày 12/02/2018, trong thời hạn khiếu nại lần hai (hết ngày 14/03/2018)." in page
    assert "Khiếu nại lần đầu:" in page
    assert client.get(url(first, "second")).status_code == 403, "one at a time"


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(as_, boss, first):
    back = as_(boss).post(url(first, "second"), typed(learned_on=""))
    assert back.status_code == 422
    assert "Chưa đồng ý." in text_of(back)
    assert not Case.objects.filter(kind="second_complaint").exists()


def test_above_the_register_the_page_says_where_to_go(as_, province):
    hoa = make_officer(province, Role.CLERK, Role.HANDLER, Role.LEADER, username="hoa2")
    first = walk(make_case(province, kind="complaint"), hoa, MONDAY, "screen", "accept", "answer")
    page = text_of(as_(hoa).get(url(first, "second")))
    assert "không ở trong sổ này: xin gửi đơn đến Bộ trưởng bộ quản lý ngành." in page
    assert 'name="body"' not in page


def test_a_letter_at_the_desk_is_tied_by_the_decision_that_it_names(as_, chief, first):
    letter = {
        **{"unit": str(first.unit_responsible.pk), "kind": "second_complaint", "channel": "post"},
        **{
            "on": "12/02/2018",
            "subject": "Chưa đồng ý",
            "topic": "water",
            "body": "Chưa đồng ý.",
            "looked": "on",
        },
        **{"against": "Quyết định 12/QĐ-UBND ngày 12/02/2018", "learned_on": "12/02/2018", "signatures": "1"},
        **{"s-TOTAL_FORMS": "1", "s-INITIAL_FORMS": "0", "s-0-full_name": "nguyễn thị lan"},
        **{"s-0-tell_by": "code", "unit": str(chief.posts.first().unit_id)},
    }
    done = as_(chief).post("/desk/letters/new/", letter)
    assert done.status_code == 302
    second = Case.objects.get(kind="second_complaint")
    assert (second.earlier_links.get().earlier, second.channel) == (first, "post")


def test_what_a_final_decision_asks_is_given_out_from_its_page(as_, boss, first):
    assert as_(boss).get(url(first, "split")).status_code == 403, "not final yet"
    with at(FINAL_ON):
        client = as_(boss)
        assert url(first, "split") in text_of(client.get(url(first)))
        rows = {
            **{"seen": str(first.version), "p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0"},
            **{"p-0-subject": "Trả lại 12 m đất", "p-0-who": "Trạm thủy nông", "p-0-until": "30/03/2018"},
            **{"p-0-unit_name": "xã Kỳ Khang", "p-0-body": "Theo Điều 1."},
        }
        assert client.post(url(first, "split"), {**rows, "p-0-who": ""}).status_code == 422
        done = text_of(client.post(url(first, "split"), rows, follow=True))
        duty = ties.parts(first, ties.EXECUTION).get()
        assert "Việc phải thi hành" in done
        assert duty.body == "Trạm thủy nông\nTheo Điều 1."
        letter = text_of(client.get(reverse("papers:make", args=["case", first.pk, "execution_order"])))
        for known in ("Trả lại 12 m đất", "số 12/QĐ-UBND ngày 12/02/2018", "30/03/2018", "xã Kỳ Khang"):
            assert known in letter
        proof = {"text": "Theo biên bản số 3.", "on": "15/03/2018", "seen": str(duty.version)}
        client.post(url(duty, "steps", "execute"), proof)
        duty.refresh_from_db()
        assert duty.status == "executed"


def test_the_page_of_a_decision_with_all_that_hangs_on_it_asks_no_more(as_, boss, chief, first):
    with at(FINAL_ON):
        until = FINAL_ON + timedelta(days=9)
        some = [Part(f"Việc {n}", "Làm.", first.unit_responsible, until) for n in range(3)]
        split(first, some, by=boss, on=FINAL_ON, verb="order_execution")
        as_(boss).post(url(first, "second"), typed(on="15/03/2018"))
        assert Case.objects.filter(kind="second_complaint").exists()
        for case, officer in ((first, boss), (Case.objects.get(kind="second_complaint"), chief)):
            client = as_(officer)
            client.get(url(case))
            with CaptureQueriesContext(connection) as asked:
                client.get(url(case))
            assert len(asked) <= MOST, [query["sql"][:120] for query in asked]


def test_a_late_one_is_shown_late_and_its_screening_asks_for_the_hindrance(as_, chief, first):
    late = date(2018, 3, 20)
    with at(late):
        client = as_(chief)
        client.post(url(first, "second"), typed(on="20/03/2018"))
        second = Case.objects.get(kind="second_complaint")
        page = text_of(client.get(url(second)))
        assert "quá thời hạn khiếu nại lần hai 6 ngày (hết ngày 14/03/2018)" in page
        given = {"on": "20/03/2018", "seen": str(second.version)}
        back = client.post(url(second, "steps", "screen"), given)
        assert back.status_code == 422
        assert "cần ghi trở ngại khách quan" in text_of(back)
        assert client.post(url(second, "steps", "screen"), {**given, "text": "Nằm viện."}).status_code == 302
