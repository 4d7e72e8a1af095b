"""What the timeline of a citizen says of the steps that stop, lengthen and let run a clock."""

from datetime import date

import pytest

from danvan.cases.actions import Step, move
from danvan.cases.queries import case_file
from danvan.desk.tests.steps import WORKED
from danvan.lib.dates import short
from danvan.people.roles import Role
from danvan.portal import timeline
from tests.make import at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

TODAY = date(2026, 8, 3)  # a Monday; the decree that knows the suspension is in force


@pytest.fixture
def told():
    """Take these steps of a complaint that is being settled; what the timeline says first of each, and the days."""
    commune = make_unit("KY-KHANG-TEST")
    hoa = make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="hoa")
    with at(TODAY):
        case = walk(make_case(commune, kind="complaint", on=TODAY), hoa, TODAY, *WORKED)

        def lines(*steps):
            days = [short(case.due_on)]
            for verb, given in steps:
                move(case, verb, by=hoa, on=TODAY, given=Step(text="Vì việc phức tạp.", **given))
                days.append(short(case.due_on))
            past = timeline.past(case_file(case), TODAY)
            return [step.text.splitlines()[0] for step in past[: len(steps)]][::-1], days

        yield lines


def test_an_extension_says_both_days_and_the_decision_and_so_does_its_end(told):
    lines, (first, longer, again) = told(
        ("extend", {"days": 15, "decision": "12/QĐ-UBND"}), ("undo_extension", {"decision": "12/QĐ-UBND"})
    )
    assert longer != first == again
    assert lines == [f"Hạn {first} → {longer} (12/QĐ-UBND)", f"Hạn {longer} → {first} (12/QĐ-UBND)"]


def test_a_stop_says_that_the_clock_stops_and_its_end_which_day_holds(told):
    lines, days = told(
        ("suspend", {"decision": "14a/QĐ-UBND"}),
        ("extend", {"days": 15, "decision": "12/QĐ-UBND"}),
        ("proceed", {"decision": "14b/QĐ-UBND"}),
    )
    assert lines[0] == "Dừng tính thời hạn (14a/QĐ-UBND)"
    assert lines[1] == "Vẫn dừng tính thời hạn (12/QĐ-UBND)"
    assert lines[2].endswith(f"{days[-1]} (14b/QĐ-UBND)")
