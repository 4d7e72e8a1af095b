"""A missed day goes up the line: each level once, whatever the worker slept through, and why a level was skipped."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from danvan import law
from danvan.alarms import actions, queries, tasks
from danvan.alarms.actions import escalate as escalation
from danvan.alarms.models import Escalation
from danvan.calendars import queries as calendars
from danvan.calendars import tasks as calendar
from danvan.calendars.actions import NewDay, Notice, add_days
from danvan.cases import verify as register
from danvan.cases.actions import Step, move
from danvan.cases.models import Case
from danvan.journal import verify as journal
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.people.actions import close_account, confirm_rule, end_post, give_post
from danvan.people.models import Post
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_unit, walk


@pytest.fixture
def case(commune, minh, hoa, binh, son):
    """A letter in Minh's hands, due on Monday, 5 March 2018."""
    return walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")


def worker(day):
    """What the worker does about breaches on a day, whatever it missed."""
    with at(day):
        return actions.escalate_all(on=day)


def line(case):
    """(level, who was told or why nobody, day) in the order of the record."""
    rows = Escalation.objects.filter(case=case).select_related("to").order_by("pk")
    return [(row.level, row.to.username if row.to else row.skipped, row.on) for row in rows]


def day_after(case, working):
    """So many working days after the last day of a case."""
    return calendars.calendar_of(case.unit_responsible).add_working(case.due_on, working)


def test_it_goes_up_one_level_and_waits_before_the_next(case):
    assert worker(case.due_on) == 0  # the last day counts to its end
    days = {number: day_after(case, number) for number in range(1, 12)}
    for day in days.values():
        worker(day)
    assert line(case) == [
        (0, "minh", days[1]),
        (1, "hoa", days[3]),
        (2, "binh", days[5]),
        (3, "son", days[7]),
    ]


def test_it_is_told_once_however_often_the_worker_runs(case):
    day = day_after(case, 1)
    assert [worker(day), worker(day), worker(day)] == [1, 0, 0]
    assert len(line(case)) == 1


def test_a_worker_that_was_dead_for_ten_days_tells_one_level_when_it_wakes_and_the_next_in_its_time(case):
    late = day_after(case, 10)
    with at(late):
        found = queries.alarmed(Case.objects.all(), queries.weeks_of([case.unit_responsible_id]), on=late)
        assert list(found) == [case]  # the page hid nothing meanwhile
    for number in (10, 10, 11, 12):
        worker(day_after(case, number))
    assert line(case) == [(0, "minh", late), (1, "hoa", day_after(case, 12))]


def test_days_off_of_the_unit_and_quiet_hours_tell_nobody(case, settings):
    saturday = date(2018, 3, 10)
    assert worker(saturday) == 0
    assert worker(saturday + timedelta(1)) == 0
    monday = saturday + timedelta(2)
    for hour in (0, 6, 18, 23):
        with at(monday, hour):
            assert tasks.watch(timestamp=0) == (0, 0)
    assert line(case) == []
    with at(monday, 7):
        assert tasks.watch(timestamp=0)[0] == 1


def test_the_highest_level_is_the_offices_to_say(case, settings):
    settings.DANVAN_ALARM_LEVELS = 1
    for number in range(1, 10):
        worker(day_after(case, number))
    assert [level for level, *_rest in line(case)] == [0, 1]


def test_a_letter_that_nobody_has_in_hand_goes_to_the_leader_at_once(commune, hoa):
    case = make_case(commune)
    worker(day_after(case, 1))
    assert line(case) == [(0, "no_assignee", day_after(case, 1)), (1, "hoa", day_after(case, 1))]


def test_a_leader_whose_account_is_closed_is_skipped_with_the_reason(case, hoa):
    with at(MONDAY):
        close_account(account=hoa, by=SYSTEM, on=MONDAY)
    for number in (1, 3):
        worker(day_after(case, number))
    assert line(case)[1:] == [(1, "closed", day_after(case, 3)), (2, "binh", day_after(case, 3))]
    event = Event.objects.get(stream="case", subject=case.pk, verb="escalate", text__contains="bỏ qua")
    assert "lãnh đạo đơn vị: tài khoản đã đóng" in event.text
    assert "Trần Quốc Bình" in event.text
    assert not event.public


def test_a_unit_without_a_leader_and_the_end_of_the_line_are_said(minh):
    alone = make_unit(name="xã Một Mình")
    case = make_case(alone)
    worker(day_after(case, 1))
    day = day_after(case, 1)
    assert line(case) == [(0, "no_assignee", day), (1, "no_leader", day), (2, "no_unit", day)]
    assert queries.breaches(day_after(case, 9)) == []  # nothing more to be done


