"""The cast of reception: Minh receives in the commune, Hoa leads it, Dũng is from elsewhere."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_officer, make_unit


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """Monday, 12 February 2018, nine in the morning."""
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune(today: date) -> Unit:
    return make_unit("KY-KHANG-THU", name="xã Kỳ Khang")


@pytest.fixture
def minh(commune: Unit) -> Account:
    return make_officer(commune, Role.CLERK, username="minh", full_name="Phan Văn Minh")


@pytest.fixture
def hoa(commune: Unit) -> Account:
    return make_officer(commune, Role.LEADER, username="hoa", full_name="Lê Thị Hoa")


@pytest.fixture
def dung(today: date) -> Account:
    elsewhere = make_unit(name="xã Kỳ Tân")
    return make_officer(elsewhere, Role.CLERK, Role.LEADER, username="dung", full_name="Phan Tiến Dũng")


@pytest.fixture
def as_(today: date) -> Callable[[Account], Client]:
    """A browser in which this officer is logged in."""

    def browser(officer: Account) -> Client:
        client = Client()
        client.force_login(officer, backend="danvan.people.backends.Officers")
        return client

    return browser
