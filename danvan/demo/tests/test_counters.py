"""The hall of the demonstration: yesterday ended with its reasons, today is on the way."""

import pytest
from django.test import Client

from danvan.counters import verify
from danvan.counters.models import Hall, Ticket
from danvan.lib import dates

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_yesterday_has_ended_and_today_is_on_the_way(register):
    today = dates.today()
    states = Ticket.objects.filter(on__lt=today).values_list("state", "ended_why")
    assert {"done", "left"} == {state for state, _why in states}
    assert "absent" in {why for _state, why in states}
    assert Ticket.objects.filter(on=today, state="waiting").exists()
    screen = Client().get(f"/goi-so/{Hall.objects.get().key}/").content.decode()
    assert "Quầy 4" in screen
    assert [*verify.halls(), *verify.tickets()] == []
