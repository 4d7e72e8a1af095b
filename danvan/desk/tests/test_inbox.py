"""The work list: whose turn, filters, order, address, export."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.cases.actions import Person, Step, move
from danvan.cases.models import Case
from danvan.cases.models.case import BY_END, BY_TERM
from danvan.desk import paging, tabs
from danvan.journal.actors import SYSTEM
from danvan.people.actions import give_post
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

INBOX, CSV = "/desk/cases/", "/desk/cases.csv"
COLUMNS = {field.attname for field in Case._meta.concrete_fields} - {"id", "code"}


def subjects(response):
    return [line["case"].subject for _label, lines in response.context["groups"] for line in lines]


def shown(client, **query):
    return subjects(client.get(INBOX, query))


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_each_tab_shows_whose_turn_it_is(as_, commune, minh):
    mine = walk(make_case(commune, subject="Của Minh"), minh, MONDAY, "screen", "accept")
    move(mine, "assign", by=minh, on=MONDAY, given=Step(officer=minh))
    waiting = make_case(commune, subject="Chờ bổ sung")
    move(waiting, "ask", by=minh, on=MONDAY, given=Step(text="Xin bổ sung bản đồ."))
    gone = make_case(commune, subject="Đã chuyển sở")
    move(gone, "transfer", by=minh, on=MONDAY, given=Step(text="Không thuộc xã.", elsewhere="Sở Y tế"))
    walk(make_case(commune, subject="Đã kết thúc"), minh, MONDAY, "screen", "accept", "answer", "close")
    make_case(commune, subject="Chưa giao ai")
    client = as_(minh)
    assert shown(client) == ["Của Minh"]
    assert shown(client, tab="waiting") == ["Chờ bổ sung"]
    assert shown(client, tab="elsewhere") == ["Đã chuyển sở"]
    assert shown(client, tab="unassigned") == ["Chưa giao ai"]
    assert shown(client, tab="done") == ["Đã kết thúc"]
    assert sorted(shown(client, tab="office")) == ["Chưa giao ai", "Chờ bổ sung", "Của Minh"]


def test_due_today_and_overdue_are_told_apart(as_, commune, minh):
    case = make_case(commune)
    with at(case.due_on):
        assert shown(as_(minh), tab="today") == [case.subject]
        assert shown(as_(minh), tab="late") == []
    with at(case.due_on + timedelta(days=2)):
        page = as_(minh).get(INBOX, {"tab": "late"})
        assert subjects(page) == [case.subject]
        assert "quá 2 ngày" in page.content.decode()


def test_a_clock_that_stands_still_is_never_late(as_, commune, minh):
    case = make_case(commune)
    move(case, "ask", by=minh, on=MONDAY, given=Step(text="Xin bổ sung."))
    with at(case.due_on + timedelta(days=30)):
        assert shown(as_(minh), tab="late") == []


def test_letters_of_another_unit_are_not_in_the_list(as_, commune, dung):
    make_case(commune)
    assert all(shown(as_(dung), tab=tab) == [] for tab in ("mine", "office", "done", "elsewhere"))
    assert shown(as_(dung), tab="office", unit=str(commune.pk)) == []


def test_filters_narrow_and_words_need_no_marks(as_, commune, minh):
    make_case(commune, subject="Tranh chấp đất đai xóm 5", topic="land", kind="complaint")
    make_case(commune, subject="Cống bị tắc", body="Nước ngập ruộng.", topic="water")
    client = as_(minh)
    assert shown(client, tab="office", q="dat dai") == ["Tranh chấp đất đai xóm 5"]
    assert shown(client, tab="office", q="Nguyen thi lan", topic="water") == ["Cống bị tắc"]
    assert shown(client, tab="office", q="Nguyen thi la", topic="water") == ["Cống bị tắc"]
    assert shown(client, tab="office", q="Nguyen thi l") == []  # one letter is taken for a whole word
    assert shown(client, tab="office", kind="complaint") == ["Tranh chấp đất đai xóm 5"]
    assert shown(client, tab="office", channel="post") == []


def test_an_officer_is_found_by_a_name_without_marks(as_, commune, minh):
    dung = make_officer(commune, Role.HANDLER, username="dungden", full_name="Đặng Tiến Dũng")
    case = make_case(commune, subject="Việc của Dũng")
    make_case(commune, subject="Việc chưa giao")
    Case.objects.filter(pk=case.pk).update(officer=dung)
    assert shown(as_(minh), tab="office", officer="dang tien dung") == ["Việc của Dũng"]


def test_a_case_is_found_by_its_code_or_the_beginning_of_it(as_, commune, minh):
    case = make_case(commune)
    make_case(commune, subject="Việc khác", body="Nội dung khác hẳn.")
    client = as_(minh)
    for words in (case.shown_code, case.code.lower(), case.code[:6]):
        found = client.get("/desk/search/", {"q": words})
        assert case.pk in [line["case"].pk for line in found.context["lines"]], words


def test_the_list_is_grouped_by_when_and_sorted_otherwise_on_request(as_, commune, minh):
    make_case(commune, subject="B")
    make_case(commune, subject="A")
    client = as_(minh)
    page = client.get(INBOX, {"tab": "office", "sort": "-subject"})
    assert subjects(page) == ["B", "A"]
    assert 'aria-sort="descending"' in page.content.decode()
    grouped = client.get(INBOX, {"tab": "office"})
    assert 'aria-sort="ascending"' in grouped.content.decode()
    assert [label for label, _lines in grouped.context["groups"]] == ["Sau đó"]


def test_nonsense_in_the_address_still_gives_a_page(as_, commune, minh):
    make_case(commune)
    query = {
        "tab": "x",
        "sort": "-x",
        "page": "zz",
        "unit": "9999",
        "since": "31/02",
        "kind": "x",
        "q": "a\x00b",
    }
    assert as_(minh).get(INBOX, query).status_code == 200


def test_an_empty_list_says_what_is_empty_and_what_is_near(as_, minh):
    page = as_(minh).get(INBOX).content.decode()
    assert "Không có việc nào đang trong tay ông/bà" in page
    assert "tab=office" in page


def test_names_stand_as_initials_in_the_list(as_, commune, minh):
    make_case(commune)
    page = as_(minh).get(INBOX, {"tab": "office"}).content.decode()
    assert "N.T.L." in page
    assert "Nguyễn Thị Lan" not in page


def test_the_list_costs_the_same_few_statements_for_few_and_for_many(as_, commune, minh, hoa):
    for _ in range(5):
        make_case(commune)
    make_unit("XOM-DUOI", parent=commune)
    client, url = as_(hoa), INBOX + "?tab=office"
    few = statements(client, url)
    for _ in range(55):
        make_case(commune)
    assert statements(client, url) == few <= 8
    narrowed = url + "&q=cong&topic=water&unit=all"
    assert statements(client, narrowed) <= 9
    assert statements(client, "/desk/") <= 8


def test_fifty_stand_on_a_page(as_, commune, minh):
    for number in range(52):
        make_case(commune, subject=f"Việc {number:02}")
    client = as_(minh)
    assert len(shown(client, tab="office")) == 50
    assert len(shown(client, tab="office", page="2")) == 2


def test_more_than_are_looked_for_are_not_counted_and_still_reached(as_, commune, minh, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 50)
    for number in range(103):
        make_case(commune, subject=f"Việc {number:03}")
    client, asked = as_(minh), {"tab": "office", "sort": "subject", "topic": "water"}
    first = client.get(INBOX, asked)
    assert "trong hơn 100 việc" in first.content.decode()
    assert subjects(first)[0] == "Việc 000"
    for query in ({}, {"q": "cong"}):
        last = client.get(INBOX, {**asked, **query, "page": "3"})
        assert subjects(last) == ["Việc 100", "Việc 101", "Việc 102"]
        assert "trong 103 việc" in last.content.decode()
    assert client.get(INBOX, {"tab": "office", "page": "3"}).context["page"].paginator.count == 103


def test_the_figures_of_the_tabs_are_those_of_the_lists(as_, commune, minh):
    walk(make_case(commune), minh, MONDAY, "screen", "accept")
    move(make_case(commune), "ask", by=minh, on=MONDAY, given=Step(text="Xin bổ sung."))
    move(
        make_case(commune), "transfer", by=minh, on=MONDAY, given=Step(text="Không thuộc xã.", elsewhere="Sở")
    )
    late = make_case(commune)
    for day in (MONDAY, late.due_on, late.due_on + timedelta(days=3)):
        with at(day):
            client = as_(minh)
            figures = {
                tab.url: tab.count for tab in client.get(INBOX).context["tabs"] if tab.count is not None
            }
            assert len(figures) == 8
            assert {url: len(subjects(client.get(INBOX + url))) for url in figures} == figures


def test_the_lists_are_read_from_the_indexes_made_for_them(commune, minh, today):
    elsewhere = make_case(make_unit(name="xã Kỳ Hải", key="KY-HAI-THU"))
    same = {name: getattr(elsewhere, name) for name in COLUMNS}
    Case.objects.bulk_create(Case(code=f"X{number:013}", **same) for number in range(300))
    found = tabs.cases_in("office", officer=minh, units=[commune.pk], on=today)
    ended = tabs.cases_in("done", officer=minh, units=[commune.pk], on=today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        for rows, index in (
            (found.order_by(*BY_TERM), "cases_case_term"),
            (found.filter(folded="x"), "cases_case_open"),
            (ended.order_by(*BY_END), "cases_case_by_end"),
        ):
            assert index in rows.explain(), index


def test_the_export_is_the_list_without_names_and_nothing_in_it_can_be_run(as_, commune, minh):
    for sign in "=+-@":
        make_case(commune, subject=f"{sign}cmd|' /C calc'!A0", person=Person("Nguyễn Thị Lan"))
    content = b"".join(as_(minh).post(f"{CSV}?tab=office").streaming_content).decode("utf-8")
    assert content.startswith("\ufeff")
    assert "Lan" not in content
    assert "N.T.L" not in content
    for sign in "=+-@":
        assert f"'{sign}cmd" in content
        assert f",{sign}cmd" not in content
    assert len(content.strip().splitlines()) == 5


@pytest.mark.parametrize(
    "name", ["home", "inbox", "inbox_csv", "turns", "turn_new", "letter_new", "head", "search"]
)
def test_nobody_comes_in_without_logging_in(client, today, name):
    response = client.get(reverse(f"desk:{name}"))
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_code_of_a_case_is_never_whole_in_the_list(as_, commune, minh):
    case = make_case(commune)
    page = as_(minh).get(INBOX, {"tab": "office"}).content.decode()
    assert case.code not in page
    assert case.shown_code not in page
    assert Case.objects.get().code[:4] in page


def test_a_post_for_one_kind_shows_only_that_kind_in_every_list_and_count(as_, commune):
    beside = make_unit(name="xã Kỳ Hải", key="KY-HAI-THU")
    binh = make_officer(beside, Role.CLERK, username="binh", full_name="Trần Văn Bình")
    give_post(
        officer=binh, unit=commune, role=Role.HANDLER, kinds=["complaint"], by=SYSTEM, on=date(2010, 1, 1)
    )
    complaint = make_case(commune, kind="complaint", subject="Khiếu nại của Lan")
    other = make_case(commune, subject="Kiến nghị của Lan")
    there = make_case(beside, subject="Kiến nghị ở Kỳ Hải")
    mine = sorted([complaint.subject, there.subject])
    client = as_(binh)
    for query in ({"tab": "office"}, {"q": "Lan"}, {"tab": "office", "unit": "all"}, {"tab": "unassigned"}):
        assert set(shown(client, **query)) <= set(mine), query
    page = client.get(INBOX, {"tab": "office"})
    assert sorted(subjects(page)) == mine
    assert {tab.label: tab.count for tab in page.context["tabs"]}["Cả đơn vị"] == 2
    table = b"".join(client.post(f"{CSV}?tab=office").streaming_content).decode()
    assert complaint.subject in table
    assert other.subject not in table
    for address in ("/desk/", "/desk/search/?q=Lan"):
        assert other.subject not in client.get(address).content.decode()
    assert client.get(f"/desk/cases/{other.pk}/").status_code == 403
    assert client.get(f"/desk/cases/{complaint.pk}/").status_code == 200


def test_the_figures_of_a_leader_of_one_kind_are_of_that_kind(as_, commune):
    binh = make_officer(commune, username="binh", full_name="Trần Văn Bình")
    give_post(
        officer=binh, unit=commune, role=Role.LEADER, kinds=["complaint"], by=SYSTEM, on=date(2010, 1, 1)
    )
    make_case(commune, kind="complaint")
    make_case(commune)
    page = as_(binh).get("/desk/head/")
    assert [row["open"] for row in page.context["rows"]] == [1]


def test_a_filter_that_cannot_be_read_shows_no_rows_and_its_sentence(as_, commune, minh):
    make_case(commune)
    page = as_(minh).get("/desk/cases/", {"tab": "office", "since": "hôm qua"})
    assert page.context["groups"] == []
    assert page.context["form"].errors["since"]


@pytest.mark.parametrize("words", ["%", "?!"])
def test_a_search_for_nothing_that_is_written_finds_nothing(as_, commune, minh, words):
    make_case(commune)
    assert as_(minh).get("/desk/cases/", {"tab": "office", "q": words}).context["groups"] == []


def test_a_clerk_begins_with_the_letters_to_be_sorted_and_a_leader_with_those_to_be_taken_up(
    as_, commune, minh, hoa
):
    make_case(commune)
    assert [title for title, _ in as_(minh).get("/desk/").context["first"]] == ["Chờ phân loại"]
    assert as_(hoa).get("/desk/").context["first"] == []
    walk(Case.objects.get(), hoa, MONDAY, "screen")
    assert [title for title, _ in as_(hoa).get("/desk/").context["first"]] == ["Chờ thụ lý, giao việc, ký"]
