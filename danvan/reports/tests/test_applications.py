"""The report of applications: what it adds up, what it proves, what it opens, and which step it names."""

import io
from copy import deepcopy
from datetime import date, datetime

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from danvan.figures.actions import roll_up
from danvan.figures.models import Fact
from danvan.journal.actors import SYSTEM
from danvan.lib import dates
from danvan.onestop import actions
from danvan.onestop.actions import Wanted
from danvan.onestop.tests.make import do, make_application, make_place, make_version, part
from danvan.people import actions as people
from danvan.people.roles import Role
from danvan.procedures.tests.make import way
from danvan.procedures.workflow import Channel
from danvan.reports import people_relations
from danvan.reports.applications import contents, exchange, report
from danvan.reports.comparison import Against
from danvan.reports.people_relations import ReportRefused
from danvan.reports.statutory import circulars, table
from danvan.reports.whole import Whole
from tests.make import at as on_day

pytestmark = pytest.mark.django_db

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
FEBRUARY = date(2026, 2, 24)  # a Tuesday


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=dates.VIETNAM)


@pytest.fixture(scope="module")
def lived(lasting):
    """A commune's March: one carried over and late, others early, on time, refused, withdrawn, in hand, overdue."""
    place = make_place()
    with dates.pretending(clock(FEBRUARY, 9)):
        birth = make_version(place, name="Đăng ký khai sinh", field="Hộ tịch")
        land = make_version(
            place,
            name="Cấp giấy chứng nhận",
            field="Đất đai",
            steps=[part(1, hours=2), part(2, 1, unit=place.land, hours=4)],
            ways=[way(channel, 5) for channel in ("counter", "post", "online")],
        )
        late = make_application(place, birth)
    with dates.pretending(clock(date(2026, 3, 9), 8)):
        do(late, 1, place.minh)
        early, on_time = make_application(place, birth), make_application(place, birth, channel=Channel.POST)
        refused, withdrawn = make_application(place, land), make_application(place, land)
        slow, hand = make_application(place, land), make_application(place, land)
        actions.refuse(refused, reason="Không thuộc thẩm quyền", by=place.hoa, on=dates.today())
        actions.withdraw(withdrawn, reason="Đổi ý", by=place.minh, on=dates.today())
        do(early, 1, place.minh)
        actions.ask_supplement(hand, [Wanted("Bản vẽ", "Thiếu")], by=place.minh, on=dates.today())
    with dates.pretending(clock(date(2026, 3, 9), 10)):
        do(slow, 1, place.minh)
    with dates.pretending(clock(date(2026, 3, 11), 15)):
        do(slow, 2, place.dung)  # four hours were its share, 14 working hours it took
    with dates.pretending(clock(date(2026, 3, 12), 9)):
        do(on_time, 1, place.minh)
        make_application(place, birth)  # three working days, never touched: overdue at the end of the month
    return place


@pytest.fixture
def month(lived):
    """The commune in April, with its March behind it."""
    with dates.pretending(clock(date(2026, 4, 2), 9)):
        yield deepcopy(lived)


def built(place, **asked):
    return report.build(place.commune, *MARCH, **asked)


def test_every_application_is_counted_once_by_way_by_time_and_by_what_became_of_it(month):
    found = built(month).figures
    assert (found["carried"], found["received"]) == (1, 7)
    assert (found["received_counter"], found["received_post"], found["received_online"]) == (6, 1, 0)
    assert (found["done_early"], found["done_on_time"], found["done_late"]) == (2, 1, 1)
    assert (found["refused"], found["withdrawn"], found["settled"]) == (1, 1, 5)
    assert (found["open"], found["in_term"], found["overdue"]) == (2, 1, 1)
    share = built(month).rates["applications_supplemented"]
    assert (share.part, share.whole) == (1, 7)


def test_its_lines_are_fields_and_procedures_by_their_names(month):
    made = built(month)
    assert [(line.label, line.figures["received"]) for line in made.by_field] == [
        ("Đất đai", 4),
        ("Hộ tịch", 3),
    ]
    told = [(line.label.partition(" (")[0], line.figures["received"]) for line in made.by_procedure]
    assert told == [("Cấp giấy chứng nhận", 4), ("Đăng ký khai sinh", 3)]
    assert all(line.label.endswith(f"({line.key})") for line in made.by_procedure)


def test_the_step_that_ate_the_time_of_others_stands_first_with_how_much(month):
    dwelt = built(month).dwelt
    first = dwelt.steps[0]
    assert (first.step, first.agency, first.count, first.late) == (
        "Việc 2",
        month.land.name_on(MARCH[1]),
        1,
        1,
    )
    assert first.beyond == first.median - 4 * 60 == dwelt.whole.beyond
    assert next(each.agency for each in dwelt.agencies) == month.land.name_on(MARCH[1])
    theirs = report.build(month.land, *MARCH)
    assert [each.step for each in theirs.dwelt.steps] == ["Việc 2"]
    assert not any(theirs.figures.values())


