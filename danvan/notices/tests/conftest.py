"""Lan writes, Minh works on it, Hoa leads, Dũng is from elsewhere; a carrier that reaches people."""

from collections.abc import Iterator
from datetime import date

import pytest

from danvan.notices import actions
from danvan.notices.tests.make import Carrier
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_officer, make_unit


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """Monday, 12 February 2018, nine in the morning; the journal is read from then on."""
    with at(MONDAY, 8):
        from danvan.lib import dates

        actions.begin(dates.now())
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def carrier(settings) -> Iterator[type[Carrier]]:
    settings.DANVAN_GATEWAYS = dict.fromkeys(("email", "sms"), "danvan.notices.tests.make.Carrier")
    Carrier.sent, Carrier.answer = [], None
    yield Carrier
    Carrier.sent, Carrier.answer = [], None


@pytest.fixture
def commune(today: date) -> Unit:
    return make_unit(name="xã Kỳ Khang")


@pytest.fixture
def minh(commune: Unit) -> Account:
    return make_officer(commune, Role.CLERK, Role.HANDLER, username="minh", full_name="Phan Văn Minh")


@pytest.fixture
def hoa(commune: Unit) -> Account:
    return make_officer(commune, Role.LEADER, username="hoa", full_name="Lê Thị Hoa")


@pytest.fixture
def dung(today: date) -> Account:
    return make_officer(
        make_unit(name="xã Khác"), Role.CLERK, Role.LEADER, username="dung", full_name="Phan Tiến Dũng"
    )
