"""The line of command: Minh has the case in hand, Hoa leads the commune, Bình the district, Sơn the province."""

from collections.abc import Iterator
from datetime import date

import pytest

from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_officer, make_unit


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """Monday, 12 February 2018; the week after is the New Year's holiday."""
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def province(today: date) -> Unit:
    return make_unit(tier="province", name="tỉnh Thử")


@pytest.fixture
def district(province: Unit) -> Unit:
    return make_unit(tier="district", parent=province, name="huyện Thử")


@pytest.fixture
def commune(district: Unit) -> Unit:
    return make_unit(parent=district, name="xã Kỳ Khang")


def _officer(unit: Unit, name: str, full_name: str, *roles: Role) -> Account:
    officer = make_officer(unit, *roles, username=name, full_name=full_name)
    officer.email = f"{name}@thu.example.vn"
    officer.save(update_fields=["email"])
    return officer


@pytest.fixture
def minh(commune: Unit) -> Account:
    return _officer(commune, "minh", "Phan Văn Minh", Role.CLERK, Role.HANDLER)


@pytest.fixture
def hoa(commune: Unit) -> Account:
    return _officer(commune, "hoa", "Lê Thị Hoa", Role.LEADER)


@pytest.fixture
def binh(district: Unit) -> Account:
    return _officer(district, "binh", "Trần Quốc Bình", Role.LEADER)


@pytest.fixture
def son(province: Unit) -> Account:
    return _officer(province, "son", "Võ Hồng Sơn", Role.LEADER)


@pytest.fixture
def dung(today: date) -> Account:
    """Leads a commune that belongs to another province."""
    return _officer(make_unit(name="xã Khác"), "dung", "Phan Tiến Dũng", Role.LEADER)
