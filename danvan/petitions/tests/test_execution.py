"""A final decision is executed: who does what by when is followed to its end, and the file waits for it."""

from datetime import timedelta

import pytest

from danvan.cases import ties, verify
from danvan.cases.actions import Part, Step, correct, move, split
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.journal.queries import events_of
from danvan.people.roles import Role
from danvan.petitions.execution import EXECUTION
from danvan.reports.recount import differences
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

FINAL_ON = MONDAY + timedelta(days=31)
UNTIL = FINAL_ON + timedelta(days=10)
TEXT = Step(text="Theo biên bản số 3.")
PROOF = (("bien-ban.pdf", b"%PDF-1.4 bien ban", "application/pdf"),)


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-TEST")


@pytest.fixture
def hoa(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="hoa")


@pytest.fixture
def dung():
    return make_officer(make_unit("TRAM-THUY-NONG"), Role.HANDLER, Role.LEADER, username="dung")


@pytest.fixture
def first(commune, hoa):
    with at(MONDAY):
        return walk(make_case(commune, kind="complaint"), hoa, MONDAY, "screen", "accept", "answer")


def order(first, hoa, on=FINAL_ON, until=UNTIL):
    unit = make_unit("TRAM-THUY-NONG")
    duty = Part("Trả lại 12 m đất mương", "Trạm thủy nông trả lại, có biên bản bàn giao.", unit, until)
    split(first, [duty], by=hoa, on=on, verb="order_execution")
    return ties.parts(first, ties.EXECUTION).get()


def test_only_a_final_decision_is_executed(first, hoa):
    with at(FINAL_ON), pytest.raises(StepRefused, match="có hiệu lực từ ngày 15/03/2018"):
        order(first, hoa, on=FINAL_ON - timedelta(days=1))
    assert not Case.objects.filter(kind="execution").exists()


def test_each_thing_has_its_owner_and_its_last_day_and_the_file_waits_for_it(first, hoa, dung):
    with at(FINAL_ON):
        duty = order(first, hoa)
        assert (duty.kind, duty.status, duty.due_on) == ("execution", "ordered", UNTIL)
        with pytest.raises(StepRefused, match="Còn 1 việc thi hành"):
            walk(first, hoa, FINAL_ON, "close")
        move(duty, "report_progress", by=dung, on=FINAL_ON, given=Step(text="Đã đo lại.", files=PROOF))
        move(duty, "execute", by=dung, on=FINAL_ON, given=TEXT)
        assert duty.attachments.get().name == "bien-ban.pdf"
        assert events_of("case", first.pk).filter(verb="execution_executed").exists()
        walk(first, hoa, FINAL_ON, "close")
    assert first.status == "closed"
    assert [*verify.contents(), *verify.states(), *verify.ties(), *differences()] == []


def test_what_is_late_counts_as_late_and_is_urged_by_the_unit_that_decided(first, hoa, dung):
    late = UNTIL + timedelta(days=1)
    with at(FINAL_ON):
        duty = order(first, hoa)
    with at(late):
        assert list(Case.objects.overdue(late)) == [duty]
        move(duty, "urge", by=hoa, on=late, given=Step(text=TEXT.text, until=late + timedelta(days=3)))
        move(duty, "answer_urging", by=dung, on=late, given=Step(text="Chờ máy đo.", until=late))
        with pytest.raises(StepRefused):
            move(duty, "execute", by=hoa, on=late, given=TEXT)
    assert duty.is_open


def test_a_report_by_mistake_is_taken_back_while_the_file_is_open(first, hoa, dung):
    with at(FINAL_ON):
        duty = order(first, hoa)
        move(duty, "execute", by=dung, on=FINAL_ON, given=TEXT)
        correct(duty, by=dung, on=FINAL_ON, text="Nhầm hồ sơ.")
        assert duty.status == "ordered"
        with pytest.raises(StepRefused, match="thu hồi từng phần"):
            correct(first, by=hoa, on=FINAL_ON, text="Giao nhầm.")


def test_that_nothing_is_to_be_executed_is_said_with_the_reason(first, hoa):
    with at(MONDAY):
        with pytest.raises(StepRefused, match="Chưa ghi việc thi hành"):
            move(first, "close", by=hoa, on=MONDAY)
        with pytest.raises(StepRefused, match="Cần ghi nội dung"):
            move(first, "no_execution", by=hoa, on=MONDAY)
        walk(first, hoa, MONDAY, "no_execution", "close")
    assert first.status == "closed"


def test_an_execution_is_no_letter_and_every_status_of_it_reaches_an_end():
    assert EXECUTION.inner
    assert EXECUTION.verbs() == (
        *("assign", "report_progress", "execute", "call_off"),
        *("urge", "answer_urging", "note"),
    )
    assert {step.target for step in EXECUTION.transitions if step.verb != "note"} == {
        *("executing", "executed", "called_off", "="),
    }
