"""What only a complaint has: dialogue, part of it taken back, the decision sent and made public."""

from datetime import date

import pytest

from danvan.cases.actions import correct
from danvan.cases.errors import StepRefused
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoa():
    return make_officer(make_unit("KY-KHANG-TEST"), Role.CLERK, Role.HANDLER, Role.LEADER, username="hoa")


@pytest.fixture
def complaint(hoa):
    with at(MONDAY):
        yield walk(make_case(make_unit("KY-KHANG-TEST"), kind="complaint"), hoa, MONDAY, "screen", "accept")


def clocks(case):
    return dict(case.deadlines.values_list("purpose", "state"))


def test_dialogue_and_a_part_taken_back_leave_status_and_term_alone(complaint, hoa):
    due = complaint.due_on
    walk(complaint, hoa, MONDAY, "dialogue", "withdraw_part")
    assert (complaint.status, complaint.due_on) == ("accepted", due)


def test_a_part_may_be_taken_back_while_the_settlement_waits(complaint, hoa):
    walk(complaint, hoa, MONDAY, "ask_expert", "withdraw_part")
    assert complaint.waiting_since == MONDAY


def test_the_decision_starts_three_working_days_to_send_it(complaint, hoa):
    walk(complaint, hoa, MONDAY, "answer")
    assert complaint.due_on == date(2018, 2, 22), "the days off of the lunar new year lie between"
    assert not complaint.is_open
    walk(complaint, hoa, MONDAY, "send_decision")
    assert clocks(complaint) == {"acceptance": "met", "settlement": "met", "sending": "met"}
    with pytest.raises(StepRefused, match="đã ghi rồi"):
        walk(complaint, hoa, MONDAY, "send_decision")


def test_whoever_closes_the_file_says_that_the_decision_was_sent(complaint, hoa):
    walk(complaint, hoa, MONDAY, "answer", "close")
    assert clocks(complaint)["sending"] == "met"
    walk(complaint, hoa, MONDAY, "publish_decision")
    assert complaint.status == "closed"


def test_a_decision_that_is_taken_back_need_not_be_sent(complaint, hoa):
    walk(complaint, hoa, MONDAY, "answer")
    correct(complaint, by=hoa, on=MONDAY, text="Ban hành nhầm.")
    assert clocks(complaint) == {"acceptance": "met", "settlement": "running", "sending": "cancelled"}
    walk(complaint, hoa, MONDAY, "answer", "send_decision")
    assert clocks(complaint)["settlement"] == "met"
