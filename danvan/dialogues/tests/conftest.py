"""A commune that talks with its people: Hoa leads it, Minh handles there, Dũng is from elsewhere."""

import pytest

from danvan.meetings.tests.make import DAY
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def unit():
    return make_unit(parent=make_unit(tier="district", name="huyện Thử"))


@pytest.fixture
def hoa(unit):
    return make_officer(unit, Role.LEADER, full_name="Lê Thị Hoa")


@pytest.fixture
def minh(unit):
    return make_officer(unit, Role.HANDLER)


@pytest.fixture
def dung():
    return make_officer(make_unit(name="xã Bên"), Role.LEADER, full_name="Phan Tiến Dũng")


@pytest.fixture
def login(client):
    def enter(officer):
        client.force_login(officer, backend="danvan.people.backends.Officers")
        return client

    return enter
