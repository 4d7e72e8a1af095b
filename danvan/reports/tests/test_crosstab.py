"""The two-way table counts the records themselves, tells of nobody who is sealed, and opens lists with one's rights."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.cases import topics
from danvan.cases.workflow import Channel
from danvan.denunciations.tests.make import MONDAY, make_office, send
from danvan.people.roles import Role
from danvan.reception.actions import cancel_turn
from danvan.reports.crosstab import table
from danvan.reports.crosstab.dimensions import LETTERS, MATTERS, TURNS
from danvan.reports.tests.make import HALF, make_turn
from tests.make import at, make_case, make_officer
from tests.office import Officer

pytestmark = pytest.mark.django_db
PAGE = reverse("reports:crosstab")


def crossed(unit, rows, columns, *, subject=LETTERS, days=HALF, only=()):
    by = subject.by_name
    return table.build(table.Asked(unit, *days, subject, by[rows], by[columns], dict(only)))


def shape(found):
    """Row → column → figure, as words."""
    return {row.label: {col.label: found.cell(row, col) for col in found.columns} for row in found.rows}


@pytest.fixture
def letters(district, later):
    make_case(district.khang, on=date(2018, 1, 8), topic="land", kind="complaint")
    make_case(district.khang, on=date(2018, 3, 5), topic="land", signatures=7)
    make_case(district.tan, on=date(2018, 3, 6), topic="water", channel=Channel.POST, signatures=2)
    make_case(district.tan, on=date(2018, 7, 2), topic="water")
    return district


def test_letters_are_counted_once_with_sums_and_periods_without_a_gap(letters):
    found = crossed(letters.unit, "topic", "month")
    assert [column.label for column in found.columns] == ["Tháng 1/2018", "Tháng 2/2018", "Tháng 3/2018"]
    assert shape(found)[topics.label("land")] == {"Tháng 1/2018": 1, "Tháng 2/2018": 0, "Tháng 3/2018": 1}
    assert (found.total, [found.of_row(row) for row in found.rows]) == (3, [2, 1])
    assert shape(crossed(letters.unit, "quarter", "year")) == {"Quý 1/2018": {"2018": 3}}


def test_each_unit_of_the_period_has_a_line_and_a_filter_leaves_the_rest_out(letters):
    found = crossed(letters.unit, "unit", "channel", only={"topic": "water"})
    assert shape(found)["xã Kỳ Tân"] == {"Bưu chính": 1}
    assert [found.of_row(row) for row in found.rows if row.label == "xã Kỳ Khang"] == [0]


def test_persons_are_told_in_groups_only(letters):
    found = crossed(letters.unit, "signers", "phase")
    assert [(row.label, found.of_row(row)) for row in found.rows] == [
        ("một người", 1),
        ("2 đến 4 người", 1),
        ("từ 5 người trở lên", 1),
    ]
    assert "signers" not in [one.name for one in LETTERS.filters]


def test_turns_and_matters_are_counted_without_those_struck_out(district, later):
    make_turn(district.khang, district.minh, topics=("land", "water"))
    struck = make_turn(district.khang, district.minh, topics=("roads",))
    cancel_turn(struck, by=district.minh, on=later, text="ghi nhầm")
    assert crossed(district.unit, "sitting", "month", subject=TURNS).total == 1
    assert crossed(district.unit, "topic", "first", subject=MATTERS).total == 2


def test_no_figure_and_no_difference_of_two_tells_of_one_denunciation():
    with at(MONDAY):
        office, days = make_office(), (MONDAY, MONDAY)
        for _n in range(3):
            make_case(office.unit, on=MONDAY, topic="land")
        send(office)
        assert crossed(office.unit, "topic", "channel", days=days).total == 4, "a sealed letter counts"
        for rows, columns in (("kind", "topic"), ("topic", "kind")):
            found = crossed(office.unit, rows, columns, days=days)
            assert [head.key for head in (found.rows if rows == "kind" else found.columns)] == [
                "recommendation+denunciation"
            ]
            assert found.total == 4
        for kind in ("recommendation", "denunciation"):
            with pytest.raises(table.TooSmall):
                crossed(office.unit, "topic", "channel", days=days, only={"kind": kind})
        for _n in range(2):
            send(office)
        found = crossed(office.unit, "kind", "topic", days=days)
        assert [(row.key, found.of_row(row)) for row in found.rows] == [
            ("recommendation", 3),
            ("denunciation", 3),
        ]
        hoa = Officer(office.hoa, office.unit).browser
        asked = {"unit": office.unit.key, "first": MONDAY.isoformat(), "last": MONDAY.isoformat()}
        told = hoa.get(PAGE, {**asked, "rows": "kind", "columns": "channel", "only_topic": "land"})
        assert told.status_code == 400
        assert "có thể làm lộ một người" in told.content.decode()


def test_the_page_sorts_and_leads_to_lists_with_the_readers_rights(letters):
    khang = Officer(make_officer(letters.khang, Role.LEADER), letters.khang).browser
    board = Officer(make_officer(letters.unit, Role.BOARD), letters.unit).browser
    asked = {"unit": letters.unit.key, "first": "2018-01-01", "last": "2018-06-30"}
    assert khang.get(PAGE, asked).status_code == 403
    whole = Officer(letters.minh, letters.unit).browser
    page = whole.get(PAGE, {**asked, "sort": "-total"}).content.decode()
    lines = [page.index(f'<th scope="row">{topics.label(slug)}</th>') for slug in ("land", "water")]
    assert lines == sorted(lines)
    assert "crosstab/list/?" in page
    assert "crosstab/list/?" not in board.get(PAGE, asked).content.decode()
    listed = whole.get(reverse("reports:crosstab_list"), {**asked, "row": "land", "column": "2018-03-01"})
    assert f"{topics.label('land')} · Tháng 3/2018" in listed.content.decode()
    assert listed.content.decode().count('class="code"') == 1
    for wrong in ({"row": "nothing"}, {"rows": "signers", "row": "1"}):
        assert whole.get(reverse("reports:crosstab_list"), {**asked, **wrong}).status_code == 404


def test_a_turn_behind_a_figure_of_matters_is_listed_once_with_its_amount(district, later):
    make_turn(district.khang, district.minh, topics=("land", "water"))
    asked = {"unit": district.unit.key, "counted": "matters", "first": "2018-01-01", "last": "2018-06-30"}
    page = Officer(district.minh, district.unit).browser.get(reverse("reports:crosstab_list"), asked)
    assert "Vụ việc tại buổi tiếp: 2" in page.content.decode()


def test_what_cannot_be_asked_is_said_at_its_field(letters):
    browser = Officer(letters.minh, letters.unit).browser
    for asked in (
        {"rows": "topic", "columns": "topic"},
        {"rows": "salary"},
        {"only_topic": "x"},
        {"first": "32/1"},
    ):
        answer = browser.get(PAGE, {"unit": letters.unit.key, **asked})
        assert answer.status_code == 400
        assert 'class="error"' in answer.content.decode()
        assert browser.get(reverse("reports:crosstab_csv"), asked).status_code == 400


def test_files_hold_the_same_figures(letters):
    browser = Officer(letters.minh, letters.unit).browser
    asked = {"unit": letters.unit.key, "first": "2018-01-01", "last": "2018-06-30", "columns": "quarter"}
    text = browser.get(reverse("reports:crosstab_csv"), asked).content.decode()
    assert text.splitlines()[-1] == "Cộng,3,3"
    told = json.loads(browser.get(reverse("reports:crosstab_json"), asked).content)
    assert (told["format"], told["total"], told["columns"][0]["total"]) == ("danvan.crosstab/1", 3, 3)
    book = zipfile.ZipFile(io.BytesIO(browser.get(reverse("reports:crosstab_xlsx"), asked).content))
    assert "<v>3</v>" in book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("page", ["reports:crosstab", "reports:crosstab_list"])
def test_more_records_ask_no_more_statements(letters, page):
    browser = Officer(letters.minh, letters.unit).browser

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse(page), {"unit": letters.unit.key, "rows": "unit"})
        return len(seen)

    statements()
    before = statements()
    for topic in ("roads", "policy", "other"):
        make_case(letters.tan, on=date(2018, 5, 2), topic=topic)
    assert statements() == before
