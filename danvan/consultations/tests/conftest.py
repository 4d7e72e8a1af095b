"""A commune that asks what people think of a draft."""

import pytest

from danvan.consultations.tests.make import DAY
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with at(DAY):
        yield


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def hoa(unit):
    return make_officer(unit, Role.LEADER, full_name="Trần Thị Hoa")


@pytest.fixture
def minh(unit):
    return make_officer(unit, Role.HANDLER)


@pytest.fixture
def dung():
    return make_officer(make_unit(name="xã Bên"), Role.HANDLER, full_name="Phan Tiến Dũng")
