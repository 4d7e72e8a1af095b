"""Cases from the press, official letters and the codification, each asked as the source asks it."""

import json
from datetime import date

import pytest

from danvan.law import due, due_by_term, national
from danvan.law.tests import shared
from danvan.law.tests.tables import day

UNITS = {"working_day": "working", "calendar_day": "calendar", "month": "month", "year": "year"}


@pytest.fixture(scope="module")
def cases():
    """Every case of the shared file by its id."""
    data = json.loads(shared.file("deadlines", "cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in data["cases"]}


def asked(case, **how):
    given = case["given"]
    starts = (
        "start",
        "received",
        "decision_received",
        "known",
        "forwarded",
        "grounds_complete",
        "event",
        "from",
    )
    start = next(day(given[key]) for key in starts if key in given)
    number = given["term"]["n"]
    return due_by_term(abs(number), UNITS[given["term"]["unit"]], start, back=number < 0, **how)


def test_every_plain_term_ends_where_the_source_says(cases):
    checked = 0
    for name, case in cases.items():
        term, expected = case["given"].get("term", {}), case["expected"]
        if "n" not in term or case["origin"] == "law-example":
            continue
        answer = asked(case)
        for key in ("due", "last_day", "civil_code_end"):
            if key in expected:
                assert answer.due_on == day(expected[key]), name
                checked += 1
        if "counted_end" in expected:
            assert answer.counted_on == day(expected["counted_end"]), name
        if "agency_end" in expected:
            assert asked(case, count_first_day=True).due_on == day(expected["agency_end"]), name
    assert checked > 30


def test_periods_end_the_day_before_the_same_date(cases):
    for name in ("law-03", "law-04", "law-05", "law-07"):
        case = cases[name]
        assert asked(case, count_first_day=True).due_on == day(case["expected"]["to"]), name


def test_a_paused_period_ends_later_by_the_days_of_the_pause(cases):
    expected = cases["law-06"]["expected"]
    assert asked(cases["law-06"], count_first_day=True).due_on == day(expected["first_end"])
    pause = (date(2016, 12, 1), date(2017, 10, 31))
    assert asked(cases["law-06"], count_first_day=True, suspensions=[pause]).due_on == day(
        expected["end_after_pause"]
    )


def test_custody_counts_its_first_day_and_does_not_move(cases):
    for name, days in (("law-01", 57), ("law-02", 54)):
        expected = cases[name]["expected"]
        answer = due_by_term(days, "calendar", day(expected["from"]), count_first_day=True)
        assert answer.due_on == day(expected["to_end_of"]), name


def test_papers_due_before_an_event_are_counted_back(cases):
    for name in ("law-11", "law-12"):
        assert asked(cases[name]).due_on == day(cases[name]["expected"]["submit_before"]), name


def test_an_age_is_reached_on_the_same_date(cases):
    born = day(cases["law-13"]["given"]["born"])
    assert due_by_term(18, "year", born, moves=False).due_on == day(cases["law-13"]["expected"]["reached"])


def test_the_first_open_day_after_tet(cases):
    case = cases["real-11"]
    assert national().next_working(day(case["given"]["closed_from"])) == day(
        case["expected"]["first_open_day"]
    )


def test_the_cases_that_a_rule_of_ours_governs_give_the_same_day_under_that_rule(cases):
    ours = {
        "real-06a": ("complaint.time_bar", "decision_received", "last_day"),
        "real-06b": ("complaint.second_appeal", "decision_received", "last_day"),
        "real-15": ("reception.refusal_notice", "grounds_complete", "due"),
        "der-s13": ("complaint.first_settlement", "start", "due"),
        "der-s16": ("complaint.time_bar", "start", "due"),
        "der-s17": ("complaint.acceptance", "start", "due"),
    }
    for name, (rule, start, end) in ours.items():
        case = cases[name]
        assert due(rule, start=day(case["given"][start])).due_on == day(case["expected"][end]), name