def test_a_report_whose_sums_do_not_hold_is_refused_with_the_application_that_breaks_them(month):
    roll_up()
    fact = Fact.objects.filter(measure="applications.received").order_by("pk").last()
    Fact.objects.create(
        **{f.name: getattr(fact, f.name) for f in Fact._meta.fields if f.name not in ("id", "measure")},
        measure="applications.refused",
    )
    with pytest.raises(ReportRefused) as refused:
        built(month)
    assert "applications_course" in {check.name for check in refused.value.checks}
    assert fact.subject_id in {row.subject_id for row in refused.value.rows}


def test_what_a_commune_received_before_it_was_merged_stands_in_the_report_of_its_heir(month):
    with on_day(date(2026, 4, 2)):
        heir = people.merge_units(
            units=[month.commune],
            key="KY-MOI",
            name="Kỳ Mới",
            prefix="xã",
            code="",
            by=SYSTEM,
            on=date(2026, 4, 2),
        )
        over = report.build(heir, MARCH[0], date(2026, 4, 30), units_of=date(2026, 4, 2))
        assert [line.label for line in over.by_unit] == ["xã Kỳ Mới"]
        assert over.by_unit[0].figures["received"] == 7


def test_the_paper_says_it_in_words_and_can_be_read_again_without_the_register(month):
    paper = contents.whole(built(month))
    text = " ".join(block.text for block in paper.blocks if hasattr(block, "text"))
    assert "đã tiếp nhận 7 hồ sơ thủ tục hành chính (6 nộp trực tiếp, 1 qua bưu chính)" in text
    assert "kỳ trước chuyển sang 1 hồ sơ" in text
    assert "1 hồ sơ" in text
    assert "Hồ sơ tiếp nhận và giải quyết: 1 (kỳ trước chuyển sang) + 7 (tiếp nhận) = 4 (có kết quả)" in text
    assert "lấn tổng cộng 15 giờ 30" in text
    assert Whole.read(paper.as_dict()) == paper


def test_each_figure_of_the_page_opens_as_many_applications_as_it_says(client, month):
    client.force_login(month.minh)
    query = {"unit": month.commune.key, "first": "2026-03-01", "last": "2026-03-31"}
    page = client.get(reverse("reports:applications"), query)
    assert page.status_code == 200
    for slug, amount in built(month).figures.items():
        listed = client.get(reverse("reports:applications_list", args=[slug]), query)
        assert listed.context["listing"].total == amount, slug
    of_field = client.get(
        reverse("reports:applications_list", args=["received"]), {**query, "field": "Đất đai"}
    )
    assert of_field.context["listing"].rows.count() == 4
    assert (
        client.get(
            reverse("reports:applications_list", args=["received"]), {**query, "field": "X"}
        ).status_code
        == 404
    )


def test_its_files_are_a_paper_a_workbook_and_json(client, month):
    client.force_login(month.hoa)
    query = {"unit": month.commune.key, "first": "2026-03-01", "last": "2026-03-31"}
    told = client.get(reverse("reports:applications_json"), query).json()
    assert told["received"] == 7
    assert all(each["holds"] for each in told["sums"])
    assert told["steps"]["by_step"][0]["beyond"] == 930
    content = client.get(reverse("reports:applications_xlsx"), query).content
    rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "Cộng"
    assert 7 in rows[1]
    assert client.get(reverse("reports:applications_docx"), query).content[:2] == b"PK"
    assert client.get(reverse("reports:applications_pdf"), query).content[:4] == b"%PDF"


def test_a_page_needs_no_more_statements_for_more_applications(client, month):
    client.force_login(month.minh)
    roll_up()

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("reports:applications"), {"unit": month.commune.key}).status_code == 200
        return len(seen)

    statements()
    before = statements()
    for _ in range(3):
        do(make_application(month), 1, month.minh)
    assert statements() == before <= 20


def test_it_is_set_beside_the_period_before_with_differences_per_cent_and_percentage_points(client, month):
    found = built(month, against=Against.PREVIOUS)
    assert found.compared
    assert (found.compared.before.from_, found.compared.before.until) == (date(2026, 2, 1), date(2026, 2, 28))
    received = found.compared.figure(found, "received")
    assert (received.now, received.before, received.difference, received.per_cent) == (7, 1, 6, 600)
    overdue = found.compared.rate(found, "applications_overdue")
    assert (overdue.now, overdue.before, overdue.difference) == (50, 100, -50)
    told = exchange.as_dict(found)["compared"]
    assert told["changes"]["received"] == {"now": 7, "before": 1, "difference": 6, "per_cent": 600.0}
    assert told["changes"]["rate_applications_overdue"]["per_cent"] is None, "rates differ by points"
    assert [line["received"]["difference"] for line in told["by_unit"]] == [6]
    assert "compared" not in exchange.as_dict(built(month))
    texts = [getattr(block, "text", "") for block in contents.blocks(found)]
    assert "II. SO SÁNH" in texts
    said = next(text for text in texts if text.startswith("So với kỳ trước"))
    assert "số hồ sơ tiếp nhận tăng 6 hồ sơ (600%)" in said.replace("600,0", "600")
    assert any("ỷ lệ đang quá hạn giảm 50 điểm phần trăm" in text for text in texts)


