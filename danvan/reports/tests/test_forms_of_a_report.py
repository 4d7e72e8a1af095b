"""The report as page, list, paper, JSON and text; who may read which."""

import json
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from docx import Document

from danvan.journal.actors import SYSTEM
from danvan.lib import sheet
from danvan.people import actions as people
from danvan.people.roles import Role
from danvan.reports import comparison, contents, exchange, paper, terminal
from danvan.reports.measures import ALL, LETTERS, RECEPTION
from danvan.reports.people_relations import build
from danvan.reports.tests.make import HALF, LATER, START, at, live, make_district, make_turn
from danvan.reports.tests.test_people_relations import bad
from tests.make import make_officer, make_unit

pytestmark = pytest.mark.django_db
PAGE = "/desk/reports/people-relations/"
QUERY = {"unit": "KY-ANH", "first": "2018-01-01", "last": "2018-06-30"}
SCREENED = [("screen", 1)]


@pytest.fixture(scope="module")
def lived(lasting):
    found = make_district()
    make_turn(found.khang, found.minh, persons=6)
    make_turn(found.tan, found.minh, topics=("roads",))
    live(found, SCREENED, start=START, unit=found.khang, kind="complaint", topic="land")
    life = [("screen", 1), ("accept", 1), ("answer", 2)]
    live(found, life, start=START, unit=found.tan, kind="recommendation", topic="land")
    return found


@pytest.fixture
def district(lived):
    cache.clear()
    return deepcopy(lived)


@pytest.fixture
def later():
    with at(LATER):
        yield LATER


def reader(unit, *roles):
    client = Client()
    client.force_login(make_officer(unit, *roles), backend="danvan.people.backends.Officers")
    return client


def test_the_page_shows_figures_proofs_tables_and_prose(district, later):
    page = reader(district.unit, Role.LEADER).get(PAGE, QUERY).content.decode()
    assert page.count("Khớp") == 8
    assert "đã tổ chức tiếp 2 lượt với 7 công dân" in page
    assert "xã Kỳ Khang" in page
    assert "Số liệu tại thời điểm" in page


def test_each_figure_opens_its_list(district, later):
    client = reader(district.unit, Role.LEADER)
    for slug in ALL:
        answer = client.get(f"{PAGE}{slug}/", QUERY)
        assert answer.status_code == 200, slug
        assert len(answer.context["rows"]) == len(answer.context["listing"].amounts)
    by_unit = client.get(f"{PAGE}received/", QUERY | {"of": "KY-ANH-TAN"})
    assert by_unit.context["listing"].total == 1
    by_topic = client.get(f"{PAGE}matters/", QUERY | {"topic": "roads"})
    assert by_topic.context["listing"].total == 1


def test_every_list_adds_up_to_its_figure(district, later):
    client = reader(district.unit, Role.LEADER)
    report = build(district.unit, *HALF)
    for slug, amount in report.figures.items():
        assert client.get(f"{PAGE}{slug}/", QUERY).context["listing"].total == amount


def test_a_board_sees_the_numbers_and_no_list(district, later):
    board = reader(district.unit, Role.BOARD)
    page = board.get(PAGE, QUERY)
    assert page.status_code == 200
    assert f"{PAGE}received/" not in page.content.decode()
    assert board.get(f"{PAGE}received/", QUERY).status_code == 403


@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.HANDLER, Role.LEADER, Role.COUNCIL, Role.INSPECTOR, Role.BOARD]
)
def test_who_sees_the_unit_reads_its_report(district, later, role):
    assert reader(district.unit, role).get(PAGE, QUERY | {"unit": "KY-ANH-KHANG"}).status_code == 200


def test_an_administrator_and_an_officer_from_elsewhere_read_none(district, later):
    assert reader(district.unit, Role.ADMINISTRATOR).get(PAGE, QUERY).status_code == 403
    assert reader(district.khang, Role.LEADER).get(PAGE, QUERY).status_code == 403
    assert Client().get(PAGE, QUERY).status_code == 302


