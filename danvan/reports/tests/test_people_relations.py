"""The report: what it counts, what it proves, what it refuses."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cases.models import Case
from danvan.figures import actions as figures
from danvan.figures.actions import roll_up
from danvan.figures.models import Fact, Total
from danvan.people import actions as people
from danvan.reports import recount
from danvan.reports.people_relations import PeriodRefused, ReportRefused, build
from danvan.reports.tests.make import (
    HALF,
    LATER,
    START,
    at,
    cancel_turn,
    live,
    make_case,
    make_district,
    make_turn,
    walk,
)

pytestmark = pytest.mark.django_db


def told(report, *slugs):
    return [report.figures[slug] for slug in slugs]


def line(lines, key):
    return next(line for line in lines if line.key == key)


def test_turns_persons_groups_and_matters_are_counted_apart(district, later):
    make_turn(district.khang, district.minh)
    make_turn(district.khang, district.minh, persons=6, topics=("land", "roads"))
    make_turn(district.tan, district.minh, persons=2, topics=("roads",), again=True)
    report = build(district.unit, *HALF)
    assert told(report, "turns", "persons", "groups", "group_persons", "matters", "matters_again") == [
        3,
        9,
        1,
        6,
        4,
        1,
    ]
    assert [(topic.key, topic.figures["matters"]) for topic in report.by_topic] == [("land", 2), ("roads", 2)]
    assert line(report.by_unit, "KY-ANH-TAN").figures["persons"] == 2


def test_letters_go_from_received_to_resolved_and_what_is_left_is_in_term_or_overdue(district, later):
    minh = district.minh
    live(
        district,
        [("screen", 1), ("accept", 1), ("answer", 2)],
        start=START,
        unit=district.khang,
        kind="recommendation",
        topic="land",
    )
    live(
        district,
        [("screen", 1), ("accept", 1), ("answer", 40)],
        start=START,
        unit=district.khang,
        kind="recommendation",
        topic="land",
    )
    live(district, [("refuse", 1)], start=START, unit=district.tan, kind="complaint", topic="roads")
    live(
        district,
        [("screen", 1)],
        start=date(2018, 6, 28),
        unit=district.tan,
        kind="recommendation",
        topic="land",
    )
    live(district, [("screen", 1)], start=START, unit=district.tan, kind="recommendation", topic="land")
    report = build(district.unit, *HALF)
    slugs = (
        "received",
        "eligible",
        "ineligible",
        "resolved",
        "resolved_in_time",
        "resolved_late",
        "in_term",
        "overdue",
    )
    assert told(report, *slugs) == [5, 4, 1, 2, 1, 1, 1, 1]
    assert told(report, "carried_over", "closed", "carried_forward") == [0, 3, 2]
    assert line(report.by_kind, "complaint").figures["ineligible"] == 1
    assert all(check.holds for check in report.sums)
    assert minh


def test_what_was_left_open_is_carried_into_the_next_period(district, later):
    live(
        district,
        [("screen", 1), ("accept", 1), ("answer", 60)],
        start=date(2018, 3, 26),
        unit=district.khang,
        kind="complaint",
        topic="land",
    )
    quarter = build(district.unit, date(2018, 4, 1), date(2018, 6, 30))
    assert told(quarter, "received", "carried_open", "resolved", "open") == [0, 1, 1, 0]


def test_a_correction_counts_on_the_days_of_what_it_takes_back(district, later):
    live(
        district,
        [("screen", 1), ("accept", 1), ("answer", 1), ("correct", 100)],
        start=START,
        unit=district.khang,
        kind="recommendation",
        topic="land",
    )
    assert told(build(district.unit, *HALF), "resolved", "open") == [0, 1]


def test_a_turn_struck_out_is_in_no_report(district, later):
    turn = make_turn(district.khang, district.minh)
    cancel_turn(turn, by=district.minh, on=LATER, text="Ghi nhầm.")
    assert told(build(district.unit, *HALF), "turns", "persons", "matters") == [0, 0, 0]


def test_a_letter_handed_over_within_the_district_is_transferred_once_and_received_twice(district, later):
    live(
        district,
        [("hand_over", 1), ("screen", 1)],
        start=START,
        unit=district.khang,
        kind="complaint",
        topic="land",
    )
    report = build(district.unit, *HALF)
    assert told(report, "received", "transferred", "eligible") == [2, 1, 1]
    assert line(report.by_unit, "KY-ANH-TAN").figures["received"] == 1


def test_a_period_still_running_is_counted_up_to_today(district):
    with at(START):
        walk(make_case(district.khang, on=START), district.minh, START, "screen")
        report = build(district.unit, *HALF)
    assert (report.until, report.complete) == (START, False)
    assert told(report, "in_term", "overdue") == [1, 0]


@pytest.mark.parametrize(
    "days",
    [
        (date(2018, 2, 1), date(2018, 1, 1)),
        (date(2019, 1, 1), date(2019, 2, 1)),
        (date(200, 1, 1), date(2018, 1, 1)),
    ],
)
def test_days_that_are_no_period_are_refused_in_words(district, later, days):
    with pytest.raises(PeriodRefused, match="ỳ"):
        build(district.unit, *days)


def test_a_bad_fact_refuses_the_report_and_names_the_case(district, later):
    case = live(district, [("screen", 1)], start=START, unit=district.khang, kind="complaint", topic="land")
    live(district, [("screen", 1)], start=START, unit=district.khang, kind="complaint", topic="land")
    bad(case, district.khang, "letters.received", 1)
    with pytest.raises(ReportRefused) as refused:
        build(district.unit, *HALF)
    assert {check.name for check in refused.value.checks} == {"examined", "carried"}
    assert [(row.subject_id, row.code, row.reason) for row in refused.value.rows] == [
        (case.pk, case.shown_code, "tiếp nhận và xem xét lệch +1")
    ]


def test_two_bad_facts_that_even_out_are_found_in_their_units(district, later):
    here, there = (
        live(district, [("screen", 1)], start=START, unit=unit, kind="complaint", topic="land")
        for unit in district.communes
    )
    bad(here, district.khang, "letters.eligible", 1)
    bad(there, district.tan, "letters.eligible", -1)
    with pytest.raises(ReportRefused) as refused:
        build(district.unit, *HALF)
    assert {row.subject_id for row in refused.value.rows} == {here.pk, there.pk}
    assert {check.where for check in refused.value.checks} == {"KY-ANH-KHANG", "KY-ANH-TAN"}


def test_a_total_that_was_changed_refuses_the_report_and_is_named(district, later):
    other = make_district("CAM-XUYEN")
    for each in (district, other):
        live(each, [("screen", 1)], start=START, unit=each.khang, kind="complaint", topic="land")
    roll_up()
    Total.objects.filter(measure="letters.received").update(amount=7)
    with pytest.raises(ReportRefused) as refused:
        build(district.unit, *HALF)
    rows = refused.value.rows
    assert "it says 7, its facts say 1" in [row.reason for row in rows]
    assert not [row for row in rows if f"unit {other.khang.pk}," in row.code], (
        "others are no concern of this report"
    )
    figures.rebuild()
    assert told(build(district.unit, *HALF), "received") == [1]


def test_no_figure_of_another_district_comes_in(district, later):
    other = make_district("CAM-XUYEN")
    make_turn(other.khang, other.minh)
    assert told(build(district.unit, *HALF), "turns") == [0]


def test_a_merged_commune_is_counted_under_its_own_name_then_and_under_its_heir_by_the_units_of_today(
    district,
):
    with at(date(2020, 2, 1)):
        make_turn(district.khang, district.minh)
        make_turn(district.tan, district.minh)
        people.merge_units(
            units=district.communes,
            key="LAM-HOP",
            prefix="xã",
            name="Lâm Hợp",
            parent=district.unit,
            by=district.minh,
            on=date(2020, 1, 1),
            code="",
        )
        then = build(district.unit, *HALF)
        by_today = build(district.unit, *HALF, units_of=date(2020, 2, 1))
    assert [found.label for found in then.by_unit] == ["xã Kỳ Khang", "xã Kỳ Tân"]
    assert [(found.label, found.figures["turns"]) for found in by_today.by_unit] == [("xã Lâm Hợp", 2)]
    assert then.figures == by_today.figures


def test_what_a_merged_commune_left_open_is_found_under_its_heir(district):
    live(
        district,
        [("screen", 1)],
        start=date(2019, 12, 2),
        unit=district.khang,
        kind="complaint",
        topic="land",
    )
    with at(date(2020, 2, 1)):
        heir = people.merge_units(
            units=district.communes,
            key="LAM-HOP",
            prefix="xã",
            name="Lâm Hợp",
            parent=district.unit,
            by=district.minh,
            on=date(2020, 1, 1),
            code="",
        )
        assert told(build(heir, date(2020, 1, 1), date(2020, 1, 31)), "carried_open", "open") == [1, 1]


def test_a_divided_commune_is_shown_undivided_and_never_guessed(district):
    with at(date(2020, 2, 1)):
        make_turn(district.khang, district.minh)
        people.split_unit(
            unit=district.khang,
            into=[district.tan, make_district("CAM-XUYEN").khang],
            by=district.minh,
            on=date(2020, 1, 1),
        )
        report = build(district.unit, *HALF, units_of=date(2020, 2, 1))
    khang = line(report.by_unit, "KY-ANH-KHANG")
    assert (khang.undivided, khang.figures["turns"]) == (True, 1)


def test_the_number_of_statements_does_not_grow_with_the_cases(district, later):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            build(district.unit, *HALF)
        return len(caught)

    make_turn(district.khang, district.minh)
    few = statements()
    for number in range(6):
        make_turn(district.tan, district.minh, topics=("land", "roads"))
        live(
            district,
            [("screen", 1)],
            start=START + timedelta(days=number),
            unit=district.khang,
            kind="complaint",
            topic="land",
        )
    assert statements() == few <= 8


def test_the_recount_names_a_figure_that_no_record_bears_out(district, later):
    case = live(district, [("screen", 1)], start=START, unit=district.khang, kind="complaint", topic="land")
    bad(case, district.khang, "letters.resolved", 1)
    assert [lie.reason for lie in recount.differences()] == ["the facts say 1, the records 0"]


def bad(case: Case, unit, measure: str, amount: int) -> None:
    """A fact that nobody recorded."""
    kept = {"measure": measure, "kind": case.kind, "topic": case.topic, "amount": amount}
    Fact.objects.create(day=START, unit_id=unit.pk, event_id=1, subject_id=case.pk, **kept)
