"""Requests of voters, the year's duty, a question that becomes a letter, and the part of the report."""

from datetime import date, timedelta

import pytest

from danvan.cases.actions import Person
from danvan.cases.errors import StepRefused
from danvan.dialogues import actions, queries, verify
from danvan.dialogues.tests.make import make_dialogue, make_promise_at, make_request
from danvan.figures.models import Fact
from danvan.flows import question_to_petition as flow
from danvan.journal import verify as journal
from danvan.meetings import actions as meetings
from danvan.meetings.tests.make import DAY, LAN, answered, asked, make_open, make_published
from danvan.people.errors import Refused
from danvan.petitions.actions import Letter
from danvan.promises import actions as promises
from danvan.reports import contents, exchange, people_relations
from danvan.reports.people_relations import ReportRefused
from danvan.reports.recount import differences
from tests.make import at

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_request_of_ten_in_a_hundred_voters_cannot_be_refused_and_fewer_with_a_ground(unit, hoa, minh):
    few, many = (
        make_request(unit, minh, on=DAY, signatures=399),
        make_request(unit, minh, on=DAY, signatures=400),
    )
    assert (few.is_enough, many.is_enough) == (False, True)
    with pytest.raises(Refused, match="lãnh đạo"):
        actions.accept(many, by=minh, on=DAY)
    with pytest.raises(Refused, match="căn cứ"):
        actions.refuse(few, text=" ", by=hoa, on=DAY)
    with pytest.raises(Refused, match="Đã đủ 10%"):
        actions.refuse(many, text="Chưa cần", by=hoa, on=DAY)
    refused = actions.refuse(few, text="Đang giải quyết theo đơn", by=hoa, on=DAY)
    with pytest.raises(Refused, match="chấp nhận"):
        make_dialogue(unit, hoa, DAY + timedelta(days=9), on=DAY, request=refused)
    taken = actions.accept(many, by=hoa, on=DAY)
    made = make_dialogue(unit, hoa, DAY + timedelta(days=9), on=DAY, request=taken)
    assert made.dialogue.occasion == "request"
    assert list(journal.events()) == list(verify.dialogues()) == list(differences()) == []
    taken.dialogues.update(occasion="request", request=None)
    assert [lie.reason for lie in verify.dialogues()] == ["it is not what was recorded"]


def test_a_request_before_the_law_knew_a_share_has_none(unit, minh):
    then = date(2018, 3, 5)
    with at(then):
        assert make_request(unit, minh, on=then).is_enough is None


def test_the_year_asks_for_one_dialogue_until_it_is_held_or_announced(unit, hoa):
    (owed,) = queries.owed([unit.pk], 2026, DAY)
    assert (owed.asked, owed.held, owed.is_missing) == (1, 0, True)
    row = make_dialogue(unit, hoa, DAY + timedelta(days=9), on=DAY)
    assert queries.owed([unit.pk], 2026, DAY)[0].is_missing, "a plan is no notice"
    meetings.announce(row, by=hoa, on=DAY)
    assert not queries.owed([unit.pk], 2026, DAY)[0].is_missing
    assert queries.owed([unit.pk], 2018, DAY) == []


def test_a_question_becomes_a_letter_once_and_both_lead_to_each_other(unit, hoa):
    question = asked(make_open(unit, hoa), hoa, asker=LAN)
    letter = Letter("recommendation", "Cấp giấy chứng nhận", question.text, "land")
    with pytest.raises(StepRefused, match="họ tên"):
        flow.open_petition(question, letter, sender=Person(""), by=hoa, on=DAY)
    assert flow.sender_of(question).full_name == LAN.full_name
    case = flow.open_petition(question, letter, sender=flow.sender_of(question), by=hoa, on=DAY)
    question.refresh_from_db()
    assert (question.case, flow.question_of(case)) == (case, question)
    with pytest.raises((StepRefused, Refused)):
        flow.open_petition(question, letter, sender=Person("Lan"), by=hoa, on=DAY)


def test_the_report_tells_of_dialogues_questions_and_promises_and_its_sums_hold(unit, hoa):
    meeting = make_published(unit, hoa, persons=80)
    make_promise_at(meeting, hoa, on=DAY, due_on=DAY + timedelta(days=3))
    kept = make_promise_at(meeting, hoa, on=DAY, due_on=DAY + timedelta(days=30))
    promises.accept(promises.report(kept, done_on=DAY, text="Xong", by=hoa, on=DAY), by=hoa, on=DAY)
    late = DAY + timedelta(days=4)
    with at(late):
        built = people_relations.build(unit, *YEAR)
        assert list(differences()) == []
    (told,) = built.sections
    shown = ("dialogues", "dialogue_persons", "questions", "answered_on_spot", "promises", "promises_kept")
    assert [told.figures[slug] for slug in shown] == [1, 80, 1, 1, 2, 1]
    assert (told.figures["promises_overdue"], told.figures["promises_in_term"]) == (1, 0)
    assert [key for key, _name, _found in told.lines] == ["land"]
    assert exchange.as_dict(built)["sections"]["dialogues"]["promises_overdue"] == 1
    headings = [each.text for each in contents.blocks(built) if isinstance(each, contents.Heading)]
    assert any("ĐỐI THOẠI" in each for each in headings)
    one = Fact.objects.filter(measure="promises.given").values().first()
    Fact.objects.create(**{**one, "id": None})  # a promise that nobody recorded
    with at(late), pytest.raises(ReportRefused) as refused:
        people_relations.build(unit, *YEAR)
    assert {check.name for check in refused.value.checks} == {"promises"}


def test_a_quarter_carries_over_what_the_one_before_left(unit, hoa):
    row = make_open(unit, hoa)
    question = asked(row, hoa)
    make_promise_at(row, hoa, on=DAY, due_on=date(2026, 4, 10))
    with at(date(2026, 5, 4)):
        answered(question, hoa, on=date(2026, 5, 4), on_spot=False)
        (told,) = people_relations.build(unit, date(2026, 4, 1), date(2026, 6, 30)).sections
        assert list(differences()) == []
    figures = told.figures
    assert (figures["questions_before"], figures["answered_later"], figures["questions_unanswered"]) == (
        1,
        1,
        0,
    )
    assert (figures["promises_before"], figures["promises"], figures["promises_overdue"]) == (1, 0, 1)
