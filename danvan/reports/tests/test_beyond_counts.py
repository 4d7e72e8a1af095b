"""Days, rates, an earlier period, units at both ends: what a report says beyond its counts."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from danvan.cases.models import Case
from danvan.cases.postings import of_days
from danvan.denunciations.tests.make import MONDAY, make_office
from danvan.figures.actions import roll_up
from danvan.figures.models import Fact
from danvan.people import actions as people
from danvan.people.roles import Role
from danvan.reports import comparison, days, drawing, exchange, extremes, paper, prose, recount
from danvan.reports.comparison import Against, Change
from danvan.reports.days import Days
from danvan.reports.measures import figures as all_figures
from danvan.reports.people_relations import Line, build
from danvan.reports.rates import Share
from danvan.reports.tests.make import HALF, LATER, START, at, live, make_turn
from danvan.reports.tests.test_forms_of_a_report import PAGE, QUERY, reader

QUARTER = (date(2018, 4, 1), date(2018, 6, 30))


def answered(district, after: int, *, start: date = START, unit=None, more=()):
    life = [("screen", 0), ("accept", 0), ("answer", after), *more]
    return live(district, life, start=start, unit=unit or district.khang, kind="recommendation", topic="land")


@pytest.mark.parametrize(
    "histogram, median, ninetieth",
    [
        ({}, None, None),
        ({4: 1}, 4, 4),
        ({4: 1, 9: 1}, 6.5, 9),
        ({1: 5, 2: 4, 30: 1}, 1.5, 2),
        ({0: 3, 7: 1, 60: 7}, 60, 60),
    ],
)
def test_median_and_ninetieth_percentile_are_read_from_the_histogram(histogram, median, ninetieth):
    found = days.of(histogram)
    assert (found.median, found.ninetieth) == (median, ninetieth)


def test_of_nothing_there_is_no_rate():
    assert (Share(0, 0).per_cent, Share(0, 6).per_cent, Change(12, 0).per_cent) == (None, 0, None)


@pytest.mark.parametrize(
    "from_, to, until, against, first, last",
    [
        ("2018-03-01", "2018-03-31", "2018-03-31", "previous", "2018-02-01", "2018-02-28"),
        ("2018-01-01", "2018-03-31", "2018-03-31", "previous", "2017-10-01", "2017-12-31"),
        ("2018-07-01", "2018-12-31", "2018-12-31", "previous", "2018-01-01", "2018-06-30"),
        ("2018-01-01", "2018-12-31", "2018-12-31", "previous", "2017-01-01", "2017-12-31"),
        ("2018-12-15", "2018-12-21", "2018-12-21", "previous", "2018-12-08", "2018-12-14"),
        ("2019-02-01", "2019-02-28", "2019-02-28", "year_before", "2018-02-01", "2018-02-28"),
        ("2021-02-01", "2021-02-28", "2021-02-28", "year_before", "2020-02-01", "2020-02-29"),
        ("2020-02-29", "2020-03-05", "2020-03-05", "year_before", "2019-02-28", "2019-03-05"),
        ("2018-03-01", "2018-03-31", "2018-03-10", "previous", "2018-02-01", "2018-02-10"),
        ("2018-03-01", "2018-03-31", "2018-03-30", "previous", "2018-02-01", "2018-02-28"),
    ],
)
def test_a_period_is_set_beside_its_like(from_, to, until, against, first, last):
    asked = [date.fromisoformat(day) for day in (from_, to, until)]
    found = comparison.days_of(*asked, Against(against))
    assert [day.isoformat() for day in found] == [first, last]


def test_units_at_both_ends_are_named_with_ties_and_without_the_small_ones():
    def line(name, resolved, in_time, median=None):
        flow = {
            "letters.resolved": resolved,
            "letters.resolved_in_time": in_time,
            "letters.eligible": resolved,
        }
        return Line(name, name, all_figures(flow, {}), days=Days(resolved, median, median))

    lines = [line("A", 20, 20, 5), line("B", 10, 10, 5), line("C", 40, 30, 9), line("D", 1, 0, 1)]
    in_time, due, overdue, median = extremes.of(lines)
    assert (in_time.best, in_time.worst, in_time.passed_over) == (("A", "B"), ("C",), 1)
    assert (due.best, due.worst) == (("A", "B", "C"), ())
    assert overdue.best == ()
    assert (median.best, median.worst) == (("A", "B"), ("C",))


def test_a_chart_is_told_in_words_carries_no_style_and_no_markup_of_others():
    svg = drawing.bars("Đơn", [("<b>xã</b>", 12), ("xã B", 0)])
    assert "<desc" in svg
    assert "style" not in svg
    assert "<b>" not in svg
    assert "&lt;b&gt;xã&lt;/b&gt;: 12" in svg
    lines = drawing.lines("Tháng", ["01/18", "02/18"], [drawing.Series(name, (1, 5)) for name in "ABC"])
    assert lines.count('stroke-dasharray="7 3"') == 2, "the line and its piece in the legend"


@pytest.mark.django_db
def test_days_run_from_receipt_to_answer_and_a_correction_takes_them_back(district, later):
    for after in (2, 10, 31):
        answered(district, after)
    answered(district, 90, more=[("correct", 1)])
    found = build(district.unit, *HALF).days
    assert (found.counted, found.median, found.ninetieth) == (3, 10, 31)
    roll_up()
    assert build(district.unit, *HALF).days == found
    assert list(recount.differences()) == []
    assert build(district.unit, date(2018, 7, 1), LATER).days == Days()


@pytest.mark.django_db
def test_the_days_of_one_denunciation_are_told_nowhere():
    with at(MONDAY):
        unit = make_office().unit
        post(unit, "denunciation", 77, 1)
        alone = build(unit, MONDAY, MONDAY)
        post(unit, "complaint", 5, 2)
        among = build(unit, MONDAY, MONDAY)
    assert (alone.days.median, alone.by_unit[0].days.median) == (None, None)
    assert (among.days.counted, among.days.median, among.days.ninetieth) == (3, 5, 5)
    for report in (alone, among):
        assert all(line.days.ninetieth != 77 for line in (*report.by_kind, *report.by_unit))
        assert '"p90": 77' not in str(exchange.as_dict(report)).replace("'", '"')


def post(unit, kind: str, took: int, amount: int) -> None:
    """So many letters of a kind, received and answered on one day, said to have taken so many days."""
    same = {
        "day": MONDAY,
        "unit_id": unit.pk,
        "event_id": 1,
        "subject_id": took,
        "amount": amount,
    }
    for name in ("received", "eligible", "resolved", "resolved_in_time"):
        Fact.objects.create(measure=f"letters.{name}", kind=kind, topic="other", **same)
    case = Case(kind=kind, received_on=MONDAY - timedelta(days=took))
    for told in of_days(case, unit.pk, on=MONDAY):
        Fact.objects.create(measure=told.measure, kind=told.kind, topic=told.topic, **same)


@pytest.mark.django_db
def test_a_quarter_is_told_beside_the_quarter_before(district, later):
    make_turn(district.khang, district.minh, persons=6)
    for _number in range(2):
        make_turn(district.tan, district.minh, on=QUARTER[0])
    report = build(district.unit, *QUARTER, against=Against.PREVIOUS)
    assert report.compared
    assert (report.compared.before.from_, report.compared.before.to) == (date(2018, 1, 1), date(2018, 3, 31))
    told = "\n".join(prose.paragraphs(report))
    assert (
        "So với kỳ trước (từ ngày 01/01/2018 đến hết ngày 31/03/2018): số lượt tiếp tăng 1 lượt (100,0%)"
        in told
    )
    assert "số công dân được tiếp giảm 4 người (66,7%)" in told
    by_unit = {
        line["key"]: line["turns"]["difference"] for line in exchange.as_dict(report)["compared"]["by_unit"]
    }
    assert by_unit["KY-ANH-TAN"] == 2


@pytest.mark.django_db
def test_an_unfinished_period_is_set_beside_as_many_days_and_says_so(district):
    with at(date(2018, 4, 10)):
        report = build(district.unit, *QUARTER, against=Against.YEAR_BEFORE)
    assert report.compared
    assert (report.compared.before.until, report.compared.cut) == (date(2017, 4, 10), True)
    assert "chỉ so với 10 ngày đầu của cùng kỳ năm trước" in prose.paragraphs(report)[-1]


@pytest.mark.django_db
def test_figures_by_the_units_of_any_day_have_the_same_total(district):
    make_turn(district.khang, district.minh)
    answered(district, 3)
    merged, split = date(2020, 1, 1), date(2021, 1, 1)
    with at(date(2021, 2, 1)):
        new = people.merge_units(
            units=district.communes,
            key="LAM-HOP",
            prefix="xã",
            name="Lâm Hợp",
            parent=district.unit,
            by=district.minh,
            on=merged,
            code="",
        )
        into = [
            people.create_unit(
                key=f"N{n}",
                tier="commune",
                name=f"xã N{n}",
                parent=district.unit,
                by=district.minh,
                on=merged,
            )
            for n in (1, 2)
        ]
        people.split_unit(unit=new, into=into, by=district.minh, on=split)
        reports = [
            build(district.unit, *HALF, units_of=day) for day in (None, HALF[1], merged, date(2021, 2, 1))
        ]
    assert len({str(report.figures) for report in reports}) == 1
    for report in reports:
        for slug in ("turns", "received", "resolved"):
            assert sum(line.figures[slug] for line in report.by_unit) == report.figures[slug]
    assert [line.undivided for line in reports[-1].by_unit if line.figures["turns"]] == [True]


@pytest.mark.django_db
def test_page_and_papers_show_rates_days_comparison_and_ends(district, later):
    cache.clear()
    for after in (1, 2, 3):
        answered(district, after, start=QUARTER[0])
    client = reader(district.unit, Role.LEADER)
    asked = QUERY | {"compare": "year_before", "named": "on", "units": "today"}
    page = client.get(PAGE, asked).content.decode()
    for said in (
        "Tỷ lệ giải quyết đúng hạn",
        "So sánh: Cùng kỳ năm trước",
        "Không đủ hai đơn vị",
        "<polyline",
    ):
        assert said in page
    assert "compare=year_before" in page
    assert client.get(f"{PAGE}resolved/", asked).status_code == 200
    pdf = client.get(f"{PAGE[:-1]}.pdf", asked)
    assert (pdf.content[:5], pdf["Content-Type"]) == (b"%PDF-", "application/pdf")
    report = build(district.unit, *HALF, against=Against.YEAR_BEFORE, named=True)
    document = Document(BytesIO(paper.docx(report)))
    assert len(document.inline_shapes) == 2
    assert [p.text for p in document.paragraphs if p.text.startswith("III.")] == ["III. SO SÁNH"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"units": "day"}, {"units": "x"}, {"compare": "x"}, {"units_of": "31/02/2018"}]
)
def test_a_wrong_choice_is_said_at_its_field(district, later, wrong):
    answer = reader(district.unit, Role.LEADER).get(PAGE, QUERY | wrong)
    assert answer.status_code == 400
    assert answer.context["form"].errors


@pytest.mark.django_db
def test_a_comparison_at_most_doubles_the_statements_and_they_never_grow(district, later):
    def statements(against):
        with CaptureQueriesContext(connection) as caught:
            build(district.unit, *QUARTER, against=against, named=True)
        return len(caught)

    few = statements(None)
    for number in range(4):
        answered(district, number, start=QUARTER[0] + timedelta(days=number))
    assert statements(None) == few
    assert statements(Against.PREVIOUS) <= 2 * few
