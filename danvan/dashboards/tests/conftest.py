"""The cast of the dashboards: a district with two communes, its leader, its board; Dũng from elsewhere."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit

BACKEND = "danvan.people.backends.Officers"
NOW = date(2018, 7, 2)


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """Monday, 2 July 2018."""
    with at(NOW):
        yield NOW


@pytest.fixture
def district(today: date) -> Unit:
    return make_unit("KY-ANH", tier="district", name="huyện Kỳ Anh")


@pytest.fixture
def lac(district: Unit) -> Unit:
    return make_unit("KY-LAC-2017", parent=district, name="xã Kỳ Lạc")


@pytest.fixture
def son(district: Unit) -> Unit:
    return make_unit("KY-SON-2017", parent=district, name="xã Kỳ Sơn")


@pytest.fixture
def hoa(district: Unit) -> Account:
    return make_officer(district, Role.LEADER, username="hoa", full_name="Lê Thị Hoa")


@pytest.fixture
def board(district: Unit) -> Account:
    return make_officer(district, Role.BOARD, username="oanh", full_name="Chu Thị Oanh")


@pytest.fixture
def dung(today: date) -> Account:
    return make_officer(make_unit(name="xã Khác"), Role.LEADER, username="dung", full_name="Phan Tiến Dũng")


@pytest.fixture
def as_(today: date) -> Callable[[Account], Client]:
    """A browser in which this officer is logged in."""

    def browser(officer: Account) -> Client:
        client = Client()
        client.force_login(officer, backend=BACKEND)
        return client

    return browser
