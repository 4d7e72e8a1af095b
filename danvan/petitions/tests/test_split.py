"""A letter for several agencies: its parts have owners and last days, it waits for them, and stays one letter."""

import pytest

from danvan.cases import kinds, ties
from danvan.cases.actions import Step, correct, move, split
from danvan.cases.errors import StepRefused
from danvan.journal.queries import events_of
from danvan.petitions.tests.make import DAY, lies, task
from danvan.reports.people_relations import build
from tests.make import MONDAY, given_for, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

TEXT = Step(text="Nội dung ghi nhận.")


def give(whole, minh, *units):
    split(whole, [task(unit) for unit in units], by=minh, on=MONDAY)
    return list(ties.parts(whole))


def test_each_part_has_its_owner_and_its_last_day_and_the_letter_keeps_its_own(whole, minh, water):
    due_on = whole.due_on
    (one,) = give(whole, minh, water)
    assert (one.kind, one.status, one.unit_responsible, one.due_on) == (
        "part",
        "handed",
        water,
        MONDAY + DAY,
    )
    clock = one.deadlines.get()
    assert (clock.state, clock.rule, clock.derivation.due_on) == ("running", "given", MONDAY + DAY)
    assert not one.parties.exists()
    assert (whole.status, whole.due_on, whole.owed_parts) == ("working", due_on, 1)
    assert lies() == []


def test_the_letter_is_answered_when_all_parts_have_reported_and_not_before(whole, minh, dung, water):
    one, other = give(whole, minh, water, water)
    move(one, "report", by=dung, on=MONDAY, given=TEXT)
    with pytest.raises(StepRefused, match="Còn 1 phần việc"):
        walk(whole, minh, MONDAY, "answer")
    walk(other, dung, MONDAY, "assign", "report")
    walk(whole, minh, MONDAY, "answer")
    assert whole.status == "answered"
    told = list(events_of("case", whole.pk).filter(verb="part_reported").values_list("public", flat=True))
    assert told == [True, True]
    assert lies() == []


def test_parts_are_no_letters_in_any_sum(whole, commune, minh, water):
    before = build(commune, MONDAY, MONDAY).figures
    give(whole, minh, water, water, water)
    for unit, expected in ((commune, before), (water, dict.fromkeys(before, 0))):
        found = build(unit, MONDAY, MONDAY)
        assert found.figures == expected
        assert {line.key for line in found.by_kind} == set(kinds.letters())
    assert lies() == []


def test_a_part_is_not_split_and_their_number_is_capped(whole, minh, dung, water):
    parts = give(whole, minh, *[water] * 9)
    with pytest.raises(StepRefused, match="không chia nhỏ"):
        split(parts[0], [task(water)], by=dung, on=MONDAY)
    with pytest.raises(StepRefused, match="nhiều nhất 10"):
        split(whole, [task(water)] * 2, by=minh, on=MONDAY)
    with pytest.raises(StepRefused, match="ít nhất một"):
        split(whole, [], by=minh, on=MONDAY)


@pytest.mark.parametrize("days, sentence", [(0, "sau ngày giao"), (400, "sau hạn của đơn")])
def test_the_last_day_of_a_part_lies_between_today_and_that_of_the_letter(whole, minh, water, days, sentence):
    with pytest.raises(StepRefused, match=sentence):
        split(whole, [task(water, until=MONDAY + days * DAY)], by=minh, on=MONDAY)
    assert not ties.parts(whole).exists()


def test_only_the_unit_that_gave_a_part_out_calls_it_off(whole, minh, dung, water):
    (one,) = give(whole, minh, water)
    with pytest.raises(StepRefused, match="dành cho"):
        move(one, "call_off", by=dung, on=MONDAY, given=TEXT)
    with pytest.raises(StepRefused, match="dành cho"):
        move(one, "report", by=minh, on=MONDAY, given=TEXT)
    move(one, "call_off", by=minh, on=MONDAY, given=TEXT)
    assert (one.status, one.due_on) == ("called_off", None)


def test_a_letter_that_is_withdrawn_calls_its_parts_off(whole, minh, water):
    (one,) = give(whole, minh, water)
    walk(whole, minh, MONDAY, "withdraw")
    one.refresh_from_db()
    assert one.status == "called_off"
    assert lies() == []


def test_steps_that_others_have_gone_on_from_are_not_corrected(whole, minh, dung, water):
    (one,) = give(whole, minh, water)
    with pytest.raises(StepRefused, match="thu hồi từng phần"):
        correct(whole, by=minh, on=MONDAY, text="Nhầm.")
    move(one, "report", by=dung, on=MONDAY, given=TEXT)
    correct(one, by=dung, on=MONDAY, text="Chưa xong.")
    assert (one.status, one.deadlines.get().state) == ("handed", "running")
    move(one, "report", by=dung, on=MONDAY, given=TEXT)
    move(whole, "answer", by=minh, on=MONDAY, given=given_for(whole, minh))
    with pytest.raises(StepRefused, match="đã trả lời hoặc kết thúc"):
        correct(one, by=dung, on=MONDAY, text="Chưa xong.")
    assert lies() == []
