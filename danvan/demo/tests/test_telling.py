"""People of the present layer are told; what did not arrive, and whom to call, waits on the work list."""

import pytest

from danvan.demo.tests.conftest import TODAY
from danvan.lib import dates
from danvan.notices import queries, verify
from danvan.notices.models import State, Telling
from danvan.people.models import Account

pytestmark = pytest.mark.django_db


def test_some_were_told_by_machine_some_by_telephone_and_one_address_was_never_proved(register):
    states = list(Telling.objects.values_list("channel", "state", "reason"))
    assert sum(state == State.DELIVERED and channel == "sms" for channel, state, _why in states) >= 5
    assert sum(state == State.DELIVERED and channel == "email" for channel, state, _why in states) >= 5
    assert any(state == State.TOLD for _channel, state, _why in states)
    assert any(state == State.DUE for _channel, state, _why in states)
    assert any(why == "unproved" for _channel, _state, why in states)
    assert [lie for check in (verify.tellings, verify.addresses) for lie in check()] == []


def test_the_desk_that_most_visitors_try_has_somebody_to_call(register):
    officers = Account.objects.filter(posts__unit__key="KY-XUAN-2025", is_active=True).distinct()
    counts = [queries.worklist(officer, dates.now(), on=TODAY).count() for officer in officers]
    assert max(counts) >= 1
