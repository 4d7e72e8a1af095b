"""A matter of a turn becomes a petition: both registers are written, or neither."""

from dataclasses import replace

import pytest

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Link
from danvan.flows.reception_to_petition import open_petition, register
from danvan.journal.models import Event
from danvan.people.roles import Role
from danvan.petitions import actions as petitions
from danvan.petitions.actions import Letter
from danvan.reception import actions as reception
from danvan.reception.actions import Caller, Told
from danvan.reception.models import Matter, Turn
from tests.make import MONDAY, at, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db
LETTER = Letter(kind="recommendation", subject="Cống tắc", body="Đề nghị vét cống.", topic="water")
LAN, BE = Caller("Nguyễn Thị Lan", phone="0912000417"), Caller("Trần Văn Bé")


@pytest.fixture
def minh():
    with at(MONDAY):
        yield make_officer(make_unit(), Role.CLERK)


def turn_of(by, *callers, persons=1, letters=(), matters=1, **more):
    return register(
        letters,
        by=by,
        on=MONDAY,
        unit=by.posts.get().unit,
        callers=list(callers) or [LAN],
        matters=[Told(topic="water", summary=f"Việc {n}", outcome="petition") for n in range(matters)],
        persons=persons,
        **more,
    )


def test_the_case_comes_by_way_of_reception_with_whoever_came_as_sender(minh):
    turn = turn_of(minh, LAN, persons=1)
    case = open_petition(turn.matters.get(), LETTER, by=minh, on=MONDAY)
    assert (case.channel, case.received_on, case.unit_received) == ("reception", MONDAY, turn.unit)
    assert case.deadlines.get().rule == "reception.result_notice"
    assert case.parties.get().phone == "0912000417"
    assert turn.matters.get().petition == case
    assert Event.objects.filter(stream="turn", subject=turn.pk, verb="open_petition").count() == 1


def test_of_a_group_those_who_represent_it_are_the_senders(minh):
    speaker = Caller("Lê Văn Sáu", represents=True)
    turn = turn_of(minh, LAN, speaker, persons=6)
    case = open_petition(turn.matters.get(), LETTER, by=minh, on=MONDAY)
    assert [(party.full_name, party.role) for party in case.parties.all()] == [
        ("Lê Văn Sáu", "representative")
    ]


def test_a_matter_opens_one_petition_only(minh):
    matter = turn_of(minh).matters.get()
    open_petition(matter, LETTER, by=minh, on=MONDAY)
    with pytest.raises(StepRefused):
        open_petition(matter, LETTER, by=minh, on=MONDAY)
    assert Case.objects.count() == 1


def test_nothing_is_opened_from_a_turn_that_was_struck_out(minh):
    turn = turn_of(minh)
    reception.cancel_turn(turn, by=minh, on=MONDAY, text="Nhầm.")
    with pytest.raises(StepRefused):
        open_petition(turn.matters.get(), LETTER, by=minh, on=MONDAY)
    assert Case.objects.count() == 0


def test_a_turn_and_its_petitions_are_entered_together_or_not_at_all(minh, monkeypatch):
    turn = turn_of(minh, matters=2, letters=[None, LETTER])
    assert [bool(matter.petition_id) for matter in turn.matters.order_by("pk")] == [False, True]

    def refuse(*args, **kwargs):
        raise StepRefused("Không được.")

    monkeypatch.setattr(petitions, "receive", refuse)
    with pytest.raises(StepRefused):
        turn_of(minh, letters=[LETTER])
    assert Turn.objects.count() == 1


def test_the_same_submission_opens_nothing_twice(minh):
    from uuid import uuid4

    number = uuid4()
    first = turn_of(minh, letters=[LETTER], submission=number)
    assert turn_of(minh, letters=[LETTER], submission=number) == first
    assert (Case.objects.count(), Matter.objects.count()) == (1, 1)


def test_a_second_complaint_from_a_matter_is_tied_to_the_first_that_it_names(minh):
    hoa = make_officer(minh.posts.get().unit, Role.HANDLER, Role.LEADER, username="hoa")
    told = replace(LETTER, kind="complaint", against="Quyết định 3/QĐ-UBND")
    first = open_petition(turn_of(minh, LAN).matters.get(), told, by=minh, on=MONDAY)
    walk(first, hoa, MONDAY, "screen", "accept", "answer")
    again = replace(told, kind="second_complaint", learned_on=MONDAY)
    named = replace(again, against=f"Quyết định số {first.replies.get().decision}")
    case = open_petition(turn_of(minh, LAN).matters.get(), named, by=minh, on=MONDAY)
    tie = Link.objects.get(why="appeal")
    assert (case.kind, tie.later, tie.earlier) == ("second_complaint", case, first)
    assert not open_petition(
        turn_of(minh, BE).matters.get(), again, by=minh, on=MONDAY
    ).earlier_links.exists()
