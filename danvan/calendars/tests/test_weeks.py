"""A unit has a working week of its own; when it changes, what is open there is counted by it from that day on."""

from datetime import date

import pytest
from django.urls import reverse

from danvan.calendars import queries, verify
from danvan.calendars.models import Change, Moved, OfficeWeek, State, Verb
from danvan.calendars.tests.make import make_land
from danvan.calendars.tests.test_actions import due_of, nothing_lies
from danvan.journal.models import Event
from danvan.people import actions as people
from danvan.people.errors import Refused
from danvan.people.models import Unit
from tests.make import at, make_case

pytestmark = pytest.mark.django_db
MONDAY, NEXT = date(2026, 3, 2), date(2026, 3, 9)
WITH_SATURDAY = (0, 1, 2, 3, 4, 5)


@pytest.fixture
def land():
    return make_land()


def set_week(land, capture, week=WITH_SATURDAY, *, from_on=NEXT, **more):
    unit = Unit.objects.get(pk=land.commune.pk)
    said = {"decision": "12/QĐ-UBND", "decided_on": MONDAY, "area": unit.area, **more}
    with capture(execute=True):
        people.set_unit(unit=unit, week=week, from_on=from_on, by=land.an, on=MONDAY, **said)


@at(MONDAY)
def test_open_terms_follow_the_new_week_from_its_first_day(land, django_capture_on_commit_callbacks):
    mine, others = make_case(land.commune, on=MONDAY), make_case(land.other, on=MONDAY)
    before = due_of(mine), due_of(others)
    set_week(land, django_capture_on_commit_callbacks)
    change = Change.objects.get()
    assert (change.verb, change.state, change.moved) == (Verb.CHANGE_WEEK, State.DONE, 1)
    calendar = queries.calendar_of(Unit.objects.get(pk=land.commune.pk))
    worked = [calendar.is_working(date(2026, 3, day)) for day in (7, 14)]
    assert worked == [False, True]
    assert due_of(mine) < before[0]
    assert due_of(others) == before[1]
    assert Moved.objects.get().subject == mine.pk
    assert (
        Event.objects.filter(stream="case", subject=mine.pk, verb="calendar_moved", public=True).count() == 1
    )
    assert nothing_lies()


@at(MONDAY)
def test_a_week_set_back_moves_the_days_back(land, django_capture_on_commit_callbacks):
    case = make_case(land.commune, on=MONDAY)
    before = due_of(case)
    set_week(land, django_capture_on_commit_callbacks)
    set_week(land, django_capture_on_commit_callbacks, range(5), decision="13/QĐ-UBND")
    assert due_of(case) == before
    calendar = queries.calendar_of(Unit.objects.get(pk=land.commune.pk))
    assert not calendar.is_working(date(2026, 3, 14))
    assert nothing_lies()


@at(MONDAY)
def test_days_worked_by_a_former_week_stay_worked(land, django_capture_on_commit_callbacks):
    set_week(land, django_capture_on_commit_callbacks, from_on=date(2026, 1, 5))
    set_week(land, django_capture_on_commit_callbacks, range(5), from_on=NEXT)
    calendar = queries.calendar_of(Unit.objects.get(pk=land.commune.pk))
    saturdays = [date(2026, 1, 3), date(2026, 1, 17), date(2026, 3, 7), date(2026, 3, 14)]
    assert [calendar.is_working(day) for day in saturdays] == [False, True, True, False]


def test_a_week_needs_its_decision_and_comes_after_the_one_before(land, django_capture_on_commit_callbacks):
    with pytest.raises(Refused):
        set_week(land, django_capture_on_commit_callbacks, decided_on=None)
    set_week(land, django_capture_on_commit_callbacks)
    with pytest.raises(Refused):
        set_week(land, django_capture_on_commit_callbacks, range(5), from_on=MONDAY)
    assert Unit.objects.get(pk=land.commune.pk).weekdays == WITH_SATURDAY


def test_the_page_of_the_change_says_both_weeks(client, land, django_capture_on_commit_callbacks):
    set_week(land, django_capture_on_commit_callbacks)
    client.force_login(land.an)
    page = client.get(reverse("calendars:change", args=[Change.objects.get().pk])).content.decode()
    assert "từ ngày" in page
    assert "trước đó" in page
    assert "Thứ Bảy".lower() in page.lower()


def test_a_week_changed_behind_the_back_is_named(land, django_capture_on_commit_callbacks):
    set_week(land, django_capture_on_commit_callbacks)
    assert list(verify.days()) == []
    OfficeWeek.objects.update(before=1)
    assert len(list(verify.days())) == 1
