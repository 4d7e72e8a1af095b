"""A commune whose procedure is a burden: Hoa leads it, Minh handles, Lan's words came in."""

import pytest

from danvan.burdens.tests.make import DAY, make_procedure
from danvan.people.roles import Role
from danvan.procedures.tests.make import hoa_of
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
def hoa(unit):
    return hoa_of(unit)[1]


@pytest.fixture
def minh(unit):
    return make_officer(unit, Role.HANDLER)


@pytest.fixture
def other(district):
    return make_unit(name="xã Bên", parent=district)


@pytest.fixture
def dung(other):
    return make_officer(other, Role.HANDLER, full_name="Phan Tiến Dũng")


@pytest.fixture
def version(unit, hoa):
    return make_procedure(unit, hoa, code="1.004222")
