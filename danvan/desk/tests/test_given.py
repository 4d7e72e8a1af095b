"""Verification and urging as officers see them: the form, the report on the letter, the list, the letter of urging."""

from datetime import timedelta

import pytest

from danvan.cases import ties
from danvan.cases.actions import Part, Step, move, order_verification
from danvan.desk.tests.steps import url
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, walk

DAY = timedelta(days=1)


@pytest.fixture
def boss(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="boss")


@pytest.fixture
def case(commune, boss):
    return walk(make_case(commune), boss, MONDAY, "screen", "accept")


def rows(**given):
    typed = {"subject": "Vì sao cống tắc", "body": "Đo, chụp ảnh.", "until": "13/02/2018", **given}
    return {
        "p-TOTAL_FORMS": "1",
        "p-INITIAL_FORMS": "0",
        **{f"p-0-{name}": value for name, value in typed.items()},
    }


def test_an_officer_or_an_agency_verifies_and_never_both_nor_neither(as_, boss, case, minh, dung):
    client = as_(boss)
    for wrong in ({}, {"officer": minh.pk, "unit_name": "xã Kỳ Tân"}):
        refused = client.post(url(case, "verification"), rows(**wrong))
        assert (refused.status_code, "Đo, chụp ảnh." in refused.content.decode()) == (422, True)
    assert client.post(url(case, "verification"), rows(officer=minh.pk)).status_code == 302
    paper = client.post(url(case, "verification"), rows(unit_name="xã Kỳ Tân") | {"paper": "1"}, follow=True)
    assert "Công văn giao xác minh" in paper.content.decode()
    assert "xã Kỳ Tân" in paper.content.decode()
    assert [one.officer for one in ties.given_out(case)] == [minh, None]


def test_the_letter_warns_at_the_answer_and_shows_the_report_when_it_is_there(
    as_, boss, case, dung, django_assert_max_num_queries
):
    unit = dung.posts.first().unit
    order_verification(case, [Part("Vì sao tắc", "Đo.", unit, MONDAY + DAY)], by=boss, on=MONDAY)
    client, (one,) = as_(boss), ties.given_out(case)
    assert "Còn 1 việc xác minh chưa có báo cáo" in client.get(url(case)).content.decode()
    theirs = as_(dung).get(url(one)).content.decode()
    assert ("Báo cáo kết quả xác minh" in theirs, "Nguyễn Thị Lan" in theirs, case.body in theirs) == (
        True,
        False,
        False,
    )
    move(one, "report", by=dung, on=MONDAY, given=Step(text="Gãy hai tấm.", proposal="Thay hai tấm."))
    with django_assert_max_num_queries(14):
        page = client.get(url(case)).content.decode()
    assert "Thay hai tấm." in page
    assert "chưa có báo cáo" not in page


def test_a_late_case_is_urged_on_its_page_and_stands_on_the_list_with_the_letter_in_the_book(
    as_, boss, minh, case
):
    late = MONDAY + 40 * DAY
    with at(late):
        client = as_(boss)
        day = (late + 2 * DAY).strftime("%d/%m/%Y")
        sent = {"seen": case.version, "on": late.strftime("%d/%m/%Y"), "text": "Báo ngay.", "until": day}
        assert client.post(url(case, "steps", "urge"), sent).status_code == 302
        urging = case.urgings.get()
        page = client.get(url(case)).content.decode()
        assert f"/desk/papers/new/urging/{urging.pk}/urging/" in page
        assert "Báo ngay." in client.get("/desk/urgings/?tab=sent").content.decode()
        draft = client.get(f"/desk/papers/new/urging/{urging.pk}/urging/").content.decode()
        assert day in draft
        assert client.get(f"/desk/urgings/{urging.pk}/").status_code == 302


def test_the_list_asks_the_same_whatever_its_length(as_, boss, minh, commune, django_assert_num_queries):
    late, client = MONDAY + 40 * DAY, as_(boss)
    some = [walk(make_case(commune), boss, MONDAY, "screen", "accept") for _ in range(3)]
    with at(late):
        given = Step(text="Báo ngay.", until=late + DAY)
        move(some[0], "urge", by=boss, on=late, given=given)
        client.get("/desk/urgings/")
        with django_assert_num_queries(7):
            client.get("/desk/urgings/")
        for case in some[1:]:
            move(case, "urge", by=boss, on=late, given=given)
        with django_assert_num_queries(7):
            assert client.get("/desk/urgings/").content.decode().count("Báo ngay.") == 3