def test_the_comparison_is_chosen_on_the_form_and_stands_on_the_page_and_in_every_file(client, month):
    client.force_login(month.minh)
    asked = {"unit": month.commune.key, "first": "2026-03-01", "last": "2026-03-31", "compare": "previous"}
    page = client.get(reverse("reports:applications"), asked).content.decode()
    assert "So sánh: Kỳ trước" in page
    assert "−50,0 điểm %" in page
    assert "compare=previous" in page
    assert "first=2026-02-01&amp;last=2026-02-28" in page, "earlier figures open their lists"
    assert client.get(reverse("reports:applications_json"), asked).json()["compared"]["against"] == "previous"
    document = Document(io.BytesIO(client.get(reverse("reports:applications_docx"), asked).content))
    assert "II. SO SÁNH" in [each.text for each in document.paragraphs]
    year = client.get(reverse("reports:applications"), {**asked, "compare": "year_before"}).content.decode()
    assert "So sánh: Cùng kỳ năm trước" in year
    assert client.get(reverse("reports:applications"), {**asked, "compare": "x"}).status_code == 400
    listed = client.get(reverse("reports:applications_list", args=["received"]), asked)
    assert listed.context["listing"].rows.count() == 7


def test_a_comparison_at_most_doubles_the_statements(month):
    def statements(against):
        with CaptureQueriesContext(connection) as caught:
            built(month, against=against)
        return len(caught)

    statements(None)
    assert statements(Against.YEAR_BEFORE) <= 2 * statements(None)


def test_a_board_reads_the_figures_and_opens_no_list(client, month):
    board = people.create_account(
        username="ban",
        full_name="Ban Dân vận",
        by=SYSTEM,
        on=date(2026, 1, 5),
        must_change_password=False,
        posts=[people.NewPost(month.commune, Role.BOARD, "")],
    )
    client.force_login(board)
    page = client.get(reverse("reports:applications"), {"unit": month.commune.key})
    assert b"/applications/received/" not in page.content
    assert client.get(reverse("reports:applications_list", args=["received"])).status_code == 403


def test_an_empty_period_says_so(client, month):
    client.force_login(month.minh)
    page = client.get(reverse("reports:applications"), {"first": "2025-01-01", "last": "2025-01-31"})
    assert "Trong kỳ này không có hồ sơ nào" in page.content.decode()


def test_the_people_relations_report_has_its_part_on_page_paper_and_in_json(client, month):
    client.force_login(month.minh)
    query = {"unit": month.commune.key, "first": "2026-03-01", "last": "2026-03-31"}
    page = client.get(reverse("reports:people_relations"), query)
    assert reverse("reports:applications_list", args=["received"]) in page.content.decode()
    assert client.get(reverse("reports:people_relations_json"), query).json()["applications"]["received"] == 7
    paper = Whole.of(people_relations.build(month.commune, *MARCH))
    told = [getattr(block, "text", "") for block in paper.blocks]
    at = told.index("III. TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH")
    assert "đã tiếp nhận 7 hồ sơ" in told[at + 1]


def test_the_form_of_the_one_stop_desk_proves_its_sums_and_takes_no_circulars_place(client, month):
    circular, form = circulars.find("01-MC", date(2026, 3, 31))
    made = table.build(circular, form, month.commune, *MARCH)
    assert [made.total.cells[n] for n in range(1, 17)] == [8, 1, 7, 6, 1, 0, 5, 2, 1, 1, 1, 1, 2, 1, 1, 1]
    assert all(check.holds for check in made.sums)
    assert circulars.on(date(2026, 3, 31)).slug == "06-2025"
    client.force_login(month.hoa)
    asked = {"form": "118-2025.01-MC", "unit": month.commune.key, "first": "2026-03-01", "last": "2026-03-31"}
    page = client.get(reverse("reports:statutory"), asked).content.decode()
    assert "Nghị định 118/2025/NĐ-CP" in page
    assert "chưa tìm thấy mẫu biểu" in page
    listed = client.get(reverse("reports:statutory_subjects", args=[3]), asked)
    assert listed.context["listing"].rows.count() == 7
    assert client.get(reverse("reports:statutory_xlsx"), asked).content[:2] == b"PK"
