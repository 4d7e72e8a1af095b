"""A commune with its one-stop desk and two agencies elsewhere, on a Monday at nine."""

import pytest

from danvan.onestop.tests.make import MONDAY, make_place
from tests.make import at


@pytest.fixture
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def place():
    return make_place()
