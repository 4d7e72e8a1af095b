"""A commune with its one-stop desk on a Monday at nine; the district above it, where Tâm works, calls people back."""

import pytest

from danvan.onestop.tests.make import MONDAY, make_place
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit


@pytest.fixture
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def district():
    return make_unit(tier="district", name="huyện Thử")


@pytest.fixture
def place(district):
    make_unit("KY-KHANG-TEST", parent=district)
    return make_place()


@pytest.fixture
def tam(district):
    return make_officer(district, Role.HANDLER, full_name="Đỗ Thị Tâm")
