"""Statutory tables as page, list, workbook and JSON, and at the command line; who may read which."""

import json
import re
from copy import deepcopy
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cli import errors, reports
from danvan.people.roles import Role
from danvan.reports.statutory import circulars, exchange, kept, periods, table, workbook
from danvan.reports.tests.make import HALF, LATER, START, at, live, make_district, make_turn
from danvan.reports.tests.test_forms_of_a_report import QUERY, reader
from danvan.reports.tests.test_people_relations import bad
from danvan.reports.tests.test_register_commands import in_this_database
from danvan.reports.tests.test_statutory import ANSWERED, filled
from tests.make import make_unit

pytestmark = pytest.mark.django_db
PAGE = "/desk/reports/statutory/"
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
__all__ = ["in_this_database"]


@pytest.fixture(scope="module")
def lived(lasting):
    found = make_district()
    make_turn(found.khang, found.minh, persons=6)
    live(found, ANSWERED, start=START, unit=found.khang, kind="complaint", topic="land")
    live(found, [("refuse", 1)], start=START, unit=found.tan, kind="recommendation", topic="land")
    return found


@pytest.fixture
def district(lived):
    cache.clear()
    with at(LATER):
        yield deepcopy(lived)


def asked(code, circular="02-2021", **more):
    return {**QUERY, "form": f"{circular}.{code}", **more}


def test_the_page_shows_headings_lines_proofs_and_what_is_not_kept(district):
    page = reader(district.unit, Role.LEADER).get(PAGE, asked("01-XLD"))
    text = page.content.decode()
    assert '<th scope="colgroup" colspan="3" rowspan="1">Kỳ trước chuyển sang</th>' in text
    assert "9 = 11 + 12 + 13" in text
    assert "chúng đứng ở cột một người đứng tên. Cột 4, 7." in text
    assert "là cách làm của cơ quan" in text
    assert text.count("Khớp") == 14


def test_without_a_choice_the_quarter_that_ended_last_is_shown_by_the_circular_of_its_day(district):
    page = reader(district.unit, Role.LEADER).get(PAGE)
    made = page.context["table"]
    assert (made.form.code, made.circular.slug) == ("2a", "03-2013")
    assert (made.from_.isoformat(), made.to.isoformat()) == ("2018-04-01", "2018-06-30")


def test_a_form_of_another_time_leads_to_the_circular_of_the_day_and_one_without_columns_says_so(district):
    client = reader(district.unit, Role.LEADER)
    assert "Xem biểu của Thông tư 03/2013/TT-TTCP" in client.get(PAGE, asked("01-XLD")).content.decode()
    bare = client.get(PAGE, asked("05-KQTH", "06-2025"))
    assert "Chưa có các cột của biểu này" in bare.content.decode()
    assert client.get("/desk/reports/statutory.xlsx", asked("05-KQTH", "06-2025")).status_code == 404
    assert client.get(PAGE, asked("09-ABC")).status_code == 400


@pytest.mark.parametrize("code", ["01-TCD", "01-XLD", "02-XLD"])
def test_every_figure_opens_a_list_that_adds_up_to_it(district, code):
    client = reader(district.unit, Role.LEADER)
    made = filled(district, code)
    for number, amount in made.total.cells.items():
        if made.form.column(number).about:
            answer = client.get(f"{PAGE}{number}/", asked(code))
            assert answer.context["listing"].total == amount, number
    assert client.get(f"{PAGE}4/", asked(code, of="NOWHERE")).status_code == 404
    assert client.get(f"{PAGE}99/", asked(code)).status_code == 404


def test_a_board_sees_the_numbers_and_no_list(district):
    board = reader(district.unit, Role.BOARD)
    page = board.get(PAGE, asked("01-XLD"))
    assert page.status_code == 200
    assert f"{PAGE}9/" not in page.content.decode()
    assert board.get(f"{PAGE}9/", asked("01-XLD")).status_code == 403


def test_the_page_asks_the_same_however_many_cases_there_are(district):
    client = reader(district.unit, Role.LEADER)

    def statements():
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE, asked("02-XLD"))
        return len(caught)

    statements()
    few = statements()
    for _ in range(3):
        live(district, ANSWERED, start=START, unit=district.tan, kind="complaint", topic="roads")
    with at(LATER):
        assert statements() == few <= 13


