"""A district with figures of half a year, Minh who draws up its reports, Hoa who signs them."""

from copy import deepcopy

import pytest

from danvan.journal.actors import SYSTEM
from danvan.people import actions as people
from danvan.people.roles import Role
from danvan.reports.tests.make import LATER, START, at, live, make_district, make_turn
from tests.make import make_officer

ANSWERED = [("screen", 1), ("accept", 1), ("assign", 1), ("answer", 3)]


@pytest.fixture(scope="module")
def lived(lasting):
    found = make_district()
    make_turn(found.khang, found.minh, persons=3)
    live(found, ANSWERED, start=START, unit=found.khang, kind="complaint", topic="land")
    live(found, [("screen", 1)], start=START, unit=found.tan, kind="recommendation", topic="land")
    return found


@pytest.fixture
def district(lived, db):
    with at(LATER):
        yield deepcopy(lived)


@pytest.fixture
def minh(district):
    return make_officer(
        district.unit, Role.HANDLER, Role.CLERK, username="minh-bc", full_name="Phan Văn Minh"
    )


@pytest.fixture
def hoa(district):
    officer = make_officer(district.unit, username="hoa-bc", full_name="Lê Thị Hoa")
    people.give_post(
        officer=officer, unit=district.unit, role=Role.LEADER, title="Phó Chủ tịch", by=SYSTEM, on=START
    )
    return officer
