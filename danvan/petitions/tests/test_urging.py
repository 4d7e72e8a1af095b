"""Urging: only what is late, from above or by whoever gave it out; answered in writing, or it goes up the line."""

from datetime import timedelta

import pytest

from danvan.alarms.actions import escalate_all
from danvan.alarms.queries import breaches
from danvan.cases import ties, verify
from danvan.cases.actions import Part, Step, correct, move, split
from danvan.cases.errors import StepRefused
from danvan.journal.queries import events_of
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATE = MONDAY + 60 * DAY
URGED = Step(text="Đề nghị báo kết quả.", until=LATE + 3 * DAY)
ANSWER = Step(text="Thiếu máy xúc.", until=LATE + 9 * DAY)


@pytest.fixture
def district():
    return make_unit("HUYEN-TEST", tier="district", name="huyện Thử")


@pytest.fixture
def commune(district):
    return make_unit("KY-KHANG-TEST", parent=district)


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, username="minh")


@pytest.fixture
def chief(district):
    return make_officer(district, Role.LEADER, username="chief")


@pytest.fixture
def dung():
    return make_officer(make_unit("KHAC"), Role.HANDLER, Role.LEADER, username="dung")


@pytest.fixture
def case(commune, minh):
    with at(MONDAY):
        return walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")


@pytest.fixture
def late(case):
    with at(LATE):
        yield case


def lies():
    return [*verify.contents(), *verify.states()]


def test_what_is_not_late_is_not_urged(case, chief):
    with at(MONDAY), pytest.raises(StepRefused, match="chưa quá hạn"):
        move(case, "urge", by=chief, on=MONDAY, given=Step(text="Nhanh lên.", until=MONDAY + DAY))


def test_only_from_above_and_never_from_elsewhere_or_below(late, minh, dung):
    for stranger in (minh, dung):
        with pytest.raises(StepRefused, match="dành cho"):
            move(late, "urge", by=stranger, on=LATE, given=URGED)


def test_an_urging_leaves_the_term_and_is_answered_with_reason_and_new_day(late, minh, chief, district):
    due_on = late.due_on
    move(late, "urge", by=chief, on=LATE, given=URGED)
    urging = late.urgings.get()
    assert (urging.unit, urging.officer, urging.late_since) == (district, minh, due_on)
    assert (late.due_on, late.status) == (due_on, "working")
    with pytest.raises(StepRefused, match="chưa hết"):
        move(late, "urge", by=chief, on=LATE, given=URGED)
    move(late, "answer_urging", by=minh, on=LATE, given=ANSWER)
    urging.refresh_from_db()
    assert (urging.answer, urging.promised_on, urging.answered_by) == (ANSWER.text, ANSWER.until, minh)
    assert (late.due_on, lies()) == (due_on, [])
    with pytest.raises(StepRefused, match="Không có văn bản đôn đốc"):
        move(late, "answer_urging", by=minh, on=LATE, given=ANSWER)


def test_an_urging_that_is_not_answered_is_an_alarm_of_its_own(late, chief):
    move(late, "urge", by=chief, on=LATE, given=URGED)
    missed = {breach.due_on: breach.urged for breach in breaches(LATE + 4 * DAY)}
    assert missed == {late.due_on: False, URGED.until: True}
    escalate_all(on=LATE + 4 * DAY)
    told = events_of("case", late.pk).filter(verb="escalate").values_list("text", flat=True)
    assert ["văn bản đôn đốc" in text for text in told] == [False, True]


def test_steps_taken_back_take_the_rows_back_too(late, minh, chief):
    move(late, "urge", by=chief, on=LATE, given=URGED)
    move(late, "answer_urging", by=minh, on=LATE, given=ANSWER)
    correct(late, by=minh, on=LATE, text="Nhầm ngày.")
    assert late.urgings.get().answered_on is None
    assert lies() == []
    move(late, "answer_urging", by=minh, on=LATE, given=ANSWER)


def test_the_clocks_of_the_law_are_not_touched_by_an_urging_and_its_own_ends_with_the_case(late, minh, chief):
    move(late, "urge", by=chief, on=LATE, given=URGED)
    move(late, "ask", by=minh, on=LATE, given=Step(text="Xin bản đồ."))
    asked = late.deadlines.get(purpose="urged")
    assert (asked.state, asked.due_on) == ("running", URGED.until)
    move(late, "resume", by=minh, on=LATE, given=Step(text="Đủ rồi."))
    walk(late, minh, LATE, "answer")
    assert late.deadlines.get(purpose="urged").state == "cancelled"
    assert lies() == []


def test_whoever_gave_a_part_out_urges_it(case, minh, dung):
    with at(MONDAY):
        part = Part("Vét cống", "Vét 300 m.", dung.posts.get(role=Role.LEADER).unit, MONDAY + DAY)
        split(case, [part], by=minh, on=MONDAY)
    (one,) = ties.parts(case)
    with at(LATE):
        move(one, "urge", by=minh, on=LATE, given=URGED)
        assert one.urgings.get().unit == case.unit_responsible
        move(one, "answer_urging", by=dung, on=LATE, given=ANSWER)
    assert lies() == []
