"""The cast of the desk: Lan the citizen, Minh her officer, Hoa his chief, Dũng from another unit, always refused."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_officer, make_unit

BACKEND = "danvan.people.backends.Officers"


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """Monday, 12 February 2018."""
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune(today: date) -> Unit:
    """The commune in which Minh and Hoa work."""
    return make_unit("KY-KHANG-THU", name="xã Kỳ Khang")


@pytest.fixture
def minh(commune: Unit) -> Account:
    """Receives people and letters, and works on them."""
    return make_officer(commune, Role.CLERK, Role.HANDLER, username="minh", full_name="Phan Văn Minh")


@pytest.fixture
def hoa(commune: Unit) -> Account:
    """Leads the commune."""
    return make_officer(commune, Role.LEADER, username="hoa", full_name="Lê Thị Hoa")


@pytest.fixture
def dung(today: date) -> Account:
    """Holds every working role, in another unit."""
    return make_officer(
        make_unit(name="xã Kỳ Tân"),
        Role.CLERK,
        Role.HANDLER,
        Role.LEADER,
        username="dung",
        full_name="Phan Tiến Dũng",
    )


@pytest.fixture
def as_(today: date) -> Callable[[Account], Client]:
    """A browser in which this officer is logged in."""

    def browser(officer: Account) -> Client:
        client = Client()
        client.force_login(officer, backend=BACKEND)
        return client

    return browser
