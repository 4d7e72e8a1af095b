"""Who may change which calendar: the truth table."""

import pytest

from danvan.calendars import policies
from danvan.calendars.errors import Refused
from danvan.calendars.tests.make import CHRISTMAS, SECOND, make_change, make_land
from danvan.people.roles import Role
from tests.make import make_officer

pytestmark = pytest.mark.django_db
EDITS = {Role.LEADER, Role.ADMINISTRATOR}


@pytest.fixture
def land():
    return make_land()


@pytest.mark.parametrize("role", Role)
def test_leaders_and_administrators_change_their_own_units_days_and_nobody_else(land, role):
    officer = make_officer(land.commune, role)
    assert policies.can_edit(officer, land.commune, CHRISTMAS) is (role in EDITS)
    assert not policies.can_edit(officer, land.other, CHRISTMAS)
    assert not policies.can_edit(officer, land.province, CHRISTMAS)


@pytest.mark.parametrize("role", Role)
def test_only_the_administrator_of_the_highest_unit_changes_the_countrys_days(land, role):
    assert policies.can_edit(make_officer(land.province, role), None, CHRISTMAS) is (
        role == Role.ADMINISTRATOR
    )
    assert not policies.can_edit(make_officer(land.commune, role), None, CHRISTMAS)


@pytest.mark.parametrize("role", Role)
def test_above_a_unit_only_the_administrator_reaches_down(land, role):
    assert policies.can_edit(make_officer(land.province, role), land.commune, CHRISTMAS) is (
        role == Role.ADMINISTRATOR
    )


def test_a_commune_that_runs_the_register_alone_is_the_highest_unit_here():
    from tests.make import make_unit

    province = make_unit(tier="province")
    commune = make_unit(parent=province)
    officer = make_officer(commune, Role.ADMINISTRATOR)
    assert policies.can_edit_national(officer, CHRISTMAS)
    make_officer(province, Role.ADMINISTRATOR)
    assert not policies.can_edit_national(officer, CHRISTMAS)


def test_the_refusal_says_why(land):
    with pytest.raises(Refused, match="đơn vị cao nhất"):
        make_change(land, (SECOND, False), by=land.hoa)
    with pytest.raises(Refused, match="lãnh đạo"):
        make_change(land, (SECOND, False), unit=land.commune, by=land.minh)
    with pytest.raises(Refused):
        make_change(land, (SECOND, False), unit=land.commune, by=land.dung)
