"""The page of alarms: whatever the worker did or did not do, it shows what is late now, to whom it concerns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.alarms import actions
from danvan.calendars import queries as calendars
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, walk

PAGE = "/desk/alarms/"


def browser(officer):
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def shown(officer, day, **query):
    with at(day):
        return browser(officer).get(PAGE, query)


def badge(page):
    """The figure beside the menu."""
    items = [item for group in page.context["desk_nav"] for item in group.items]
    return next(item.count for item in items if item.url == PAGE)


@pytest.fixture
def case(commune, minh, hoa, binh):
    """A letter in Minh's hands, due on Monday, 5 March 2018."""
    return walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")


def test_it_shows_the_day_the_officer_who_was_told_and_the_way_to_the_case(case, hoa):
    late = calendars.calendar_of(case.unit_responsible).add_working(case.due_on, 3)
    for number in (1, 3):
        day = calendars.calendar_of(case.unit_responsible).add_working(case.due_on, number)
        with at(day):
            actions.escalate_all(on=day)
    page = shown(hoa, late)
    text = page.content.decode()
    assert "quá 3 ngày" in text
    assert f'href="/desk/cases/{case.pk}/"' in text
    assert '<span title="Người giải quyết">P.V. Minh, 06/03</span>' in text
    assert '<span title="Lãnh đạo đơn vị">L.T. Hoa, 08/03</span>' in text
    assert "Lan" not in text
    assert badge(page) == 1
    with at(late):
        timeline = browser(hoa).get(f"/desk/cases/{case.pk}/").content.decode()
    assert "Báo việc quá hạn" in timeline
    assert "báo lãnh đạo đơn vị: Lê Thị Hoa" in timeline


def test_without_any_worker_the_page_and_the_badge_say_the_same(case, hoa, binh, dung):
    late = case.due_on + timedelta(40)
    for officer in (hoa, binh):
        page = shown(officer, late)
        assert [line["case"] for line in page.context["lines"]] == [case]
        assert badge(page) == 1
    page = shown(dung, late)
    assert page.context["lines"] == []
    assert badge(page) == 0
    assert "Không có việc nào quá hạn hay gần đến hạn" in page.content.decode()


def test_kinds_are_told_apart_and_what_is_only_near_presses_nobody(case, hoa):
    friday = case.due_on - timedelta(3)
    near = shown(hoa, friday)
    assert badge(near) == 0
    assert {tab.label: tab.count for tab in near.context["tabs"]} == {
        "Tất cả": 1,
        "Quá hạn": 0,
        "Đến hạn hôm nay": 0,
        "Sắp đến hạn": 1,
    }
    assert len(shown(hoa, friday, tab="soon").context["lines"]) == 1
    nothing = shown(hoa, friday, tab="late")
    assert "Không có cảnh báo nào khớp" in nothing.content.decode()


def test_the_longest_missed_comes_first_and_the_order_can_be_turned(commune, hoa):
    early, later = make_case(commune), make_case(commune, on=MONDAY, subject="Sau")
    early.deadlines.update(due_on=later.due_on - timedelta(7))
    late = later.due_on + timedelta(1)
    assert [line["case"] for line in shown(hoa, late).context["lines"]] == [early, later]
    turned = shown(hoa, late, sort="-late")
    assert [line["case"] for line in turned.context["lines"]] == [later, early]
    assert len(shown(hoa, late, kind="complaint").context["lines"]) == 0
    assert shown(hoa, late, kind="nonsense", page="7", sort="'", tab="<").status_code == 200


def test_a_province_narrows_to_one_unit_of_its_own(case, son, district, dung):
    page = shown(son, case.due_on, unit=str(case.unit_responsible_id))
    assert [line["case"] for line in page.context["lines"]] == [case]
    assert shown(son, case.due_on, unit=str(district.pk)).context["lines"] == []
    foreign = dung.posts.get().unit_id
    assert "unit" in shown(son, case.due_on, unit=str(foreign)).context["form"].errors


def test_a_long_list_has_pages_and_costs_as_many_statements_as_a_short_one(commune, hoa):
    def statements(day):
        with at(day):
            client = browser(hoa)
            client.get(PAGE)
            with CaptureQueriesContext(connection) as caught:
                page = client.get(PAGE)
        return len(caught), page

    day = make_case(commune).due_on + timedelta(1)
    few, _page = statements(day)
    for _ in range(54):
        make_case(commune)
    with at(day):
        actions.escalate_all(on=day)
    many, page = statements(day)
    assert few == many <= 12
    assert len(page.context["lines"]) == 50
    assert page.context["page"].paginator.num_pages == 2
    assert len(page.content) < 60_000


def test_whose_account_has_no_address_is_told_and_who_reads_no_letters_is_refused(commune, case):
    page = shown(make_officer(commune, Role.LEADER), case.due_on)
    assert "chưa có thư điện tử" in page.content.decode()
    assert "Ghi địa chỉ thư của ông/bà</a>" in page.content.decode()
    assert "Số ngày quá hạn tính theo lịch" in page.content.decode()
    for role in (Role.BOARD, Role.ADMINISTRATOR):
        assert shown(make_officer(commune, role), case.due_on).status_code == 403


def test_the_page_of_figures_counts_alarms_for_whoever_may_open_no_letter(case, district):
    board = make_officer(district, Role.BOARD)
    with at(case.due_on + timedelta(1)):
        page = browser(board).get("/desk/head/")
    assert page.context["alarms"] == [("Quá hạn", 1), ("Đến hạn hôm nay", 0), ("Sắp đến hạn", 0)]
    assert PAGE not in page.content.decode()
