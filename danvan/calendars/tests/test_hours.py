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


GIVEN = {
    "from_on": "09/03/2026",
    "morning_from": "07:00",
    "morning_to": "11h00",
    "afternoon_from": "13:30",
    "afternoon_to": "17:30",
    "notice": "12/TB-UBND",
    "notice_on": "02/03/2026",
}


@at(MONDAY)
def test_a_leader_sees_what_new_hours_mean_for_a_term_before_they_are_written(client, land):
    client.force_login(land.hoa)
    given = {"unit": land.commune.key, **GIVEN}
    looked = client.post("/desk/calendar/hours/set/", {**given, "look": "1"}).content.decode()
    assert "48 giờ làm việc, nhận lúc 15:00 thứ Sáu, 13/03/2026" in looked
    assert "15:00 thứ Hai, 23/03/2026" in looked  # two hours less are left of Friday by the old hours
    assert not OfficeHour.objects.exists()
    answer = client.post("/desk/calendar/hours/set/", {**given, "save": "1"}, follow=True)
    assert "07:00–11:00 và 13:30–17:30" in answer.content.decode()
    assert opens(land.commune, NEXT) == time(7)
    page = client.get("/desk/calendar/hours/", {"unit": land.commune.key}).content.decode()
    assert "12/TB-UBND" in page
    assert "sắp tới" in page
    assert "07:30–11:30 và 13:00–17:00" in page  # today's are still the default


@at(MONDAY)
@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"from_on": "01/03/2026"}, "from_on"),
        ({"afternoon_to": ""}, "afternoon_to"),
        ({"morning_to": "06:00"}, "morning_to"),
        ({"morning_from": "bảy giờ"}, "morning_from"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_field_and_nothing_typed_is_lost(
    client, land, wrong, field
):
    client.force_login(land.hoa)
    answer = client.post(
        "/desk/calendar/hours/set/", {"unit": land.commune.key, **GIVEN, **wrong, "save": "1"}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "12/TB-UBND" in answer.content.decode()
