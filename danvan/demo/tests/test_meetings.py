"""Reception around the day of loading: calendar, appointments, queue, all by real actions."""

from datetime import timedelta

import pytest

from danvan.demo.meetings import COMMUNES
from danvan.demo.tests.conftest import TODAY
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.reception import queries, verify
from danvan.reception.models import Booking, Session, Visit

pytestmark = pytest.mark.django_db


def test_each_commune_has_days_of_its_head_behind_and_before_it(register):
    for key in COMMUNES:
        sessions = Session.objects.filter(unit__key=key)
        states = set(sessions.values_list("state", flat=True))
        assert {"held", "published"} <= states
        assert not any(session.is_late_notice for session in sessions)
    assert Session.objects.filter(state="postponed").count() == 1


def test_the_duty_page_has_something_to_count(register):
    units = list(Unit.objects.filter(key__in=COMMUNES).named(TODAY))
    duties = queries.duties(units, month=TODAY - timedelta(days=20), on=TODAY)
    assert all(duty.asked == 2 for duty in duties)
    assert any(duty.done for duty in duties)


def test_people_have_booked_and_one_will_be_received_online(register):
    booked = Booking.objects.filter(on__gt=TODAY)
    assert booked.count() >= len(COMMUNES)
    assert booked.exclude(link="").exists()
    assert not booked.filter(made_by__isnull=False).exists()


def test_the_queue_of_the_morning_is_there(register):
    unit = Unit.objects.get(key=COMMUNES[0])
    visits = Visit.objects.filter(unit=unit, on=TODAY)
    assert list(visits.order_by("number").values_list("number", flat=True)) == list(
        range(1, visits.count() + 1)
    )
    queue = queries.queue(unit, queries.room_of(unit), on=TODAY, now=dates.now())
    assert len(queue.waiting) + len(queue.invited) + visits.filter(state="done").count() == visits.count()


def test_all_of_it_is_as_it_was_recorded(register):
    assert [*verify.calendar(), *verify.queue()] == []
