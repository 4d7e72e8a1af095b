"""The queue: numbers without gap, appointments first, one who is quicker, times that nobody types."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection

from danvan.cases.errors import StepRefused
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.people.roles import Role
from danvan.reception import actions, queries, verify
from danvan.reception.actions import Guest, arrive, step_visit
from danvan.reception.models import Room, Visit
from tests.make import MONDAY, make_officer, make_unit

TUESDAY = MONDAY + timedelta(1)
LAN = Guest("Nguyễn Thị Lan", "0912000417")


@contextmanager
def clock(hour: int, minute: int = 0, day=MONDAY) -> Iterator[None]:
    """It is this time in Viet Nam."""
    local = datetime.combine(day, time(hour, minute), tzinfo=dates.VIETNAM)
    with dates.pretending(local.astimezone(UTC)):
        yield


def numbers(unit, on=MONDAY):
    found = queries.queue(unit, queries.room_of(unit), on=on, now=dates.now())
    return [line.visit.number for line in found.waiting]


def booked(unit, on=TUESDAY, at="08:00", guest=LAN):
    return actions.book(guest, unit=unit, slot=f"{on} {at}", by=CITIZEN, on=MONDAY)


def walk(visit, by, *verbs, on=MONDAY, **more):
    for verb in verbs:
        step_visit(visit, verb, by=by, on=on, **more)
    visit.refresh_from_db()
    return visit


def test_numbers_follow_one_another_and_begin_anew_each_day(commune, minh):
    assert [arrive(unit=commune, persons=1, by=minh, on=MONDAY).number for _ in range(3)] == [1, 2, 3]
    with clock(8, day=TUESDAY):
        assert arrive(unit=commune, persons=1, by=minh, on=TUESDAY).number == 1


def test_an_appointment_goes_to_the_head_and_whoever_is_set_aside_keeps_the_place(commune, minh):
    booking = booked(commune, at="09:00")
    with clock(8, day=TUESDAY):
        first, second = (arrive(unit=commune, persons=1, by=minh, on=TUESDAY) for _ in range(2))
        actions.check_in(booking, by=minh, on=TUESDAY)
        arrive(unit=commune, persons=1, by=minh, on=TUESDAY, first=True)
        assert numbers(commune, TUESDAY) == [3, 4, 1, 2]
        walk(first, minh, "invite", "set_aside", on=TUESDAY)
        assert numbers(commune, TUESDAY) == [3, 4, 2]
        walk(first, minh, "invite", on=TUESDAY)
        with pytest.raises(StepRefused, match="không phải của hôm nay"):
            actions.check_in(booking, by=minh, on=TUESDAY)
        assert second.number == 2


def test_inviting_somebody_who_is_invited_says_by_whom_and_where(commune, minh, hoa):
    visit = arrive(unit=commune, persons=1, by=minh, on=MONDAY)
    with clock(8, 52):
        walk(visit, hoa, "invite", window=2)
        with pytest.raises(StepRefused, match="Số 001 đã được Lê Thị Hoa mời vào bàn 2 lúc 08:52"):
            step_visit(visit, "invite", by=minh, on=MONDAY)
        walk(visit, hoa, "serve")
        with pytest.raises(StepRefused, match="đang được Lê Thị Hoa tiếp"):
            step_visit(visit, "invite", by=minh, on=MONDAY)


def test_times_come_from_the_periods(commune, minh):
    with clock(8):
        visit = arrive(unit=commune, persons=1, by=minh, on=MONDAY)
    for minute, verb in (
        (10, "invite"),
        (12, "serve"),
        (20, "set_aside"),
        (30, "invite"),
        (31, "serve"),
        (45, "finish"),
    ):
        with clock(8, minute):
            walk(visit, minh, verb)
    assert [(p.state, p.lasted(dates.now()).seconds // 60) for p in visit.periods.order_by("pk")] == [
        ("waiting", 10),
        ("invited", 2),
        ("serving", 8),
        ("aside", 10),
        ("invited", 1),
        ("serving", 14),
    ]
    times = queries.times(commune, on=MONDAY, now=dates.now())
    assert (times.done, times.longest_wait, times.median_service) == (1, 13, 22)
    assert list(verify.queue()) == []


def test_a_number_given_late_is_marked_and_counts_in_no_time(commune, minh):
    visit = arrive(unit=commune, persons=1, by=minh, on=MONDAY, late=True)
    walk(visit, minh, "serve", "finish")
    times = queries.times(commune, on=MONDAY, now=dates.now())
    assert (times.done, times.longest_wait, times.median_service) == (1, None, None)


@pytest.mark.parametrize("keep", [True, False])
def test_overnight_the_place_is_kept_or_the_queue_is_cleared(commune, minh, keep):
    actions.set_room(Room(unit=commune, place="Phòng 1", keep_overnight=keep), by=minh, on=MONDAY)
    left, served = (arrive(unit=commune, persons=1, by=minh, on=MONDAY) for _ in range(2))
    walk(served, minh, "serve")
    with clock(8, day=TUESDAY):
        assert (numbers(commune, TUESDAY) == [1]) is keep
        new = arrive(unit=commune, persons=1, by=minh, on=TUESDAY)
        left.refresh_from_db()
        served.refresh_from_db()
        assert (left.state, served.state) == (("waiting", "serving") if keep else ("left", "done"))
        assert new.number == (3 if keep else 1), "no number is called twice in one morning"
        assert actions.end_days(on=TUESDAY) == 0
        if keep:
            walk(left, minh, "invite", on=TUESDAY)
            assert left.late
        else:
            assert left.late
            assert served.late
    assert list(verify.queue()) == []


def test_the_night_ends_what_nobody_ended(commune, minh):
    actions.set_room(Room(unit=commune, place="Phòng 1"), by=minh, on=MONDAY)
    arrive(unit=commune, persons=1, by=minh, on=MONDAY)
    with clock(0, 15, day=TUESDAY):
        assert actions.end_days(on=TUESDAY) == 1
        assert actions.end_days(on=TUESDAY) == 0


def test_another_units_officer_touches_nothing(commune, minh, dung):
    visit = arrive(unit=commune, persons=1, by=minh, on=MONDAY)
    for wrong in (
        lambda: arrive(unit=commune, persons=1, by=dung, on=MONDAY),
        lambda: step_visit(visit, "invite", by=dung, on=MONDAY),
        lambda: arrive(unit=commune, persons=1, by=minh, on=MONDAY - timedelta(1)),
    ):
        with pytest.raises(StepRefused):
            wrong()


def test_a_changed_visit_and_a_vanished_period_are_named(commune, minh):
    visit = walk(arrive(unit=commune, persons=1, by=minh, on=MONDAY), minh, "invite")
    Visit.objects.update(number=7)
    visit.periods.order_by("pk")[0].delete()
    assert len(list(verify.queue())) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("people", [2, 24])
def test_numbers_given_at_the_same_moment_are_neither_doubled_nor_missing(people):
    unit = make_unit()
    clerk = make_officer(unit, Role.CLERK)

    def come(_number: int) -> int:
        try:
            return arrive(unit=unit, persons=1, by=clerk, on=dates.today()).number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(come, range(people)))
    assert found == list(range(1, people + 1))
    assert [*verify.queue(), *verify.calendar()] == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_invite_at_the_same_moment_one_wins_and_the_other_reads_who():
    unit = make_unit()
    clerks = [make_officer(unit, Role.CLERK, full_name=name) for name in ("Phan Văn Minh", "Lê Thị Hoa")]
    visit = arrive(unit=unit, persons=1, by=clerks[0], on=dates.today())

    def invite(clerk) -> str:
        try:
            step_visit(visit, "invite", by=clerk, on=dates.today(), window=1)
        except StepRefused as why:
            return why.sentence
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(invite, clerks))
    assert said[0] == ""
    assert "đã được" in said[1]


@pytest.mark.django_db(transaction=True)
def test_one_slot_is_given_to_one_of_many():
    unit = make_unit()
    with time_machine.travel(datetime(2018, 2, 12, 2, tzinfo=UTC), tick=False):

        def take(number: int) -> bool:
            try:
                actions.book(
                    Guest("Người dân", f"09120004{number:02d}"),
                    unit=unit,
                    slot="2018-02-13 08:00",
                    by=CITIZEN,
                    on=MONDAY,
                )
            except StepRefused:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(take, range(8))) == 1
