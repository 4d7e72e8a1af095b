"""Cases from the press, official letters and the codification, each asked as the source asks it."""

import json
from datetime import date, time

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
        **{
            name: ("voter.reply_assembly", "forwarded", "last_day")
            for name in cases
            if name.startswith("voter-")
        },
    }
    for name, (rule, start, end) in ours.items():
        case = cases[name]
        assert due(rule, start=day(case["given"][start])).due_on == day(case["expected"][end]), name


def test_what_came_in_time_and_what_did_not(cases):
    for name, case in cases.items():
        given, expected = case["given"], case["expected"]
        came = given.get("complained") or given.get("reply_dated") or given.get("sued")
        if came is None:
            continue
        last, in_time = day(expected["last_day"]), expected["in_time"]
        days, verdicts = ([came], [in_time]) if isinstance(came, str) else (came, in_time)
        assert [day(each) <= last for each in days] == verdicts, name
        if "days_taken" in expected:
            assert (day(came) - day(given["forwarded"])).days == expected["days_taken"], name


def test_a_birth_registered_after_three_in_the_afternoon_is_due_the_next_working_day(cases):
    case = cases["real-13"]
    at = time.fromisoformat(case["given"]["received"][11:])
    answer = due("civil_status.birth", start=day(case["given"]["received"]), received_at=at)
    assert answer.due_on == day(case["expected"]["due"])
    assert "15:00" in answer.derivation.full()


def test_each_step_of_a_chain_starts_where_the_one_before_ends(cases):
    ends = [date(2026, 3, 2)]
    for step in cases["real-12"]["given"]["chain"]:
        ends.append(due_by_term(step["n"], UNITS[step["unit"]], ends[-1]).due_on)
    assert ends[1:] == [date(2026, 3, 5), date(2026, 4, 6), date(2026, 4, 8)]
    assert len(ends) - 1 == cases["real-12"]["expected"]["steps"]


def test_months_of_training_and_the_odd_days(cases):
    case = cases["law-10"]
    start, whole = day(case["given"]["from"]), []
    while (end := due_by_term(1, "month", start, True).due_on) <= day(case["given"]["to"]):
        whole.append(f"{start}/{end}")
        start = date.fromordinal(end.toordinal() + 1)
    assert whole == case["expected"]["months"]
    assert f"{start}/{case['given']['to']}" == case["expected"]["odd_days"]
    odd = (day(case["given"]["to"]) - start).days + 1
    assert len(whole) + (0.5 if odd < 15 else 1) == case["expected"]["counted_as_months"]


def test_where_the_source_counts_otherwise_both_ways_are_shown(cases):
    """An inspection early or late: counted straight, and as the source does it, from the cycle of six months."""
    for name, straight, off in (("law-08", (5, 19), -10), ("law-09", (6, 14), 15)):
        given, expected = cases[name]["given"], cases[name]["expected"]
        start, end = day(given["from"]), day(given["to"])
        months, days = straight
        last_month = due_by_term(months, "month", start, True).due_on
        assert (end - last_month).days == days, name
        cycle = due_by_term(6, "month", start, True).due_on
        first, last = sorted((cycle, end))
        assert due_by_term(abs(off), "calendar", first, True).due_on == last, name
        as_source = divmod(6 * 30 + off, 30)
        assert as_source == (expected["months"], expected["days"]), name
        assert as_source != straight, name


def test_an_agency_that_counts_the_first_day_is_answered_by_saying_so(cases):
    case = cases["real-04"]
    civil, agency = asked(case), asked(case, count_first_day=True)
    assert (civil.due_on, agency.due_on) == (
        day(case["expected"]["civil_code_end"]),
        day(case["expected"]["agency_end"]),
    )
    assert "Không tính ngày đầu" in civil.derivation.full()
    assert "Tính cả ngày đầu" in agency.derivation.full()


def test_every_case_of_the_file_is_asked_somewhere_here(cases):
    by_name = {"real-11", "real-12", "real-13"} | {f"law-{number:02}" for number in range(1, 14)}
    plain = {
        name
        for name, case in cases.items()
        if "n" in case["given"].get("term", {}) and case["origin"] != "law-example"
    }
    assert cases.keys() == by_name | plain
