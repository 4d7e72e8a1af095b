"""A hall on a Monday at nine."""

import pytest

from danvan.counters.tests.make import MONDAY, make_place
from tests.make import at


@pytest.fixture
def monday(db):
    with at(MONDAY):
        yield


@pytest.fixture
def place(monday):
    return make_place()
