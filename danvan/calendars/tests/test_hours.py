"""Offices set their hours from a day on, for themselves and the units below them; others work by the default."""

from datetime import date, time

import pytest

from danvan.calendars import actions, hours, verify
from danvan.calendars.errors import Refused
from danvan.calendars.models import OfficeHour
from danvan.calendars.tests.make import make_land
from danvan.people.roles import Role
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
MONDAY, NEXT = date(2026, 3, 2), date(2026, 3, 9)
SUMMER = [["07:00", "11:00"], ["13:30", "17:30"]]


@pytest.fixture
def land():
    return make_land()


def change(land, unit=None, spans=SUMMER, from_on=NEXT, by=None):
    notice = actions.Notice("12/TB-UBND", MONDAY)
    return actions.change_hours(
        unit=unit or land.commune, spans=spans, from_on=from_on, notice=notice, by=by or land.an, on=MONDAY
    )


def opens(unit, day):
    return hours.hours_of(unit, day).spans[0][0]


@at(MONDAY)
def test_without_hours_of_its_own_an_office_works_by_the_default(land):
    assert opens(land.commune, MONDAY) == time(7, 30)


@at(MONDAY)
def test_hours_hold_from_their_day_on(land):
    change(land)
    assert [opens(land.commune, day) for day in (date(2026, 3, 8), NEXT)] == [time(7, 30), time(7)]
    assert opens(land.other, NEXT) == time(7, 30)
    assert list(verify.days()) == []


@at(MONDAY)
def test_units_below_work_by_the_hours_of_the_unit_above_until_they_set_their_own(land):
    chief = make_officer(land.province, Role.LEADER, username="chief")
    change(land, unit=land.province, by=chief)
    assert [opens(unit, NEXT) for unit in (land.province, land.commune)] == [time(7), time(7)]
    change(land, spans=[["08:00", "12:00"]])
    assert [opens(unit, NEXT) for unit in (land.province, land.commune)] == [time(7), time(8)]


@at(MONDAY)
@pytest.mark.parametrize(
    "spans", [[], [["09:00", "08:00"]], [["08:00", "12:00"], ["11:00", "17:00"]], [["sáng", "chiều"]]]
)
def test_hours_that_are_none_are_refused(land, spans):
    with pytest.raises(Refused, match="ít nhất một buổi"):
        change(land, spans=spans)


@at(MONDAY)
def test_only_who_leads_or_administers_sets_them_and_never_before_a_later_change(land):
    with pytest.raises(Refused, match="lãnh đạo"):
        change(land, by=make_officer(land.commune, Role.CLERK, username="chi"))
    change(land)
    with pytest.raises(Refused, match="09/03/2026"):
        change(land, from_on=MONDAY)


@at(MONDAY)
def test_hours_changed_behind_the_journal_are_found(land):
    change(land)
    OfficeHour.objects.update(spans=[["06:00", "18:00"]])
    assert [lie.reason for lie in verify.days()] == ["its days are not those that were recorded"]
