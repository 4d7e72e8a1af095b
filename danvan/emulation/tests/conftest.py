"""A district that runs a movement, a commune where things stand: Hoa leads, Minh handles, Lan has the garden."""

import pytest

from danvan.emulation.tests.make import DAY, make_movement
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def district():
    return make_unit(tier="district", name="huyện Thử")


@pytest.fixture
def unit(district):
    return make_unit(parent=district)


@pytest.fixture
def hoa(district):
    return make_officer(district, Role.LEADER, full_name="Lê Thị Hoa")


@pytest.fixture
def minh(unit):
    return make_officer(unit, Role.HANDLER)


@pytest.fixture
def dung(district):
    return make_officer(make_unit(name="xã Bên", parent=district), Role.HANDLER, full_name="Phan Tiến Dũng")


@pytest.fixture
def team(district):
    return [
        make_officer(district, Role.HANDLER, full_name=name)
        for name in ("Bùi Thị Mai", "Đỗ Văn Nam", "Hồ Sỹ Tư")
    ]


@pytest.fixture
def gardens(district, hoa):
    return make_movement(district, hoa, "garden")
