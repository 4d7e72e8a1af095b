"""A meeting from its plan to its results; what the law, the table and the figures say of it."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Sum

from danvan.figures import verify as figures
from danvan.figures.models import Fact
from danvan.journal import verify as journal
from danvan.meetings import actions, queries, verify
from danvan.meetings.models import Asker, Meeting, Question
from danvan.meetings.tasks import forget_names
from danvan.meetings.tests.make import (
    DAY,
    LAN,
    answered,
    asked,
    make_announced,
    make_open,
    make_planned,
    make_published,
)
from danvan.meetings.workflow import Asked, Source, Status, Turn
from danvan.people.errors import MovedMeanwhile, Refused
from tests.make import at, make_case

pytestmark = pytest.mark.django_db


def lies():
    checks = (journal.events, verify.meetings, verify.questions, verify.speakers, figures.facts)
    return [lie for check in checks for lie in check()]


def sums() -> Counter:
    return Counter(
        {row["measure"]: row["n"] for row in Fact.objects.values("measure").annotate(n=Sum("amount"))}
    )


def test_a_notice_later_than_the_law_allows_is_refused_unless_the_ground_is_named(unit, hoa):
    late = make_planned(unit, hoa, DAY + timedelta(days=6))
    assert late.notice_by == DAY - timedelta(days=3), "a Sunday moves to the Friday before"
    with pytest.raises(Refused, match="chậm nhất ngày 13/03/2026"):
        actions.announce(late, by=hoa, on=DAY)
    named = actions.announce(late, exemption="Khắc phục hậu quả bão số 3", by=hoa, on=DAY)
    assert (named.status, named.exemption) == (Status.ANNOUNCED, "Khắc phục hậu quả bão số 3")
    early = actions.announce(
        make_planned(unit, hoa, DAY + timedelta(days=7)), exemption="thừa", by=hoa, on=DAY
    )
    assert early.exemption == "", "in time nobody needs a ground"
    assert early.result_by == DAY + timedelta(days=17)


def test_a_rule_that_nobody_confirmed_refuses_nothing(unit, hoa):
    then = DAY.replace(year=2018)
    with at(then):
        row = make_planned(unit, hoa, then + timedelta(days=2), on=then)
        assert row.notice_by is None
        assert actions.announce(row, by=hoa, on=then).status == Status.ANNOUNCED


def test_only_who_decides_announces_and_nobody_from_elsewhere_does_anything(unit, minh, dung):
    row = make_planned(unit, minh, DAY + timedelta(days=20))
    with pytest.raises(Refused, match="lãnh đạo"):
        actions.announce(row, by=minh, on=DAY)
    with pytest.raises(Refused):
        actions.revise(row, None, by=dung, on=DAY)
    with pytest.raises(MovedMeanwhile):
        actions.cancel(row, text="Trùng lịch", by=minh, on=DAY, seen=0)


def test_put_off_it_shows_both_moments_and_called_off_it_says_why(unit, hoa):
    row = make_announced(unit, hoa)
    first = row.starts_at
    with pytest.raises(Refused, match="lý do"):
        actions.postpone(row, starts_at=first + timedelta(days=3), ends_at=first, text="", by=hoa, on=DAY)
    later = first + timedelta(days=7)
    put = actions.postpone(
        row, starts_at=later, ends_at=later + timedelta(hours=3), text="Bão số 3", by=hoa, on=DAY
    )
    assert (put.first_at, put.starts_at, put.was_put_off) == (first, later, True)
    again = actions.postpone(
        row,
        starts_at=later + timedelta(days=1),
        ends_at=later + timedelta(days=2),
        text="Mưa",
        by=hoa,
        on=DAY,
    )
    assert again.first_at == first, "the moment announced first is never hidden"
    off = actions.cancel(row, text="Hợp nhất với buổi khác", by=hoa, on=DAY)
    assert off.is_public
    assert [event.text for event in queries.events(off, public=True)][-1] == "Hợp nhất với buổi khác"


def test_nothing_is_ended_without_attendance_nor_published_without_minutes_and_answers(unit, hoa):
    row = make_open(unit, hoa)
    question = asked(row, hoa)
    with pytest.raises(Refused, match="số người dự"):
        actions.end(row, by=hoa, on=DAY)
    actions.check_in(Meeting.objects.get(), group="people", submission=uuid4(), on=DAY)
    actions.end(row, by=hoa, on=DAY)
    with pytest.raises(Refused, match=r"biên bản.*kết luận.*câu hỏi"):
        actions.publish(row, by=hoa, on=DAY)
    actions.write_minutes(row, minutes="Diễn biến", minutes_by="Minh", conclusion="Kết luận", by=hoa, on=DAY)
    actions.owe(question, answer_by=DAY + timedelta(days=5), by=hoa, on=DAY)
    assert actions.publish(row, by=hoa, on=DAY).status == Status.PUBLISHED
    with pytest.raises(Refused):
        actions.count_by_hand(row, {"people": 3}, by=hoa, on=DAY)
    assert lies() == []


def test_hands_count_before_phones_and_the_same_phone_counts_once(unit, hoa):
    row = make_open(unit, hoa)
    phone = uuid4()
    for submission in (phone, phone, uuid4()):
        actions.check_in(row, group="people", submission=submission, on=DAY)
    assert queries.present(row) == 2
    actions.count_by_hand(row, {"people": 90, "officials": 6}, by=hoa, on=DAY)
    assert queries.present(row) == 96
    actions.end(row, by=hoa, on=DAY)
    assert sums()["meetings.attended"] == 96
    actions.count_by_hand(row, {"people": None}, by=hoa, on=DAY)
    assert queries.present(row) == 8, "without a count by hand the phones stand"
    assert sums()["meetings.attended"] == 8
    assert queries.with_counts(Meeting.objects.all()).get().attended == 8
    assert queries.open_door(row.door) is None, "the door is shut"
    assert lies() == []


def test_every_question_that_came_is_answered_passed_set_aside_or_still_stands(unit, hoa):
    row = make_announced(unit, hoa, DAY)
    from_portal = asked(row, asker=LAN)
    assert from_portal.status == Asked.NEW
    assert sums()["questions.received"] == 0, "nobody has looked at it"
    actions.list_question(from_portal, by=hoa, on=DAY)
    row = actions.open_hall(row, by=hoa, on=DAY)
    spot, later, passed, aside, spam = (asked(row, hoa) for _each in range(5))
    answered(spot, hoa)
    actions.owe(later, answer_by=DAY + timedelta(days=9), by=hoa, on=DAY)
    answered(later, hoa, on_spot=False)
    actions.pass_on(passed, make_case(unit, on=DAY), by=hoa, on=DAY)
    actions.set_aside(aside, text="Trùng câu số 1", by=hoa, on=DAY)
    actions.set_aside(spam, text="Quảng cáo", by=hoa, on=DAY)
    found = sums()
    ways = ("answered_on_spot", "answered_later", "passed", "set_aside", "unanswered")
    assert [found[f"questions.{way}"] for way in ways] == [1, 1, 1, 2, 1]
    assert found["questions.received"] == 6
    actions.reopen(spot, text="Ghi nhầm câu trả lời", by=hoa, on=DAY)
    actions.reopen(aside, text="Không trùng", by=hoa, on=DAY)
    found = sums()
    assert [found[f"questions.{way}"] for way in ways] == [0, 1, 1, 1, 3]
    assert lies() == []


def test_the_same_form_twice_is_one_question_and_who_asked_can_go_without_the_question(unit, hoa):
    row, form = make_announced(unit, hoa), uuid4()
    first = asked(row, asker=LAN, submission=form)
    assert asked(row, asker=LAN, submission=form) == first
    assert queries.question_by_code(first.shown_code) == first
    speaker = actions.enlist(row, full_name="Trần Văn Bình", about="Đền bù", by=hoa, on=DAY)
    actions.list_question(first, by=hoa, on=DAY)
    assert actions.destroy_names(row, basis="Quy chế lưu trữ", on=DAY) == 2
    speaker.refresh_from_db()
    assert (Asker.objects.count(), speaker.full_name) == (0, "")
    assert Question.objects.get().text.startswith("Bao giờ")
    assert lies() == []


def test_who_wants_to_be_called_stands_on_the_list_until_somebody_did(unit, hoa, minh):
    row = make_open(unit, hoa)
    question = asked(row, hoa, asker=LAN)
    assert not queries.to_tell_in([unit.pk]).exists(), "nothing became of it"
    answered(question, hoa)
    assert queries.to_tell_in([unit.pk]).get() == question
    actions.mark_told(question, by=minh, on=DAY)
    assert not queries.to_tell_in([unit.pk]).exists()
    with pytest.raises(Refused, match="vừa báo xong"):
        actions.mark_told(question, by=hoa, on=DAY)
    assert lies() == []


def test_names_go_when_they_were_kept_long_enough_and_not_while_somebody_is_to_hear(unit, hoa):
    row = make_published(unit, hoa)
    actions.reopen(row.questions.get(), text="Ghi thiếu", by=hoa, on=DAY)
    Asker.objects.create(question=row.questions.get(), full_name="Lan", salt="a")
    later = DAY.replace(year=2028, month=4)
    with at(later):
        assert forget_names(0) == 0, "an answer is owed"
        answered(row.questions.get(), hoa, on=later, on_spot=False)
        assert forget_names(0) == 1
    assert Asker.objects.count() == 0


def test_speakers_are_called_in_their_order_and_may_come_back(unit, hoa):
    row = make_announced(unit, hoa, DAY)
    for name in ("Bình", "Cúc", "Dần"):
        actions.enlist(row, full_name=name, by=hoa, on=DAY)
    row = actions.open_hall(row, by=hoa, on=DAY)
    assert actions.call_next(row, by=hoa, on=DAY).full_name == "Bình"
    second = actions.call_next(row, by=hoa, on=DAY)
    assert [each.status for each in queries.speakers_of(row)] == [Turn.SPOKE, Turn.CALLED, Turn.WAITING]
    actions.absent(second, by=hoa, on=DAY)
    actions.call_next(row, by=hoa, on=DAY)
    actions.call(second, by=hoa, on=DAY)
    assert actions.call_next(row, by=hoa, on=DAY) is None
    assert {each.status for each in queries.speakers_of(row)} == {Turn.SPOKE}
    assert lies() == []


def test_a_hall_that_was_ended_by_mistake_takes_its_figures_back(unit, hoa):
    row = make_open(unit, hoa)
    actions.count_by_hand(row, {"people": 50}, by=hoa, on=DAY)
    actions.end(row, by=hoa, on=DAY)
    actions.reopen_hall(row, text="Bấm nhầm", by=hoa, on=DAY)
    assert (sums()["meetings.held"], sums()["meetings.attended"]) == (0, 0)
    actions.end(row, by=hoa, on=DAY)
    assert (sums()["meetings.held"], sums()["meetings.attended"]) == (1, 50)


def test_results_after_their_day_are_published_all_the_same_and_counted_as_late(unit, hoa):
    row = make_open(unit, hoa)
    actions.count_by_hand(row, {"people": 50}, by=hoa, on=DAY)
    actions.end(row, by=hoa, on=DAY)
    actions.write_minutes(row, minutes="A", minutes_by="Minh", conclusion="B", by=hoa, on=DAY)
    late = DAY + timedelta(days=11)
    with at(late):
        assert Meeting.objects.get().is_result_late(late)
        actions.publish(row, by=hoa, on=late)
    assert sums()["meetings.published_late"] == 1
    assert Fact.objects.get(measure="meetings.took").topic == "11"


def test_a_changed_row_has_a_witness(unit, hoa):
    row = make_published(unit, hoa)
    Question.objects.update(answer="Không bao giờ.")
    Meeting.objects.filter(pk=row.pk).update(conclusion="Khác")
    row.attendance.update(persons=1)
    assert {lie.row.split()[0] for lie in lies()} == {"question", "meeting", "attendance"}


def test_a_question_from_the_hall_is_not_taken_before_it_opens(unit, hoa):
    with pytest.raises(Refused, match="chưa bắt đầu"):
        asked(make_announced(unit, hoa), hoa, source=Source.HALL)
    with pytest.raises(Refused, match="không nhận câu hỏi"):
        asked(make_open(unit, hoa))
