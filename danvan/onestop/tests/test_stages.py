"""Steps across agencies: in turn and side by side, from hand to hand, each with its own clock."""

from datetime import date, datetime, time

import pytest

from danvan.cases.actions import About, note_concern
from danvan.cases.errors import StepRefused
from danvan.figures.models import Fact
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import actions, policies, queries
from danvan.onestop.policies import Sight
from danvan.onestop.tests.make import (
    MONDAY,
    do,
    fresh,
    lies,
    local,
    make_application,
    make_version,
    part,
    stage,
)
from danvan.people.roles import Role
from danvan.procedures.tests.make import way
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY = date(2026, 3, 10), date(2026, 3, 13)


def at_time(hour, minute=0, day=MONDAY):
    return dates.pretending(datetime.combine(day, time(hour, minute), dates.VIETNAM))


@pytest.fixture
def land(place):
    """The desk, then the land office and the tax office side by side, then the desk again; ten working days."""
    steps = [
        part(1, hours=2),
        part(2, 1, unit=place.land, days=3),
        part(3, 1, unit=place.tax, days=2),
        part(4, 2, 3, hours=4),
    ]
    return make_version(place, steps=steps, ways=[way("counter", 10)], name="Đăng ký đất đai")


def test_a_step_begins_when_all_before_it_are_done(place, land, monday):
    row = make_application(place, land)
    assert [each.begun_at is not None for each in row.stages.order_by("place")] == [True, False, False, False]
    do(row, 1, place.minh)
    assert [each.begun_at is not None for each in row.stages.order_by("place")] == [True, True, True, False]
    do(row, 2, place.dung)
    assert stage(row, 4).begun_at is None
    do(row, 3, place.an)
    assert stage(row, 4).begun_at is not None
    assert fresh(row).case.status == "working"
    do(row, 4, place.minh)
    done = fresh(row)
    assert (done.case.status, done.ready_at) == ("ready", dates.now())
    assert Fact.objects.filter(measure="applications.done_early").count() == 1
    assert lies() == []


def test_who_gave_and_who_took_stands_on_record_with_its_minute(place, land):
    with at_time(9):
        row = make_application(place, land)
    with at_time(9, 10):
        actions.take(stage(row, 1), by=place.minh, on=MONDAY)
    with at_time(10, 40):
        actions.pass_on(stage(row, 1), by=place.minh, on=MONDAY, text="Đủ giấy tờ.")
    with at_time(14, 5):
        actions.take(stage(row, 2), by=place.dung, on=MONDAY)
    first, second = stage(row, 1), stage(row, 2)
    assert (first.took, first.over) == (100, 0)
    assert (second.begun_at, local(second.taken_at)) == (first.done_at, "09/03/2026 14:05")
    told = Event.objects.filter(stream="case", subject=row.pk, verb="stage_take").order_by("-number").first()
    assert told.data["gave"] == place.minh.pk
    assert (told.data["took"], told.actor) == (place.dung.pk, place.dung)


def test_a_step_that_lasts_too_long_eats_the_others_time_and_not_the_whole_term(place, land):
    with at_time(9):
        row = make_application(place, land)
        due, planned = row.due_at, stage(row, 1).planned_at
        actions.take(stage(row, 1), by=place.minh, on=MONDAY)
    assert local(planned) == "09/03/2026 11:00"
    with at_time(14, 30):
        assert [each.pk for each in queries.eating(place.hoa, now=dates.now(), on=MONDAY)] == [
            stage(row, 1).pk
        ]
        actions.pass_on(stage(row, 1), by=place.minh, on=MONDAY)
    first = stage(row, 1)
    assert (first.took, first.over, first.is_late(dates.now())) == (240, 120, True)
    assert fresh(row).due_at == due
    assert local(stage(row, 2).planned_at) == "12/03/2026 14:30"


def test_a_share_in_days_is_as_long_as_the_days_of_the_office(place, monday):
    told = make_version(place, steps=[part(1, days=2)])
    assert local(stage(make_application(place, told)).planned_at) == "11/03/2026 09:00"