def test_a_form_that_does_not_add_up_is_refused_with_its_rows(district):
    case = live(district, [("screen", 1)], start=START, unit=district.tan, kind="complaint", topic="land")
    bad(case, district.tan, "letters.eligible", 1)
    with at(LATER):
        client = reader(district.unit, Role.LEADER)
        page = client.get(PAGE, asked("01-XLD"))
        assert page.status_code == 409
        assert case.shown_code[:4] in page.content.decode()
        told = client.get("/desk/reports/statutory.json", asked("01-XLD"))
    assert (told.status_code, told.json()["rows"]) == (409, [])


def test_a_body_that_is_no_peoples_committee_heads_its_workbook_with_its_own_name(district):
    agency = make_unit("KY-ANH-TP", tier="agency", parent=district.unit, name="Phòng Tư pháp")
    circular, form = circulars.find("01/XLD", HALF[1], "02-2021")
    with at(LATER):
        made = table.build(circular, form, agency, *HALF)
    for printed in (made, kept.read(kept.as_dict(made))):
        assert opened(workbook.xlsx(printed))[0]["A1"] == "PHÒNG TƯ PHÁP"


def test_the_workbook_opens_again_with_its_headings_numbers_and_figures(district):
    made = filled(district, "01/XLD")
    cells, merged = opened(workbook.xlsx(made))
    assert cells["A1"] == "UBND KỲ ANH"
    assert "Biểu số: 01/XLD" in cells.values()
    assert {"A7:A9", "B7:B9"} <= merged
    numbers = [cells[f"{letter}10"] for letter in "ABCJ"]
    assert numbers == ["A", "1=2+…+7", "2", "9"]
    total = next(
        re.sub(r"\D", "", where) for where, text in cells.items() if text == "Tổng số" and where[0] == "A"
    )
    assert [cells[f"{letter}{total}"] for letter in "BJK"] == [2, 1, 1]
    assert f"E{total}" not in cells
    assert any(str(text).startswith("Ô xám") for text in cells.values())


def opened(content):
    """Cells by place, and merged spans, of the first sheet."""
    with ZipFile(BytesIO(content)) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        words = ["".join(part.text or "" for part in item.iter(f"{CELLS}t")) for item in strings]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells = {}
    for cell in sheet.iter(f"{CELLS}c"):
        value = cell.find(f"{CELLS}v")
        if value is not None:
            cells[cell.get("r")] = words[int(value.text)] if cell.get("t") == "s" else int(value.text)
    return cells, {span.get("ref") for span in sheet.iter(f"{CELLS}mergeCell")}


def test_the_command_gives_json_and_workbook_and_knows_the_circular_by_the_day(district):
    days = ["--unit", "ky-anh", "--from", "2018-01-01", "--to", "30/06/2018"]
    told = json.loads(run("2b", *days).output)
    assert (told["format"], told["circular"]) == (exchange.FORMAT, "03/2013/TT-TTCP")
    assert told["total"]["1"] == 2
    assert all(each["holds"] for each in told["sums"])
    book = run("01-XLD", *days, "--format", "xlsx")
    assert book.stdout_bytes[:2] == b"PK"
    assert isinstance(run("99-ABC", *days).exception, errors.Sentence)
    assert isinstance(run("05-KQTH", *days).exception, errors.Sentence)


def run(*arguments):
    return CliRunner().invoke(reports.report, list(arguments), standalone_mode=False)


def test_periods_go_by_the_rule_of_the_circular_or_by_the_day_that_the_office_set(settings):
    now = circulars.of("06-2025")
    spans = {each.name: (each.first, each.last) for each in periods.of_year(now, 2026, LATER)}
    assert [f"{day:%d/%m/%Y}" for day in spans["q1"]] == ["15/12/2025", "14/03/2026"]
    assert [f"{day:%d/%m/%Y}" for day in spans["year"]] == ["15/12/2025", "14/12/2026"]
    old = circulars.of("02-2021")
    assert [f"{day:%d/%m}" for day in spans_of(old)["q2"]] == ["01/04", "30/06"]
    settings.DANVAN_CUT_OFF_DAY = 15
    assert [f"{day:%d/%m}" for day in spans_of(old)["q2"]] == ["15/03", "14/06"]
    assert periods.year_of(old, spans_of(old)["q1"][0]) == 2022


def spans_of(circular):
    return {each.name: (each.first, each.last) for each in periods.of_year(circular, 2022, LATER)}
