"""The asker's word on an answer: done, not done, and until when it may be said."""

from datetime import timedelta

import pytest

from danvan.cases.actions import move
from danvan.cases.errors import StepRefused
from danvan.people.roles import Role
from danvan.petitions import policies
from danvan.petitions.actions import say_done, say_not_done
from tests.make import MONDAY, at, given_for, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def minh():
    return make_officer(make_unit("KY-KHANG-TEST"), Role.CLERK, Role.HANDLER, Role.LEADER, username="minh")


@pytest.fixture
def answered(minh):
    with at(MONDAY):
        yield walk(
            make_case(make_unit("KY-KHANG-TEST")), minh, MONDAY, "screen", "accept", "assign", "answer"
        )


def test_what_is_done_is_closed_and_may_still_be_said_not_to_be(answered, minh):
    say_done(answered, on=MONDAY)
    assert answered.status == "closed"
    say_not_done(answered, reasons=["came_back"], on=MONDAY)
    assert answered.status == "reopened"


def test_not_done_lies_with_the_officer_who_had_it_and_without_a_term_that_no_law_gives(answered, minh):
    say_not_done(answered, reasons=["untouched"], text="Chưa ai đến.", on=MONDAY)
    assert answered.officer_id == minh.pk
    assert answered.due_on is None
    assert answered.is_open
    walk(answered, minh, MONDAY, "answer")
    assert answered.status == "answered"


def test_not_done_reopens_once(answered, minh):
    say_not_done(answered, reasons=["partly"], on=MONDAY)
    walk(answered, minh, MONDAY, "answer")
    with pytest.raises(StepRefused, match="một lần"):
        say_not_done(answered, reasons=["partly"], on=MONDAY)
    assert say_not_done(answered, reasons=["manner"], on=MONDAY).verb == "comment_answer"


@pytest.mark.parametrize(
    "reasons, text, verb",
    [
        (["late"], "", "comment_answer"),
        (["late", "manner"], "", "comment_answer"),
        (["late", "partly"], "", "reopen"),
        ([], "Còn đoạn cuối.", "reopen"),
        (["manner"], "Còn đoạn cuối.", "reopen"),
    ],
)
def test_what_is_about_the_matter_reopens_and_words_always_do(answered, reasons, text, verb):
    event = say_not_done(answered, reasons=reasons, text=text, on=MONDAY)
    assert event.verb == verb
    assert event.data["reasons"] == reasons


def test_late_feedback_is_refused_politely_and_says_what_to_do(answered, settings):
    settings.DANVAN_REOPEN_DAYS = 10
    last = MONDAY + timedelta(days=10)
    assert policies.why_no_verdict(answered, answered.replies.get(), on=last) == ""
    with at(last + timedelta(days=1)), pytest.raises(StepRefused, match="gửi đơn mới"):
        say_not_done(answered, reasons=["partly"], on=last + timedelta(days=1))
    assert answered.status == "answered"


def test_without_an_answer_there_is_nothing_to_judge(minh):
    with at(MONDAY):
        case = make_case(make_unit("KY-KHANG-TEST"))
        with pytest.raises(StepRefused, match="chưa có trả lời"):
            say_done(case, on=MONDAY)


def test_a_complaint_has_its_own_way_on_and_no_officer_says_it_for_the_citizen(answered, minh):
    with at(MONDAY):
        complaint = walk(
            make_case(make_unit("KY-KHANG-TEST"), kind="complaint"),
            minh,
            MONDAY,
            "screen",
            "accept",
            "answer",
        )
        with pytest.raises(StepRefused):
            say_done(complaint, on=MONDAY)
    with pytest.raises(StepRefused):
        move(answered, "reopen", by=minh, on=MONDAY, given=given_for(answered, minh))
