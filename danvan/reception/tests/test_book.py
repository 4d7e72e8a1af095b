"""The register printed in the forms of 2021 and of 2026, and as a file that opens."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.cases.actions import About, note_concern
from danvan.flows import reception_to_petition
from danvan.journal.models import Event
from danvan.petitions.actions import Letter
from danvan.reception import book, queries
from danvan.reception.actions import Brought, Caller, Told, register_turn
from danvan.reception.models import Notice
from tests.make import MONDAY

URL = "/desk/reception/book/"
LAN = Caller("Nguyễn Thị Lan", citizen_id="042188000123", address="thôn Đông")


@pytest.fixture
def turn(commune, minh):
    """Seven people with two matters: one opens a petition, of the other they are shown elsewhere."""
    drain = Told("water", "Cống N3 bị tắc", "petition", request="Vét cống", settled_before="HTX Đông Tiến")
    land = Told(
        "land", "Cấp sổ đỏ", "referred", kind="question", referred_to="Văn phòng đăng ký", paper="12/HD"
    )
    letter = Letter(kind="recommendation", subject="Cống N3", body="Cống N3 bị tắc", topic="water")
    caller = Caller(**{**vars(LAN), "represents": True})
    return reception_to_petition.register(
        [letter, None],
        unit=commune,
        by=minh,
        on=MONDAY,
        callers=[caller],
        matters=[drain, land],
        persons=7,
        brought=Brought(letter="mixed"),
    )


def table(unit, code):
    turns = next(queries.portions_of_book(unit, since=MONDAY, until=MONDAY))
    form = book.FORMS[code]
    rows = [form.cells(line) for line in book.lines(turns, queries.units_passed_to(turns, MONDAY))]
    return [dict(zip(form.headings(), row, strict=True)) for row in rows]


def test_each_form_has_its_columns():
    assert [len(form.columns) for form in book.FORMS.values()] == [12, 13]
    assert [book.form_of(day) for day in (MONDAY, date(2026, 6, 30), date(2026, 7, 1))] == [
        "2021",
        "2021",
        "2026",
    ]


def test_the_form_of_2026_has_a_line_for_each_matter(commune, turn):
    first, second = table(commune, "2026")
    assert (first["STT"], second["STT"]) == ("1", "")
    assert first["Họ tên, địa chỉ"] == "Nguyễn Thị Lan, thôn Đông và 6 người khác"
    assert first["Tóm tắt nội dung vụ việc"] == "Cống N3 bị tắc Yêu cầu: Vét cống"
    assert (first["Thuộc thẩm quyền (x)"], second["Thuộc thẩm quyền (x)"]) == ("x", "")
    assert second["Hướng dẫn đến cơ quan, số văn bản"] == "Văn phòng đăng ký (12/HD)"
    assert first["Theo dõi kết quả giải quyết"] == "Mới nhận"
    assert first["Ghi chú"] == "đoàn đông người"


def test_the_form_of_2021_tells_kind_and_persons_together(commune, turn):
    first, second = table(commune, "2021")
    assert first["Phân loại đơn/Số người"] == "Kiến nghị, phản ánh / 7"
    assert first["Cơ quan đã giải quyết"] == "HTX Đông Tiến"
    assert second["Trả lại đơn và hướng dẫn"] == "Văn phòng đăng ký (12/HD)"


def asked(unit, **more):
    return {"unit": unit.pk, "since": "01/02/2018", "until": "28/02/2018", "form": "2026", **more}


def test_it_is_printed_and_taken_out_on_record(as_, commune, minh, turn):
    client = as_(minh)
    page = client.post(URL, asked(commune)).content.decode()
    assert "042188000123" in page
    assert "Mẫu 03/TCD" in page
    answer = client.post(URL, asked(commune, form="2021", xlsx="1"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row") == 3
    assert Event.objects.filter(stream="room", verb="print_book").count() == 2


def test_a_turn_that_led_to_a_letter_about_an_officer_is_for_her_a_number_and_no_more(
    as_, commune, minh, hoa, turn
):
    case = turn.matters.exclude(petition=None).get().petition
    owed = Notice.objects.create(
        unit=commune,
        turn=turn,
        purpose="result",
        rule="reception.result_notice",
        start_on=MONDAY,
        state="owed",
    )
    note_concern(case, About("officer", commune, minh), by=hoa, on=MONDAY)
    for officer, sees in ((minh, False), (hoa, True)):
        client = as_(officer)
        page = client.post(URL, asked(commune)).content.decode()
        assert ("<td>1</td><td>không hiển thị</td>" in page) != sees
        assert ("042188000123" in page) == sees
        assert client.get("/desk/reception/new/").context["day"]["turns"] == int(sees)
        assert client.get("/desk/").context["day"]["turns"] == int(sees)
        due = client.get(reverse("reception:due"))
        assert (due.context["counts"]["owed"], len(due.context["lines"])) == (int(sees), int(sees))
        one = client.get(reverse("reception:notice", args=[owed.pk]))
        assert one.status_code == (200 if sees else 404)


@pytest.mark.parametrize(
    "wrong", [{"until": "01/01/2018"}, {"until": "01/01/2030"}, {"form": "x"}, {"since": "y"}]
)
def test_days_that_do_not_follow_are_told(as_, commune, minh, wrong):
    assert as_(minh).post(URL, asked(commune, **wrong)).status_code == 422


def test_another_unit_is_not_offered(as_, commune, dung, turn):
    assert as_(dung).post(URL, asked(commune)).status_code == 422
    assert not Event.objects.filter(verb="print_book").exists()


def test_many_lines_cost_as_few_statements(as_, commune, minh, turn):
    told, costs = Told("water", "Cống N3", "answered", advice="Đã trả lời"), []
    for _ in range(2):
        client = as_(minh)
        client.post(URL, asked(commune))
        with CaptureQueriesContext(connection) as statements:
            client.post(URL, asked(commune))
        costs.append(len(statements))
        for _ in range(10):
            register_turn(unit=commune, by=minh, on=MONDAY, callers=[LAN], matters=[told], persons=1)
    assert costs[0] == costs[1]
