"""The cast: Lan the citizen, Minh her officer, Hoa his chair, Dũng from another unit, An who administers."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from danvan.cases.models import Case
from danvan.journal.actors import SYSTEM
from danvan.papers.actions import Draft
from danvan.people.actions import give_post
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit

SINCE = date(2010, 1, 1)


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """Monday, 12 February 2018."""
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune(today: date) -> Unit:
    """The commune in which Minh and Hoa work."""
    return make_unit("KY-KHANG-THU", name="xã Kỳ Khang")


@pytest.fixture
def minh(commune: Unit) -> Account:
    """Receives letters and works on them."""
    return make_officer(commune, Role.CLERK, Role.HANDLER, username="minh", full_name="Phan Văn Minh")


@pytest.fixture
def hoa(commune: Unit) -> Account:
    """Leads the commune, as its chair."""
    hoa = make_officer(commune, username="hoa", full_name="Lê Thị Hoa")
    give_post(officer=hoa, unit=commune, role=Role.LEADER, title="Chủ tịch", by=SYSTEM, on=SINCE)
    return hoa


@pytest.fixture
def dung(today: date) -> Account:
    """Holds every working role, in another unit."""
    return make_officer(
        make_unit(name="xã Kỳ Tân"),
        Role.CLERK,
        Role.HANDLER,
        Role.LEADER,
        username="dung",
        full_name="Phan Tiến Dũng",
    )


@pytest.fixture
def an(commune: Unit) -> Account:
    """Administers the commune."""
    return make_officer(commune, Role.ADMINISTRATOR, username="an", full_name="Ngô Hoài An")


@pytest.fixture
def case(commune: Unit) -> Case:
    """Lan's letter about the culvert."""
    return make_case(commune)


@pytest.fixture
def reply(hoa: Account) -> Draft:
    """What stands in a letter of reply."""
    return Draft(typed={"answer": "Đã nạo vét cống ngày 10/02/2018."}, signer=hoa)


@pytest.fixture
def guide(hoa: Account) -> Draft:
    """What stands in a letter of guidance."""
    return Draft(typed={"competent": "Công ty Thủy lợi Nam Hà Tĩnh", "advice": ""}, signer=hoa)


@pytest.fixture
def as_(today: date) -> Callable[[Account], Client]:
    """A browser in which this officer is logged in."""

    def browser(officer: Account) -> Client:
        client = Client()
        client.force_login(officer, backend="danvan.people.backends.Officers")
        return client

    return browser
