"""The calendar of the head: announced in time, postponed with notice, held in person, and what is still owed."""

from datetime import date, time, timedelta

import pytest

from danvan.cases.errors import StepRefused
from danvan.figures import queries as figures
from danvan.journal.actors import SYSTEM
from danvan.people import actions as people
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.reception import actions, queries, verify
from danvan.reception.actions import Caller, Plan, Told, register_turn
from danvan.reception.models import Room, Session
from tests.make import MONDAY, at, make_officer, make_unit

FRIDAY = date(2018, 3, 9)
PLACE = "Trụ sở tiếp công dân"


def plan(head, on=FRIDAY, **more):
    given = {"starts_at": time(8), "ends_at": time(11), "place": PLACE, **more}
    return Plan(on=on, head=head, **given)


def planned(unit, head, by, on=FRIDAY):
    return actions.plan_session(plan(head, on), unit=unit, by=by, on=MONDAY)


def published(unit, head, by, on=FRIDAY):
    session = planned(unit, head, by, on)
    actions.publish_session(session, by=by, on=MONDAY)
    session.refresh_from_db()
    return session


def test_the_last_day_to_announce_is_counted_back_over_tet(commune, minh, hoa):
    session = planned(commune, hoa, minh, date(2018, 2, 23))  # five working days before it lies Tết
    assert session.publish_by == date(2018, 2, 9)
    assert "Điều 24" in session.derivation.sentences("vi")[0]


def test_what_is_announced_too_late_stays_marked_so(commune, minh, hoa):
    assert not published(commune, hoa, minh).is_late_notice
    assert published(commune, hoa, minh, date(2018, 2, 13)).is_late_notice


@pytest.mark.parametrize(
    "wrong",
    [{"on": MONDAY - timedelta(3)}, {"on": date(2018, 2, 17)}, {"ends_at": time(7)}, {"place": ""}],
    ids=["past", "Saturday of Tết", "hours", "place"],
)
def test_a_session_that_cannot_be_is_refused(commune, minh, hoa, wrong):
    with pytest.raises(StepRefused):
        actions.plan_session(plan(hoa, **wrong), unit=commune, by=minh, on=MONDAY)
    assert not Session.objects.exists()


def test_the_head_is_of_the_unit_and_so_is_whoever_keeps_its_calendar(commune, minh, hoa, dung):
    for head, by in ((dung, minh), (hoa, dung)):
        with pytest.raises(StepRefused):
            actions.plan_session(plan(head), unit=commune, by=by, on=MONDAY)


def test_the_same_session_stands_once(commune, minh, hoa):
    planned(commune, hoa, minh)
    with pytest.raises(StepRefused, match="đã có"):
        planned(commune, hoa, minh)


def test_a_published_session_is_postponed_with_a_reason_and_never_just_cancelled(commune, minh, hoa):
    session = published(commune, hoa, minh)
    with pytest.raises(StepRefused):
        actions.cancel_session(session, by=minh, on=MONDAY)
    later = plan(hoa, FRIDAY + timedelta(7))
    with pytest.raises(StepRefused, match="lý do"):
        actions.postpone_session(session, to=later, reason="", by=minh, on=MONDAY)
    new = actions.postpone_session(session, to=later, reason="Họp bất thường", by=minh, on=MONDAY)
    session.refresh_from_db()
    assert (session.state, session.moved_to, new.state) == ("postponed", new, "published")
    assert not new.is_late_notice
    shown = queries.published(commune, on=MONDAY)
    assert [(row.state, row.on) for row in shown] == [("postponed", FRIDAY), ("published", new.on)]
    assert list(verify.calendar()) == []


def test_out_of_turn_is_the_heads_decision_on_a_ground_of_the_law_at_once(commune, minh, hoa):
    today = plan(hoa, MONDAY, starts_at=time(14), ends_at=time(16))
    with pytest.raises(StepRefused, match="lãnh đạo"):
        actions.call_session(today, unit=commune, ground="heated", by=minh, on=MONDAY)
    session = actions.call_session(today, unit=commune, ground="heated", by=hoa, on=MONDAY)
    assert (session.state, session.publish_by) == ("published", None)
    actions.hold_session(session, presided_by=hoa, by=minh, on=MONDAY)
    [duty] = queries.duties([commune], month=MONDAY, on=MONDAY)
    assert (duty.extraordinary, duty.done) == (1, 0), "out of turn does not stand for the regular day"


