"""A letter of Minh's commune that is in hand on a Monday, and Dũng's waterworks beside it."""

import pytest

from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk


@pytest.fixture
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-TEST")


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="minh")


@pytest.fixture
def water():
    return make_unit("TRAM-THUY-NONG", name="Trạm Thủy nông")


@pytest.fixture
def dung(water):
    return make_officer(water, Role.HANDLER, Role.LEADER, username="dung")


@pytest.fixture
def whole(monday, commune, minh):
    return walk(make_case(commune), minh, MONDAY, "screen", "accept")