def test_a_leader_who_has_the_case_in_hand_is_not_told_twice(commune, hoa, binh):
    give_post(officer=hoa, unit=commune, role=Role.HANDLER, by=SYSTEM, on=date(2010, 1, 1))
    case = walk(make_case(commune), hoa, MONDAY, "screen", "accept", "assign")
    for number in (1, 3):
        worker(day_after(case, number))
    assert [(level, who) for level, who, _on in line(case)] == [(0, "hoa"), (1, "told"), (2, "binh")]


def test_the_line_is_that_of_the_day(case, commune, hoa):
    new = Post.objects.get(officer=hoa, role=Role.LEADER)
    with at(MONDAY):
        end_post(post=new, by=SYSTEM, on=MONDAY + timedelta(days=1))
    for number in (1, 3):
        worker(day_after(case, number))
    assert line(case)[1][1] == "no_leader"


def test_a_case_that_waits_or_is_answered_goes_no_further(case, minh):
    worker(day_after(case, 1))
    with at(day_after(case, 2)):
        walk(case, minh, day_after(case, 2), "ask")
    for number in range(3, 9):
        worker(day_after(case, number))
    assert len(line(case)) == 1


def test_a_day_that_moved_and_is_missed_again_is_a_new_breach(case, commune, hoa):
    first, tuesday = case.due_on, day_after(case, 1)
    worker(tuesday)
    with at(tuesday):
        closed = NewDay(first, True, "Kỷ niệm ngày thành lập xã")
        notice = Notice("12/QĐ-UBND", tuesday)
        calendar.follow(add_days(unit=commune, days=[closed], notice=notice, by=hoa, on=tuesday), on=tuesday)
    case.refresh_from_db()
    assert case.due_on == tuesday
    assert worker(tuesday) == 0
    worker(tuesday + timedelta(1))
    assert line(case) == [(0, "minh", tuesday), (0, "minh", tuesday + timedelta(1))]
    assert {row.due_on for row in Escalation.objects.all()} == {first, tuesday}


def test_the_threshold_of_discipline_goes_up_by_itself(commune, hoa, binh):
    on = date(2026, 10, 1)
    (rule,) = law.versions(queries.DISCIPLINE)
    with at(on):
        case = make_case(commune, on=on)
        confirm_rule(unit=commune, rule=rule.id, version=rule.version, decision="154", by=hoa, on=on)
    case.deadlines.update(state="cancelled")
    assert worker(date(2026, 11, 13)) == 0
    assert worker(date(2026, 11, 16)) == 1  # the first working day after Sunday, 15 November
    assert [(level, who) for level, who, _on in line(case)] == [(0, "no_assignee"), (1, "hoa")]
    assert Escalation.objects.filter(case=case, deadline=None, due_on=date(2026, 11, 15)).count() == 2
    assert "Ngưỡng xem xét kỷ luật 15/11/2026" in Event.objects.get(verb="escalate").text


def test_the_database_itself_refuses_a_level_twice(case):
    worker(day_after(case, 1))
    row = Escalation.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_what_the_worker_did_is_checked_against_the_journal(case):
    from danvan.alarms import verify

    for number in (1, 3):
        worker(day_after(case, number))
    checks = (verify.escalations, register.contents, register.states, journal.events)
    assert [lie for check in checks for lie in check()] == []
    Escalation.objects.filter(level=1).update(on=day_after(case, 4))
    assert [lie.reason for lie in verify.escalations()] == ["it is not what was recorded"]
    Escalation.objects.filter(level=1).delete()
    assert [lie.reason for lie in verify.escalations()] == ["it is gone"]


def test_looking_for_breaches_costs_the_same_however_many_there_are(commune, django_assert_max_num_queries):
    day = date(2018, 3, 6)
    for so_many in (3, 13):
        while Case.objects.count() < so_many:
            make_case(commune)
        with at(day), django_assert_max_num_queries(2):
            assert len(queries.breaches(day)) == so_many


def test_a_step_that_an_officer_has_begun_is_not_refused_because_the_worker_told_somebody(case, minh):
    seen, day = case.version, day_after(case, 1)
    worker(day)
    with at(day):
        move(case, "note", by=minh, on=day, given=Step(text="Đã gọi điện."), seen=seen)
    assert Event.objects.filter(subject=case.pk, verb="note").exists()


def test_one_case_that_fails_keeps_no_other_from_going_up(case, commune, minh, monkeypatch, caplog):
    other = walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")
    stands = escalation._stands

    def stumbles(found, breach):
        if found.pk == case.pk:
            raise RuntimeError("a row that nobody expected")
        return stands(found, breach)

    monkeypatch.setattr(escalation, "_stands", stumbles)
    worker(day_after(case, 1))
    assert line(case) == []
    assert [level for level, _who, _on in line(other)] == [0]
    assert str(case.pk) in caplog.text
