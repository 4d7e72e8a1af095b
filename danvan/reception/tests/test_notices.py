"""What is owed to those who came: counted by the law, given by whoever may, kept with its day."""

from datetime import date, timedelta

import pytest

from danvan.calendars.actions import NewDay, add_days, recount
from danvan.calendars.actions import Notice as Notified
from danvan.cases.errors import StepRefused
from danvan.figures import queries as figures
from danvan.journal.models import Event
from danvan.people.actions import confirm_rule
from danvan.people.roles import Role
from danvan.reception import actions, verify
from danvan.reception.actions import Brought, Caller, Told, register_turn
from danvan.reception.models import Notice, Signed
from tests.make import MONDAY, at, make_officer, make_unit

LAN = Caller("Nguyễn Thị Lan", phone="0912000417")
LATER = Told("water", "Cống kênh N3 bị tắc", "pending", request="Vét cống trước vụ hè thu")
DECREE_DAY = date(2026, 9, 7)


def register(unit, by, *matters, **more):
    given = {"callers": [LAN], "persons": 1, "on": MONDAY, **more}
    return register_turn(unit=unit, by=by, matters=matters or [LATER], **given)


def test_a_matter_noted_for_later_is_owed_an_answer_in_ten_working_days(commune, minh):
    notice = register(commune, minh).notices.get()
    assert (notice.purpose, notice.state, notice.due_on) == ("result", "owed", date(2018, 3, 5))
    assert "Điều 28" in notice.derivation.sentences("vi")[0]
    assert list(verify.turns()) == []


def test_the_answer_is_kept_with_its_day_and_given_once(commune, minh, dung):
    notice = register(commune, minh).notices.get()
    given = {"text": "Đã giao hợp tác xã vét cống.", "way": "phone"}
    for wrong, by in (({"text": ""}, minh), ({"issued_on": MONDAY + timedelta(1)}, minh), ({}, dung)):
        with pytest.raises(StepRefused):
            actions.issue_notice(notice, by=by, on=MONDAY, **{**given, **wrong})
    actions.issue_notice(notice, by=minh, on=MONDAY, **given)
    with pytest.raises(StepRefused):
        actions.issue_notice(notice, by=minh, on=MONDAY, **given)
    notice.refresh_from_db()
    assert (notice.state, notice.issued_on, notice.issued_by) == ("issued", MONDAY, minh)
    assert list(verify.turns()) == []


def test_what_was_owed_is_owed_no_more_when_the_turn_is_struck_out(commune, minh):
    turn = register(commune, minh)
    actions.cancel_turn(turn, by=minh, on=MONDAY, text="Ghi nhầm")
    assert Notice.objects.get().state == "cancelled"
    assert list(verify.turns()) == []


def test_before_the_decree_no_conclusion_is_owed_but_the_head_may_give_one(commune, minh, hoa):
    turn = register(commune, minh, sitting="head", received_by=hoa)
    assert not turn.notices.filter(purpose="conclusion").exists()
    notice = actions.offer_conclusion(turn, by=hoa, on=MONDAY)
    with pytest.raises(StepRefused):
        actions.offer_conclusion(turn, by=hoa, on=MONDAY)
    with pytest.raises(StepRefused, match="lãnh đạo"):
        actions.issue_notice(notice, text="Giao xã vét cống.", way="paper", by=minh, on=MONDAY)
    actions.issue_notice(notice, text="Giao xã vét cống.", way="paper", number="12/TB", by=hoa, on=MONDAY)
    assert list(verify.turns()) == []


@pytest.mark.django_db
def test_the_conclusion_of_the_decree_waits_until_the_office_confirms_it():
    unit = make_unit()
    clerk = make_officer(unit, Role.CLERK)
    leader = make_officer(unit, Role.LEADER)
    with at(DECREE_DAY):
        turn = register(unit, clerk, on=DECREE_DAY, sitting="head", received_by=leader)
        notice = turn.notices.get(purpose="conclusion")
        assert (notice.state, notice.due_on) == ("unconfirmed", None)
        rule = {"rule": "reception.conclusions", "version": "2026-07-01"}
        confirm_rule(unit=unit, decision="154/2026/NĐ-CP", by=leader, on=DECREE_DAY, **rule)
        assert actions.confirm_terms("reception.conclusions", by=leader, on=DECREE_DAY) == 1
        notice.refresh_from_db()
        assert (notice.state, notice.due_on) == ("owed", None)
        assert list(verify.turns()) == []


def test_a_matter_separated_later_counts_on_the_day_of_the_turn(commune, minh):
    turn = register(commune, minh, on=date(2018, 2, 9), brought=Brought(letter="mixed"))
    actions.add_matter(turn, Told("land", "Ranh giới đất", "advised", advice="Hòa giải"), by=minh, on=MONDAY)
    found = figures.stock(["reception.matters", "reception.turns"], on=date(2018, 2, 9), units=[commune.pk])
    assert found == {("reception.matters",): 2, ("reception.turns",): 1}
    actions.cancel_turn(turn, by=minh, on=MONDAY, text="Ghi nhầm")
    found = figures.stock(["reception.matters"], on=MONDAY, units=[commune.pk])
    assert not found.get(("reception.matters",))
    with pytest.raises(StepRefused):
        actions.add_matter(turn, LATER, by=minh, on=MONDAY)


def test_the_record_is_signed_once(commune, minh, dung):
    turn = register(commune, minh)
    with pytest.raises(StepRefused):
        actions.note_signed(turn, signed=Signed.SIGNATURE, by=dung, on=MONDAY)
    actions.note_signed(turn, signed=Signed.FINGERPRINT, by=minh, on=MONDAY)
    turn.refresh_from_db()
    assert (turn.signed, turn.signed_on) == ("fingerprint", MONDAY)
    with pytest.raises(StepRefused):
        actions.note_signed(turn, signed=Signed.SIGNATURE, by=minh, on=MONDAY)
    assert list(verify.turns()) == []


def test_whoever_comes_for_another_says_for_whom(commune, minh):
    with pytest.raises(StepRefused, match="thay cho ai"):
        register(commune, minh, brought=Brought(behalf="authorised"))
    register(commune, minh, brought=Brought(behalf="authorised", behalf_of="Trần Văn Bình"))


def test_a_notice_that_is_owed_follows_the_calendar_and_one_that_was_given_does_not(commune, minh):
    with at(MONDAY):
        turn, given = (
            register_turn(unit=commune, on=MONDAY, callers=[LAN], matters=[LATER], persons=1, by=minh)
            for _ in range(2)
        )
        actions.issue_notice(given.notices.get(), text="Đã báo.", way="phone", by=minh, on=MONDAY)
        before = turn.notices.get().due_on
        fair = [NewDay(before, True, "Hội làng")]
        hoa = make_officer(commune, Role.LEADER)
        change = add_days(unit=commune, days=fair, notice=Notified("12/QĐ-UBND", MONDAY), by=hoa, on=MONDAY)
        recount(change, on=MONDAY)
    moved = turn.notices.get()
    assert moved.due_on > before
    assert given.notices.get().due_on == before
    event = Event.objects.get(stream="turn", subject=turn.pk, verb="calendar_moved")
    assert "12/QĐ-UBND" in event.text
    assert list(verify.turns()) == []