def test_nobody_takes_a_step_of_another_agency_or_before_its_turn_or_twice(place, land, monday):
    row = make_application(place, land)
    with pytest.raises(StepRefused, match="cơ quan khác"):
        actions.take(stage(row, 1), by=place.dung, on=MONDAY)
    with pytest.raises(StepRefused, match="chưa đến lượt"):
        actions.take(stage(row, 2), by=place.dung, on=MONDAY)
    with pytest.raises(StepRefused, match="chưa có người nhận"):
        actions.pass_on(stage(row, 1), by=place.minh, on=MONDAY)
    actions.take(stage(row, 1), by=place.minh, on=MONDAY)
    with pytest.raises(StepRefused, match="Phan Văn Minh đã nhận"):
        actions.take(stage(row, 1), by=place.hoa, on=MONDAY)
    actions.pass_on(stage(row, 1), by=place.hoa, on=MONDAY)
    with pytest.raises(StepRefused, match="đã làm xong"):
        actions.pass_on(stage(row, 1), by=place.minh, on=MONDAY)


def test_a_step_is_given_to_a_colleague_of_the_same_agency(place, land, monday):
    row = make_application(place, land)
    do(row, 1, place.minh)
    actions.take(stage(row, 2), by=place.dung, on=MONDAY)
    with pytest.raises(StepRefused, match="không làm việc ở cơ quan"):
        actions.give(stage(row, 2), to=place.an, by=place.dung, on=MONDAY)
    binh = make_officer(place.land, Role.HANDLER, username="binh", full_name="Vũ Thanh Bình")
    with pytest.raises(StepRefused, match="trong tay Lê Văn Dũng"):
        actions.pass_on(stage(row, 2), by=binh, on=MONDAY)
    actions.give(stage(row, 2), to=binh, by=place.dung, on=MONDAY)
    actions.pass_on(stage(row, 2), by=binh, on=MONDAY)
    assert stage(row, 2).done_at is not None
    assert lies() == []


def test_another_agency_sees_it_while_the_step_is_hers_and_not_beyond_what_she_needs(place, land, monday):
    row = make_application(place, land)

    def sights(officer):
        return policies.sight(officer, fresh(row), on=MONDAY)

    assert [sights(who) for who in (place.minh, place.hoa)] == [Sight.WHOLE, Sight.WHOLE]
    assert sights(place.dung) == Sight.NOTHING
    do(row, 1, place.minh)
    assert sights(place.dung) == Sight.STAGE
    assert [each.place for each in queries.in_hand(place.dung, on=MONDAY)] == [2]
    shown = queries.for_stage(stage(row, 2))
    assert (shown.applicant, shown.receipt) == ("Nguyễn Thị Lan", row.receipt)
    assert "0912000417" not in repr(shown)
    do(row, 2, place.dung)
    assert sights(place.dung) == Sight.NOTHING
    assert not queries.in_hand(place.dung, on=MONDAY)


def test_whoever_it_is_about_neither_sees_it_nor_works_on_it(place, land, monday):
    row = make_application(place, land)
    told = About("officer", place.commune, place.minh)
    note_concern(row.case, told, by=place.hoa, on=MONDAY, text="Em ruột.")
    assert policies.sight(place.minh, fresh(row), on=MONDAY) == Sight.NOTHING
    with pytest.raises(StepRefused, match="cơ quan khác"):
        actions.take(stage(row, 1), by=place.minh, on=MONDAY)
    assert not queries.in_hand(place.minh, on=MONDAY)
    actions.take(stage(row, 1), by=place.hoa, on=MONDAY)


def test_of_an_agency_outside_the_register_the_desk_writes_down_what_it_does(place, monday):
    told = make_version(place, steps=[part(1), part(2, 1), part(3, 2, unit=place.land)])
    row = make_application(place, told)
    do(row, 1, place.minh)
    do(row, 2, place.minh)
    with pytest.raises(StepRefused, match="cơ quan khác"):
        do(row, 3, place.minh)


@pytest.mark.parametrize(
    "day, hour, measure",
    [(date(2026, 3, 11), 16, "early"), (date(2026, 3, 12), 16, "on_time"), (FRIDAY, 8, "late")],
)
def test_it_is_done_before_on_or_after_its_time(place, day, hour, measure):
    with at_time(9):
        row = make_application(place)
    with at_time(hour, day=day):
        actions.take(stage(row), by=place.minh, on=day)
        actions.pass_on(stage(row), by=place.minh, on=day, result="05/2026")
        assert lies() == []
    assert Fact.objects.get(measure__startswith="applications.done").measure == f"applications.done_{measure}"
    assert fresh(row).result == "05/2026"


def test_what_is_over_its_term_stands_among_the_overdue(place):
    with at(MONDAY):
        row = make_application(place)
    with at(FRIDAY):
        assert fresh(row).is_late(dates.now())
        assert lies() == []
    fact = Fact.objects.get(measure="applications.overdue")
    assert (fact.day, fact.amount) == (FRIDAY, 1)
