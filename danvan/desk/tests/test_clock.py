"""The clock on the page of a case: what the law says at the form, why it stands still, its history, as data."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cases.actions import Step, move
from danvan.cases.models import Case
from danvan.cases.models.parts import DeadlineState
from danvan.cases.workflow import Phase
from danvan.desk import clockpage
from danvan.desk.tests.steps import WORKED, url
from danvan.lib.dates import short
from danvan.people import actions as people
from tests.make import MONDAY, at, make_case, walk

TODAY = date(2026, 8, 3)  # a Monday; the decree that knows the suspension is in force
DAY = "03/08/2026"
SUSPENSION = "complaint.suspension_sent"


@pytest.fixture
def now():
    with at(TODAY):
        yield


@pytest.fixture
def case(now, commune, hoa):
    return walk(make_case(commune, kind="complaint", on=TODAY), hoa, TODAY, *WORKED)


def take(client, case, verb, **given):
    case.refresh_from_db()
    data = {"seen": case.version, "on": DAY, "text": "Nội dung.", **given}
    return client.post(url(case, "steps", verb), data)


def page_of(client, case):
    return client.get(url(case))


def offered(page):
    return {form.step.verb: form for form in page.context["forms"]}


def test_the_form_of_an_extension_says_the_law_and_how_far_it_lets_the_term_go(as_, hoa, case):
    form = offered(page_of(as_(hoa), case))["extend"]
    assert form.basis.sure
    for said in ("Chỉ được gia hạn 1 lần", "15 ngày", "vụ việc phức tạp", "Điều 28 Luật Khiếu nại"):
        assert said in form.basis.said


def test_an_unconfirmed_basis_is_said_at_the_form_until_the_office_confirms_it(as_, commune, hoa, case):
    page = page_of(as_(hoa), case)
    assert not offered(page)["suspend"].basis.sure
    assert "Chưa xác nhận căn cứ: Điều 28b" in page.content.decode()
    people.confirm_rule(
        unit=commune, rule=SUSPENSION, version="2026-07-01", decision="01/QĐ", by=hoa, on=TODAY
    )
    form = offered(page_of(as_(hoa), case))["suspend"]
    assert form.basis.sure
    assert form.basis.said.startswith("Căn cứ: Điều 28b")


def test_a_step_for_which_no_article_was_read_says_so(as_, hoa, case):
    form = offered(page_of(as_(hoa), case))["ask_expert"]
    assert not form.basis.sure
    assert "chưa đọc được điều luật nào" in form.basis.said


def test_a_suspension_of_before_the_law_knew_it_is_not_offered_and_says_why(as_, commune, hoa):
    with at(MONDAY):
        old = walk(make_case(commune, kind="complaint"), hoa, MONDAY, *WORKED)
        page = page_of(as_(hoa), old)
        forced = take(as_(hoa), old, "suspend", decision="14a", on="12/02/2018")
    assert "suspend" not in offered(page)
    assert (
        dict(page.context["locked"])["Tạm đình chỉ giải quyết"]
        == "Ngày 12/02/2018 luật chưa cho phép bước này."
    )
    assert forced.status_code == 422
    assert "luật chưa cho phép bước này" in forced.content.decode()


@pytest.mark.parametrize(
    "verb, given, field",
    [
        ("extend", {"days": "16", "decision": "21/QĐ"}, "days"),
        ("suspend", {"decision": "14a", "on": "01/08/2026"}, "on"),
    ],
)
def test_what_an_action_refuses_stands_at_the_field_that_it_is_about(as_, hoa, case, verb, given, field):
    page = take(as_(hoa), case, verb, text="Lý do đã ghi.", **given)
    form = next(form for form in page.context["forms"] if form.step.verb == verb)
    assert set(form.errors) == {field}
    assert f'href="#{form[field].id_for_label}"' in page.content.decode()


@pytest.mark.parametrize(
    "verb, given, sentence",
    [
        ("extend", {"days": "16", "decision": "21/QĐ"}, "1 lần, không quá 15 ngày"),
        ("extend", {"days": "0", "decision": "21/QĐ"}, "Số này nhỏ nhất là 1"),
        ("extend", {"days": "abc", "decision": "21/QĐ"}, "số nguyên"),
        ("undo_extension", {"extension": "99/QĐ"}, "Xin chọn một mục"),
        ("proceed", {"decision": "14b"}, "Hồ sơ đang không tạm đình chỉ"),
        ("suspend", {"decision": "14a", "on": "04/08/2026"}, "không thể sau hôm nay"),
        ("suspend", {"decision": "14a", "on": "01/08/2026"}, "không thể trước bước gần nhất"),
    ],
)
def test_what_the_law_refuses_comes_back_in_its_words_with_everything_typed(
    as_, hoa, case, verb, given, sentence
):
    version = case.version
    response = take(as_(hoa), case, verb, text="Lý do đã ghi.", **given)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Lý do đã ghi." in page
    assert Case.objects.get(pk=case.pk).version == version


def test_the_whole_life_of_a_clock_is_lived_from_the_page_and_told_there(as_, hoa, case):
    client, first = as_(hoa), case.due_on
    assert take(client, case, "extend", days="15", decision="21/QĐ-UBND").status_code == 302
    assert "extend" not in offered(page_of(client, case))
    assert take(client, case, "undo_extension", extension="21/QĐ-UBND").status_code == 302
    assert take(client, case, "extend", days="10", decision="23/QĐ-UBND").status_code == 302
    assert take(client, case, "ask_expert", decision="24/QĐ-UBND").status_code == 302
    stopped = page_of(client, case)
    assert stopped.context["badge"] == "wait"
    assert "Thời hạn đang dừng: chờ kết quả giám định từ 03/08/2026" in stopped.content.decode()
    assert stopped.context["open_verb"] == "expert_answered"
    assert {"expert_answered", "suspend", "undo_extension"} <= set(offered(stopped))
    assert {"answer", "proceed", "ask_expert"}.isdisjoint(offered(stopped))
    assert take(client, case, "expert_answered").status_code == 302
    assert take(client, case, "suspend", decision="14a/QĐ-UBND").status_code == 302
    assert take(client, case, "proceed", decision="14b/QĐ-UBND").status_code == 302
    case.refresh_from_db()
    page = page_of(client, case)
    told = page.content.decode()
    assert f"Hạn {short(first)} → " in told
    assert "(21/QĐ-UBND)" in told
    assert "(14b/QĐ-UBND)" in told
    assert "Dừng tính thời hạn (24/QĐ-UBND)" in told
    (purpose, turns), _before = page.context["history"]
    assert purpose == "Quyết định giải quyết khiếu nại"
    assert [turn.title for turn in turns[-4:]] == [
        "Gia hạn giải quyết",
        "Hủy gia hạn, thời hạn trở về như trước",
        "Gia hạn giải quyết",
        "Thụ lý giải quyết",
    ]
    day = "02/09/2026" if first == date(2026, 9, 2) else f"{first:%d/%m/%Y}"
    assert f"Hạn {day} → " in turns[-2].text
    assert "thêm 15 ngày, theo 21/QĐ-UBND" in turns[-2].text
    assert turns[0].who == hoa.full_name
    html = page.content.decode()
    assert "Gia hạn 10 ngày theo 23/QĐ-UBND" in html
    assert 'class="days"' in html
    assert "Quy tắc complaint.first_settlement, bản có hiệu lực từ 01/07/2012." in html


def test_the_clock_is_told_as_data_too(as_, hoa, case):
    take(as_(hoa), case, "extend", days="15", decision="21/QĐ-UBND")
    told = as_(hoa).get(url(case) + "clock.json").json()["clocks"]
    settlement = next(clock for clock in told if clock["purpose"] == "settlement")
    assert settlement["rule"] == "complaint.first_settlement"
    assert settlement["version"] == "2012-07-01"
    assert settlement["due"] == Case.objects.get(pk=case.pk).due_on.isoformat()
    assert [step["kind"] for step in settlement["steps"]] == ["extend"]
    assert [turn["verb"] for turn in settlement["history"]] == ["accept", "extend"]
    assert settlement["derivation"]["extended"][0][:2] == [15, "21/QĐ-UBND"]


def test_lists_say_what_a_case_waits_for(as_, hoa, case):
    move(case, "assign", by=hoa, on=TODAY, given=Step(officer=hoa))
    take(as_(hoa), case, "suspend", decision="14a/QĐ-UBND")
    page = as_(hoa).get("/desk/cases/", {"tab": "waiting"}).content.decode()
    assert case.subject in page
    assert "Tạm đình chỉ" in page


def test_a_long_life_of_a_clock_costs_no_more_queries_than_a_short_one(as_, hoa, case):
    client = as_(hoa)
    take(client, case, "extend", days="15", decision="21/QĐ-UBND")
    short = queries_of(client, case)
    for _time in range(4):
        take(client, case, "undo_extension", extension="21/QĐ-UBND")
        take(client, case, "extend", days="15", decision="21/QĐ-UBND")
    assert queries_of(client, case) == short
    assert len(page_of(client, case).content) < 60_000


def queries_of(client, case):
    with CaptureQueriesContext(connection) as found:
        page_of(client, case)
    return len(found)


def test_a_stopped_case_says_that_its_clock_stands_and_not_a_last_day(as_, hoa, case):
    assert take(as_(hoa), case, "suspend", decision="14a/QĐ-UBND").status_code == 302
    here = next(one for one in page_of(as_(hoa), case).context["chain"] if one.get("now"))
    assert here["small"] == "đang dừng tính thời hạn"


def test_a_letter_that_was_reopened_says_that_its_term_was_kept_and_none_runs():
    clock = SimpleNamespace(state=DeadlineState.MET, met_on=date(2026, 11, 27))
    case = SimpleNamespace(phase=Phase.WORKING, due_on=None, waiting_for={})
    assert "đạt ngày 27/11/2026" in clockpage.why_stopped(case, clock)
    case.due_on = date(2026, 12, 4)
    assert clockpage.why_stopped(case, clock) == ""
