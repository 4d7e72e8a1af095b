"""The public page that counts a term: the day, why, what it refuses, and what stays typed."""

from datetime import date

import pytest
from django.test import Client

from danvan.law.rulebook import book
from danvan.people import actions as people
from danvan.people.roles import Role
from danvan.portal.term_forms import GROUPS, TermForm
from danvan.portal.tests.make import citizen, text_of
from tests.make import MONDAY, at, make_officer, make_unit

pytestmark = pytest.mark.django_db
PAGE = "/tinh-thoi-han/"


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


def ask(query, client=None):
    return (client or citizen()).get(f"{PAGE}?{query}")


def test_a_rule_gives_the_day_the_reason_and_the_article():
    page = text_of(ask("rule=reception.result_notice&start=12/02/2018"))
    assert "thứ Hai, 05/03/2018" in page
    assert "10 ngày làm việc kể từ ngày tiếp công dân 12/02/2018" in page
    assert "khoản 1 Điều 28 Luật Tiếp công dân số 42/2013/QH13" in page
    assert "Bỏ 7 ngày Tết Nguyên đán, 14/02–20/02/2018." in page
    assert 'class="days"' in ask("rule=reception.result_notice&start=12/02/2018").content.decode()


@pytest.mark.parametrize(
    "query, day",
    [
        ("term=25&unit=working&start=21/10/2019", "25/11/2019"),
        ("term=20&unit=calendar&count_first_day=on&start=20/05/2023", "08/06/2023"),
        ("term=1&unit=month&start=31/01/2018", "28/02/2018"),
        ("rule=complaint.first_settlement&start=05/03/2018&area=remote&complexity=complex", "04/05/2018"),
        ("rule=denunciation.settlement&start=05/03/2019&complexity=special&extend=30, 30", "03/06/2019"),
        (
            "rule=denunciation.settlement&start=05/03/2019&complexity=special&extend=30&extend=30",
            "03/06/2019",
        ),
        ("rule=reception.schedule_notice&start=23/02/2018", "09/02/2018"),
        ("rule=civil_status.birth&start=29/12/2017&received_at=15:20", "02/01/2018"),
        ("term=3&start=05/03/2018&suspend=07/03/2018 đến 08/03/2018%0A2018-03-12:2018-03-12", "13/03/2018"),
        ("term=3&start=05/03/2018&suspend=2018-03-07:2018-03-08&suspend=2018-03-12:2018-03-12", "13/03/2018"),
    ],
)
def test_whatever_lengthens_a_term_can_be_said(query, day):
    assert day in ask(query).context["why"]["said"]


def test_what_is_not_sure_is_marked():
    page = text_of(ask("rule=complaint.acceptance&start=01/07/2026"))
    assert "số ngày chưa xác nhận" in page
    assert "chưa phải là lời hẹn" in page
    page = text_of(ask("term=10&start=28/12/2026"))
    assert "tạm tính" in page
    assert "chưa được công bố" in page


def test_what_makes_no_difference_is_said():
    page = text_of(ask("rule=reception.result_notice&start=12/02/2018&area=remote&complexity=complex"))
    assert "không phân biệt vùng sâu, vùng xa" in page
    assert "không có thời hạn riêng cho mức phức tạp" in page