def test_a_session_is_held_in_person_or_by_another_and_counts_so(commune, minh, hoa):
    first, second = published(commune, hoa, minh, FRIDAY), published(commune, hoa, minh, date(2018, 3, 14))
    with pytest.raises(StepRefused, match="chưa đến"):
        actions.hold_session(first, presided_by=hoa, by=minh, on=MONDAY)
    with at(date(2018, 3, 15)):
        for session, who in ((first, hoa), (second, minh)):
            actions.hold_session(session, presided_by=who, by=minh, on=date(2018, 3, 15))
        [duty] = queries.duties([commune], month=FRIDAY, on=date(2018, 3, 15))
    assert (duty.asked, duty.done, duty.owed, duty.delegated) == (4, 1, 3, 1)
    measures = ["reception.sessions", "reception.sessions_delegated"]
    found = figures.stock(measures, on=FRIDAY + timedelta(30), units=[commune.pk])
    assert found == {("reception.sessions",): 2, ("reception.sessions_delegated",): 1}
    assert list(verify.calendar()) == []


def test_a_turn_that_the_head_received_counts_without_a_session(commune, minh, hoa):
    told = Told("water", "Cống N3", "answered", advice="Đã trả lời")
    for by, day in ((hoa, MONDAY), (minh, date(2018, 2, 6))):
        register_turn(
            unit=commune,
            on=day,
            callers=[Caller("Nguyễn Thị Lan")],
            matters=[told],
            persons=1,
            by=minh,
            received_by=by,
            sitting="head",
        )
    [duty] = queries.duties([commune], month=MONDAY, on=MONDAY)
    assert duty.days == [MONDAY]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tier, month, asked, unconfirmed",
    [
        ("commune", date(2026, 6, 1), 4, False),
        ("commune", date(2026, 9, 1), 2, True),
        ("district", date(2025, 6, 1), 2, False),
        ("province", date(2026, 9, 1), 1, False),
    ],
)
def test_each_level_owes_what_the_law_of_the_month_asks(tier, month, asked, unconfirmed):
    [duty] = queries.duties([make_unit(tier=tier)], month=month, on=month)
    assert (duty.asked, duty.unconfirmed) == (asked, unconfirmed)


@pytest.mark.django_db
def test_a_district_owes_nothing_after_its_last_day_and_a_confirmed_number_counts():
    assert queries.duties([make_unit(tier="district")], month=date(2025, 7, 1), on=date(2025, 7, 1)) == []
    province = make_unit(tier="province")
    communes = [make_unit(parent=province) for _ in range(2)]
    leader, day = make_officer(province, Role.LEADER), date(2026, 9, 7)
    with at(day):
        people.confirm_rule(
            unit=province,
            rule="reception.commune_chair",
            version="2026-07-01",
            decision="136/2025/QH15",
            by=leader,
            on=day,
        )
        assert [duty.unconfirmed for duty in queries.duties(communes, month=day, on=day)] == [False, False]


def test_duties_cost_the_same_for_few_and_for_many(commune, django_assert_max_num_queries):
    many = [commune, *(make_unit() for _ in range(20))]
    with django_assert_max_num_queries(6):
        assert len(
            queries.duties(list(Unit.objects.filter(pk__in=[u.pk for u in many])), month=MONDAY, on=MONDAY)
        )


def test_hours_are_set_by_the_unit_and_a_changed_room_is_named(commune, minh, dung):
    room = Room(unit=commune, place=PLACE, keep_overnight=True)
    with pytest.raises(StepRefused):
        actions.set_room(room, by=dung, on=MONDAY)
    with pytest.raises(StepRefused, match="thứ tự"):
        actions.set_room(Room(unit=commune, morning_to=time(6)), by=minh, on=MONDAY)
    actions.set_room(room, by=minh, on=MONDAY)
    assert queries.room_of(commune).keep_overnight
    assert list(verify.calendar()) == []
    Room.objects.update(place="Khác")
    assert [lie.row for lie in verify.calendar()] == [f"room {commune.pk}"]


def test_only_units_with_somebody_in_them_owe(commune, minh):
    empty = make_unit()
    assert queries.led_units([commune.pk, empty.pk], on=MONDAY) == [commune]
    board = people.create_unit(
        key="BAN-DV", tier="board", name="Ban Dân vận", parent=None, by=SYSTEM, on=date(2010, 1, 1)
    )
    make_officer(board, Role.BOARD)
    assert queries.led_units([board.pk], on=MONDAY) == []
