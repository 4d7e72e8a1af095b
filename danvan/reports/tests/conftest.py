"""A small district, and a day after everything that happens in it."""

import pytest

from danvan.reports.tests.make import LATER, at, make_district


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def later():
    with at(LATER):
        yield LATER