@pytest.mark.parametrize(
    "query, field, said",
    [
        ("start=12/02/2018", "rule", "Xin chọn một mục"),
        ("rule=reception.result_notice&start=", "start", "Xin điền"),
        ("rule=reception.result_notice&start=30/02/2018", "start", "không có ngày 30"),
        ("rule=nonsense&start=12/02/2018", "rule", "có trong danh sách"),
        ("rule=reception.result_notice&term=3&start=12/02/2018", "rule", "bỏ một trong hai"),
        ("term=3&area=remote&start=12/02/2018", "area", "chỉ dùng khi chọn"),
        ("rule=own&start=12/02/2018", "term", "Xin điền"),
        ("term=ten&start=12/02/2018", "term", "số nguyên"),
        ("term=1001&start=12/02/2018", "term", "lớn nhất là 1000"),
        ("term=3&start=12/02/2018&extend=x", "extend", "số từ 1 đến 1000"),
        ("term=3&start=12/02/2018&suspend=mai", "suspend", "hai ngày có thật"),
        ("term=3&start=12/02/2018&suspend=30/02/2018 đến 01/03/2018", "suspend", "hai ngày có thật"),
        ("term=3&start=12/02/2018&suspend=09/03/2018 đến 08/03/2018", "suspend", "không thể kết thúc trước đó"),
        ("term=3&start=12/02/2018&suspend=2018-03-01:2018-03-08%0A2018-03-08:2018-03-09", "suspend", "trùng nhau"),
        ("term=3&start=12/02/2018&received_at=3pm", "received_at", "giờ như 15:20"),
        ("rule=letter.processing&start=12/02/2018", "start", "Có hiệu lực: từ 15/11/2021"),
        ("rule=complaint.acceptance&start=12/02/2040", "start", "nằm ngoài lịch"),
        ("rule=complaint.first_settlement&start=05/03/2018&extend=16", "extend", "Chỉ được gia hạn 1 lần"),
    ],
)  # fmt: skip
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(query, field, said):
    page = ask(query)
    assert page.status_code == 200
    assert said in " ".join(page.context["form"].errors[field])
    assert "due" not in page.context
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name in ("start", "term", "extend", "received_at"):
            assert f'value="{value}"' in page.content.decode()


def test_a_link_that_can_be_passed_on_gives_the_same_day():
    query = (
        "rule=complaint.first_settlement&start=05/03/2018&area=remote&extend=15&suspend=10/03/2018-19/03/2018"
    )
    page = ask(query)
    again = citizen().get(page.context["link"].removeprefix("http://127.0.0.1:8000"))
    assert again.context["due"].due_on == page.context["due"].due_on == date(2018, 5, 14)
    machine = citizen().get(f"/api/v1/law/due?{page.context['query']}")
    assert machine.json()["due"] == "2018-05-14"


def test_the_page_needs_no_cookie_and_takes_no_account():
    client = Client()
    assert "05/03/2018" in text_of(ask("rule=reception.result_notice&start=2018-02-12", client))
    assert "sessionid" not in client.cookies
    assert client.post(PAGE).status_code == 405


def test_a_long_term_stays_a_small_page():
    page = ask("term=1000&unit=working&start=02/01/2018")
    assert page.context["cells"] == []
    assert len(page.content) < 60_000


def test_the_answer_can_be_printed():
    page = citizen().get(f"{PAGE}in/?rule=reception.result_notice&start=2018-02-12")
    assert "CÁCH TÍNH THỜI HẠN" in text_of(page)
    assert "thứ Hai, 05/03/2018" in text_of(page)
    back = citizen().get(f"{PAGE}in/?rule=reception.result_notice&start=soon")
    assert back["Location"] == f"{PAGE}?rule=reception.result_notice&start=soon"


def test_every_rule_that_sets_a_day_stands_in_one_group():
    heads = [head for _label, some in GROUPS for head in some]
    assert len(heads) == len(set(heads))
    asked = {key for key, versions in book().items() if versions[-1].has_term}
    assert {key.partition(".")[0] for key in asked} <= set(heads)
    shown = [key for _label, some in TermForm().fields["rule"].choices[1:-1] for key, _title in some]
    assert sorted(shown) == sorted(asked)


def test_a_number_known_from_memory_says_so_and_a_confirmed_one_who_stands_for_it():
    asked = "rule=letter.processing&start=12/02/2026"
    page = text_of(ask(asked))
    assert "Chưa đối chiếu văn bản gốc" in page
    assert "nhớ" not in page
    unit, rule = make_unit(), {"rule": "letter.processing", "version": "2021-11-15"}
    admin = make_officer(unit, Role.ADMINISTRATOR)
    people.confirm_rule(unit=unit, decision="318/QĐ-UBND", by=admin, on=MONDAY, **rule)
    assert "Cơ quan đã xác nhận với văn bản gốc" in text_of(ask(asked))


def test_who_asks_too_often_waits_and_loses_nothing(settings):
    settings.DANVAN_RATES = {"term": (1, 600)}
    query = "rule=reception.result_notice&start=12/02/2018"
    assert ask(query).status_code == 200
    answer = ask(query)
    assert answer.status_code == 429
    assert "Xin đợi" in text_of(answer)
    assert 'value="12/02/2018"' in answer.content.decode()
    assert citizen().get(PAGE).status_code == 200
