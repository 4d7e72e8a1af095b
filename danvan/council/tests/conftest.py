"""A commune with its council: Bích keeps the council's office, Hoa leads the commune, Dũng works elsewhere."""

import pytest

from danvan.council.tests.make import DAY, make_term
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
def bich(unit):
    return make_officer(unit, Role.COUNCIL, full_name="Lê Thị Bích")


@pytest.fixture
def hoa(unit):
    return make_officer(unit, Role.LEADER)


@pytest.fixture
def dung(district):
    return make_officer(make_unit(name="xã Bên", parent=district), Role.HANDLER)


@pytest.fixture
def term(unit, bich):
    return make_term(unit, bich)