def test_a_list_shows_only_what_its_reader_may_open(district, later):
    elsewhere = make_unit("CAM-XUYEN", tier="district", name="huyện Cẩm Xuyên")
    officer = make_officer(elsewhere, Role.LEADER)
    people.give_post(officer=officer, unit=district.unit, role=Role.BOARD, by=SYSTEM, on=START)
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    assert client.get(f"{PAGE}received/", QUERY).status_code == 403
    assert client.get(f"{PAGE}received/", QUERY | {"unit": "CAM-XUYEN"}).status_code == 200


def test_without_a_choice_the_page_shows_the_readers_own_unit_this_year(district, later):
    answer = reader(district.tan, Role.CLERK).get(PAGE)
    assert answer.context["report"].unit == district.tan
    assert answer.context["report"].from_.isoformat() == "2018-01-01"
    assert answer.context["report"].figures["turns"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "31/02/2018"},
        {"first": "01/07/2018"},
        {"unit": "NO-SUCH"},
        {"first": "1/1/2030", "last": "1/2/2030"},
    ],
)
def test_a_wrong_period_or_unit_is_said_at_its_field_and_keeps_what_was_typed(district, later, wrong):
    answer = reader(district.unit, Role.LEADER).get(PAGE, QUERY | wrong)
    assert answer.status_code == 400
    assert answer.context["form"].errors
    assert "report" not in answer.context


def test_the_page_costs_no_more_statements_with_more_letters(district, later, django_assert_max_num_queries):
    client = reader(district.unit, Role.LEADER)
    client.get(PAGE, QUERY)
    with django_assert_max_num_queries(13):
        client.get(PAGE, QUERY)


def test_a_refused_report_names_its_rows_on_the_page_and_in_json(district, later):
    case = live(district, SCREENED, start=START, unit=district.khang, kind="complaint", topic="land")
    bad(case, district.khang, "letters.eligible", 1)
    client = reader(district.unit, Role.LEADER)
    page = client.get(PAGE, QUERY)
    assert page.status_code == 409
    assert f"{case.code[:4]}…" in page.content.decode()
    assert "Lệch 1" in page.content.decode()
    assert client.get("/desk/reports/people-relations.json", QUERY).json()["refused"]
    assert case.shown_code not in reader(district.unit, Role.BOARD).get(PAGE, QUERY).content.decode()


def test_a_tile_takes_letters_carried_over_into_what_its_share_is_of(district, later):
    answered = [*SCREENED, ("accept", 1), ("assign", 1), ("answer", 40)]
    live(district, answered, start=date(2017, 12, 1), unit=district.khang, kind="complaint", topic="land")
    tiles = reader(district.unit, Role.LEADER).get(PAGE, QUERY).context["tiles"]
    notes = {tile["url"].split("?")[0].split("/")[-2]: tile["note"] for tile in tiles}
    assert notes["resolved"] == "66,7% đơn phải giải quyết", "2 of 3, one carried over"
    assert notes["eligible"] == "100,0% đơn phải xem xét"


def test_the_paper_opens_and_carries_the_figures(district, later):
    answer = reader(district.unit, Role.LEADER).get("/desk/reports/people-relations.docx", QUERY)
    assert answer["Content-Type"] == sheet.MEDIA_TYPE
    document = Document(BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "đã tổ chức tiếp 2 lượt với 7 công dân, trong đó có 1 đoàn đông người với 6 người" in text
    assert "đã tiếp nhận 2 đơn thư; có 2 đơn đủ điều kiện thụ lý; đã giải quyết 1 đơn" in text
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cell for cell in cells)
    assert any("HUYỆN" in cell or "KỲ ANH" in cell for cell in cells)
    assert "xã Kỳ Khang" in cells
    assert {run.font.name for run in document.paragraphs[0].runs} <= {None, "Times New Roman"}
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_the_paper_of_a_demonstration_says_so(district, later, settings):
    settings.DANVAN_DEMO = True
    document = Document(BytesIO(paper.docx(build(district.unit, *HALF))))
    assert contents.DEMONSTRATION in [paragraph.text for paragraph in document.paragraphs]


