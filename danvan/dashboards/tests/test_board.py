"""Figures by unit: a map and a table, zero is not the same as no data, a share says what it is part of."""

import io
from datetime import date

import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.dashboards import tiles
from danvan.people.roles import Role
from danvan.people.seed import read_data
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

YEAR = {"first": "01/01/2018", "last": "30/06/2018"}


def letters(unit, count=1):
    with at(MONDAY):
        return [make_case(unit) for _ in range(count)]


def rows(response):
    return {row.name: row.said for row in response.context["rows"]}


def test_every_commune_of_the_province_has_a_tile_of_its_own():
    data, layouts = read_data(), tiles.layouts()
    then = {key for communes in data["communes_2017"].values() for key in communes}
    assert set(layouts["communes_2025"]) == set(data["communes_2025"])
    assert set(layouts["communes_2017"]) == then
    for name, cells in layouts.items():
        assert len(set(cells.values())) == len(cells), name


def test_steps_are_filled_evenly_and_the_highest_is_the_darkest():
    assert tiles.steps([1, 2, 3, 4, 5, 6, 7, 8]) == [2, 4, 6, 8]
    assert [tiles.step_of(n, [2, 4, 6, 8]) for n in (None, 0, 1, 3, 8)] == [-1, 0, 1, 2, 4]
    assert tiles.steps([7, 7]) == [7]
    assert tiles.step_of(7, [7]) == 4


def test_a_unit_without_a_register_has_no_figure_and_one_with_nothing_has_zero(as_, board, lac, son):
    letters(lac, 3)
    page = as_(board).get("/desk/dashboards/", {"figure": "received", **YEAR})
    assert rows(page)["xã Kỳ Lạc"] == "3"
    assert "xã Kỳ Sơn" in page.context["without"]
    assert {t.value.name: t.step for t in page.context["map"].tiles} == {"xã Kỳ Lạc": 4, "xã Kỳ Sơn": -1}
    assert "chưa có số" in page.content.decode()
    later = as_(board).get("/desk/dashboards/", {"figure": "turns", **YEAR})
    assert rows(later)["xã Kỳ Lạc"] == "0"


def test_a_share_tells_what_it_is_part_of(as_, board, lac, son):
    (case, _open) = letters(lac, 2)
    minh = make_officer(lac, Role.CLERK, Role.HANDLER, Role.LEADER)
    with at(MONDAY):
        walk(case, minh, MONDAY, "screen", "accept", "assign", "answer")
    page = as_(board).get("/desk/dashboards/", {"figure": "in_time_share", **YEAR})
    (row,) = [row for row in page.context["rows"] if row.name == "xã Kỳ Lạc"]
    assert (row.value, row.of, row.said) == (1, 1, "100,0%")
    assert "Đã giải quyết" in page.content.decode()


def test_communes_are_added_up_by_the_district_of_their_day(as_, today, lac, son):
    province = make_unit("HA-TINH", tier="province", name="tỉnh Hà Tĩnh")
    town = make_unit("TX-KY-ANH", tier="district", parent=province, name="thị xã Kỳ Anh")
    commune = make_unit("KY-NAM-2017", parent=town, name="xã Kỳ Nam")
    letters(commune, 2)
    board = make_officer(province, Role.BOARD)
    page = as_(board).get("/desk/dashboards/", {"figure": "received", "level": "districts", **YEAR})
    assert rows(page)["thị xã Kỳ Anh"] == "2"
    assert "xã Kỳ Nam" not in rows(page)


def test_the_table_is_sorted_and_taken_out(as_, board, lac, son):
    letters(lac, 3)
    letters(son, 5)
    client, asked = as_(board), {"figure": "received", **YEAR}
    assert [*rows(client.get("/desk/dashboards/", asked))][:2] == ["xã Kỳ Sơn", "xã Kỳ Lạc"]
    assert [*rows(client.get("/desk/dashboards/", {**asked, "sort": "number"}))][:2] == [
        "xã Kỳ Lạc",
        "xã Kỳ Sơn",
    ]
    sheet = client.get("/desk/dashboards/board.xlsx", asked)
    read = python_calamine.load_workbook(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert read[1] == ["xã Kỳ Sơn", "5"]
    assert read[-1] == ["Cộng", "8"]


def test_a_stranger_s_unit_is_shut_and_a_wrong_period_is_said(as_, dung, lac):
    assert as_(dung).get("/desk/dashboards/", {"unit": "KY-LAC-2017"}).status_code == 403
    wrong = as_(dung).get("/desk/dashboards/", {"first": "31/02/2018"})
    assert wrong.status_code == 400
    assert "31/02/2018" in wrong.content.decode()


def test_the_page_costs_as_many_statements_for_many_units_as_for_few(as_, board, district, lac):
    client = as_(board)

    def statements():
        client.get("/desk/dashboards/", {"figure": "received", **YEAR})
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/desk/dashboards/", {"figure": "received", **YEAR}).status_code == 200
        return len(caught)

    letters(lac)
    few = statements()
    for number in range(8):
        letters(make_unit(parent=district, name=f"xã Số {number}"))
    assert statements() == few <= 16


def test_the_day_of_the_map_is_that_of_the_period(as_, board, lac, son):
    letters(lac, 1)
    page = as_(board).get("/desk/dashboards/", {"figure": "received", **YEAR})
    assert page.context["report"].until == date(2018, 6, 30)
