"""A commune with its one-stop desk under a district, on a Monday at nine."""

import pytest

from danvan.onestop.tests.make import MONDAY, make_place
from tests.make import at, make_unit


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
