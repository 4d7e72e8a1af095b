"""The page of figures, the first page, the spine: each role finds what it may open and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cases.actions import Part, Step, move, split
from danvan.cases.models import Case
from danvan.desk import nav
from danvan.people.roles import Role
from danvan.reception.actions import Caller, Told, register_turn
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk


@pytest.fixture
def district(today):
    return make_unit(tier="district", name="huyện Kỳ Anh")


@pytest.fixture
def below(district):
    return make_unit(parent=district, name="xã Kỳ Lạc")


@pytest.fixture
def board(district):
    return make_officer(district, Role.BOARD, full_name="Chu Thị Oanh")


def test_the_board_sees_figures_and_no_letters(as_, below, board):
    case = make_case(below)
    client = as_(board)
    assert client.get("/desk/").headers["Location"] == "/desk/head/"
    page = client.get("/desk/head/").content.decode()
    assert "xã Kỳ Lạc" in page
    assert "/desk/cases/" not in page
    for address in (f"/desk/cases/{case.pk}/", "/desk/cases/", "/desk/reception/", "/desk/search/?q=cong"):
        refused = client.get(address)
        assert refused.status_code == 403
        assert "Trang này dành cho" in refused.content.decode()


def test_a_leader_goes_from_a_figure_to_its_list(as_, district, below):
    leader = make_officer(district, Role.LEADER)
    case = make_case(below)
    client = as_(leader)
    with at(case.due_on + timedelta(days=1)):
        page = client.get("/desk/head/")
        assert [row["late"] for row in page.context["rows"]] == [1]
        assert page.context["rows"][0]["url"] in page.content.decode().replace("&amp;", "&")
        found = client.get(page.context["rows"][0]["url"])
        assert found.context["page"].paginator.count == 1
        assert client.get("/desk/cases/?tab=late&unit=all").context["page"].paginator.count == 1
        assert client.get("/desk/cases/?tab=late").context["page"].paginator.count == 0


def test_parts_of_a_letter_are_no_letters_in_the_figures_and_their_lists(as_, commune, minh, hoa, below):
    whole = walk(make_case(commune), hoa, MONDAY, "screen", "accept")
    split(whole, [Part("Vét cống", "Vét 300 m.", commune, MONDAY + timedelta(days=1))], by=hoa, on=MONDAY)
    client = as_(hoa)
    (row,) = client.get("/desk/head/").context["rows"]
    assert row["open"] == 1
    assert client.get(row["url"]).context["page"].paginator.count == 1
    assert client.get("/desk/cases/?tab=office").context["page"].paginator.count == 2


def test_no_name_stands_on_the_page_of_figures(as_, commune, minh, hoa):
    make_case(commune)
    page = as_(hoa).get("/desk/head/").content.decode()
    assert "Lan" not in page
    assert "N.T.L." not in page


def test_topics_of_the_last_thirty_days_stand_against_the_thirty_before(as_, commune, minh, hoa):
    make_case(commune, topic="land")
    make_case(commune, topic="land", on=MONDAY - timedelta(days=29))
    make_case(commune, topic="land", on=MONDAY - timedelta(days=30))
    make_case(commune, topic="water", on=MONDAY - timedelta(days=61))
    register_turn(
        unit=commune,
        on=MONDAY,
        callers=[Caller("Nguyễn Thị Lan")],
        matters=[Told(topic="land", summary="Hỏi đất", outcome="advised", advice="Đã nói.")],
        persons=1,
        by=minh,
    )
    rows = as_(hoa).get("/desk/head/").context["topics"]
    assert [(row["topic"], row["now"], row["before"]) for row in rows] == [("land", 3, 1)]


def test_what_is_late_is_told_by_officer_with_the_reason_on_record(as_, commune, minh, hoa, board, below):
    (plain, still, free) = (make_case(commune) for _ in range(3))
    for case in (plain, still):
        walk(case, hoa, MONDAY, "screen", "accept")
        move(case, "assign", by=hoa, on=MONDAY, given=Step(officer=minh))
    Case.objects.filter(pk=still.pk).update(waiting_since=MONDAY)
    after = max(case.due_on or MONDAY for case in Case.objects.all()) + timedelta(days=1)
    with at(after):
        page = as_(hoa).get("/desk/head/watch/")
        lines = {line["who"]: line for line in page.context["late"]}
        assert [(str(why), n) for why, n in lines["Phan Văn Minh"]["why"]] == [
            ("chưa ghi lý do", 1),
            ("đang tạm dừng", 1),
        ]
        assert [(str(why), n) for why, n in lines["chưa giao ai"]["why"]] == [("chưa giao ai", 1)]
        assert lines["chưa giao ai"]["url"] in page.content.decode().replace("&amp;", "&")
        assert free.officer is None


def test_a_board_learns_which_unit_is_late_and_no_officer(as_, below, board):
    boss = make_officer(below, Role.LEADER, full_name="Đinh Công Lý")
    case = walk(make_case(below), boss, MONDAY, "screen", "accept")
    move(case, "assign", by=boss, on=MONDAY, given=Step(officer=boss))
    with at(case.due_on + timedelta(days=1)):
        page = as_(board).get("/desk/head/watch/")
    assert [(line["name"], line["who"], line["n"]) for line in page.context["late"]] == [("xã Kỳ Lạc", "", 1)]
    assert "Đinh Công Lý" not in page.content.decode()


def test_the_duty_to_receive_stands_on_the_page_of_the_head(as_, commune, hoa):
    duty = as_(hoa).get("/desk/head/watch/").context["duty"]
    assert [name for name, _one in duty["own"]] == ["xã Kỳ Khang"]
    assert duty["own"][0][1].asked > 0


def test_a_handler_does_not_open_the_page_of_figures(as_, minh):
    assert as_(minh).get("/desk/head/").status_code == 403


def test_the_page_of_figures_costs_few_statements_however_many_cases(as_, commune, minh, hoa):
    client = as_(hoa)

    def statements():
        client.get("/desk/head/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/desk/head/")
        return len(caught)

    make_case(commune)
    few = statements()
    for _ in range(30):
        make_case(commune)
    assert statements() == few <= 12


def test_the_administrator_starts_at_the_office_and_reads_no_letters(as_, commune):
    runs = make_officer(commune, Role.ADMINISTRATOR)
    client = as_(runs)
    page = client.get("/desk/").content.decode()
    assert "/desk/officers/" in page
    assert "/desk/cases/" not in page
    assert client.get("/desk/cases/").status_code == 403


def test_an_officer_without_a_post_is_told_so(as_, today):
    nobody = make_officer(make_unit())
    response = as_(nobody).get("/desk/")
    assert response.status_code == 403
    assert "nhờ người quản trị giao vai trò" in response.content.decode()


def as_late(as_, commune, late):
    """What the home of a handler, who sorts nothing, calls urgent in the unit on the day after the term."""
    handler = make_officer(commune, Role.HANDLER, username="thu-ly")
    with at(late.due_on + timedelta(days=1)):
        return as_(handler).get("/desk/").context["others"]


def test_home_shows_mine_and_what_is_urgent_in_the_unit(as_, commune, minh, hoa):
    mine = walk(make_case(commune, subject="Của Minh"), minh, MONDAY, "screen", "accept", "assign")
    late = make_case(commune, subject="Của đơn vị")
    with at(late.due_on + timedelta(days=1)):
        page = as_(minh).get("/desk/")
    assert [line["case"] for line in page.context["mine"]] == [mine]
    assert [line["case"] for _title, lines in page.context["first"] for line in lines] == [late]
    assert page.context["others"] == []  # it is told once, where the clerk begins
    assert late in [line["case"] for line in as_late(as_, commune, late)]
    assert "quá 1 ngày" in page.content.decode()


def test_the_spine_asks_at_most_two_statements_and_none_where_it_is_not_shown(rf, commune, minh):
    make_case(commune)
    request = rf.get("/desk/cases/")
    request.user = minh
    from danvan.people.policies import standing

    standing(minh, MONDAY)
    with CaptureQueriesContext(connection) as caught:
        found = nav.navigation(request)
    assert len(caught) == 0
    with CaptureQueriesContext(connection) as caught:
        labels = [item.label for group in found["desk_nav"] for item in group.items]
        assert found["who"]["name"] == "Phan Văn Minh"
        assert str(found["search_url"]) == "/desk/search/"
    assert len(caught) <= 2
    assert "Ghi lượt tiếp" in labels
    assert "Trang lãnh đạo" not in labels


def test_one_line_of_the_spine_is_lit(as_, commune, minh):
    case = make_case(commune)
    client = as_(minh)
    for address in (
        "/desk/",
        "/desk/cases/",
        "/desk/cases/?tab=late",
        f"/desk/cases/{case.pk}/",
        "/desk/reception/new/",
    ):
        spine = client.get(address).content.decode().split("</header>")[0]
        assert spine.count('aria-current="page"') == 1, address


def test_the_search_looks_into_both_registers(as_, commune, minh):
    make_case(commune, subject="Tranh chấp đất đai")
    register_turn(
        unit=commune,
        on=MONDAY,
        callers=[Caller("Trần Văn Bé")],
        matters=[Told(topic="land", summary="Hỏi về đất đai xóm 5", outcome="advised", advice="Đã nói.")],
        persons=1,
        by=minh,
    )
    found = as_(minh).get("/desk/search/", {"q": "dat dai"})
    assert len(found.context["lines"]) == 1
    assert len(found.context["turns"]) == 1
    assert len(as_(minh).get("/desk/search/", {"q": "tran van be"}).context["turns"]) == 1
    assert "Không tìm thấy gì" in as_(minh).get("/desk/search/", {"q": "zzz\x00"}).content.decode()