def test_keys_of_the_json_stay_as_they_are(district, later):
    told = json.loads(json.dumps(exchange.as_dict(build(district.unit, *HALF))))
    first = ["format", "unit", "period", "asked_at", "reception", "letters", "by_unit"]
    assert list(told) == [*first, "rates", "days", "sessions", "by_month", "sections", "declared", "sums"]
    assert set(told["unit"]) == {"key", "name", "communes"}
    assert told["period"] == {
        "from": "2018-01-01",
        "to": "2018-06-30",
        "until": "2018-06-30",
        "units_of": None,
    }
    assert set(told["reception"]) == {m.slug for m in RECEPTION} | {"by_topic", "by_sitting"}
    assert set(told["letters"]) == {m.slug for m in LETTERS} | {"by_kind", "by_topic"}
    assert {"received", "eligible", "resolved", "in_term", "overdue", "withdrawn"} <= set(told["letters"])
    kinds = [line["key"] for line in told["letters"]["by_kind"]]
    entered = ["complaint", "second_complaint", "recommendation"]
    assert kinds == [*entered, "denunciation", "further_denunciation"]
    assert {check["name"] for check in told["sums"]} >= {"examined", "eligible", "carried", "resolved"}
    assert all(check["holds"] for check in told["sums"])


def test_every_key_of_the_json_is_explained(district, later):
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "new-report.md").read_text("utf-8")
    told = exchange.as_dict(build(district.unit, *HALF, against=comparison.Against.PREVIOUS, named=True))
    asked = {*told, *told["reception"], *told["letters"], *told["rates"], *told["compared"], *told["days"]}
    assert [key for key in sorted(asked) if f"`{key}`" not in page] == []


def test_the_text_for_a_terminal_tells_and_proves(district, later):
    told = terminal.text(build(district.unit, *HALF))
    assert "         2  Lượt tiếp" in told
    assert "0 + 2 = 2 + 0 + 0 + 0 + 0 + 0 + 0 + 0  Khớp" in told


def test_prose_says_nothing_of_what_did_not_happen(district, later):
    from danvan.reports import prose

    quiet = make_unit("CAM-XUYEN", tier="district", name="Cẩm Xuyên")
    told = prose.paragraphs(build(quiet, *HALF))
    assert told[0].endswith("không có lượt tiếp công dân nào.")
    assert len(told) == 2


def test_the_list_behind_a_figure_is_refused_with_the_report(district, later):
    case = live(district, SCREENED, start=START, unit=district.khang, kind="complaint", topic="land")
    bad(case, district.khang, "letters.eligible", 1)
    page = reader(district.unit, Role.LEADER).get(f"{PAGE}eligible/", QUERY)
    assert page.status_code == 409
    assert f"{case.code[:4]}…" in page.content.decode()
    board = reader(district.unit, Role.BOARD).get(f"{PAGE}eligible/", QUERY)
    assert board.status_code in (403, 409)
    assert case.shown_code not in board.content.decode()


@pytest.mark.parametrize("name", ["unit", "first", "last", "units_of"])
@pytest.mark.parametrize("end", [PAGE, PAGE[:-1] + ".json", PAGE[:-1] + ".docx"])
def test_a_control_character_in_the_address_is_no_failure(district, later, name, end):
    answer = reader(district.unit, Role.LEADER).get(end, QUERY | {name: "\x00"})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["kind", "topic", "of"])
@pytest.mark.parametrize("value", ["\x01", "nothing-like-it"])
def test_a_list_of_an_unknown_kind_or_topic_does_not_exist(district, later, name, value):
    answer = reader(district.unit, Role.LEADER).get(f"{PAGE}{LETTERS[0].slug}/", QUERY | {name: value})
    assert answer.status_code == 404
