"""Who sees and who acts, by post and day."""

from datetime import date

import pytest

from danvan.journal.actors import SYSTEM
from danvan.people import actions, policies, queries, seed
from danvan.people.errors import Refused
from danvan.people.models import Tier
from danvan.people.roles import Role
from danvan.people.tests.make import make_account, make_officer, make_unit

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db

# role: acts in its own unit, acts below, sees below, reads letters
TABLE = {
    Role.CLERK: (True, False, True, True),
    Role.HANDLER: (True, False, True, True),
    Role.LEADER: (True, False, True, True),
    Role.COUNCIL: (True, False, True, True),
    Role.INSPECTOR: (True, True, True, True),
    Role.BOARD: (True, True, True, False),
    Role.ADMINISTRATOR: (True, True, True, False),
}


@pytest.fixture
def units():
    top = make_unit("TINH", tier=Tier.PROVINCE, on=date(2020, 1, 1))
    own = make_unit("HUYEN", tier=Tier.DISTRICT, parent=top, on=date(2020, 1, 1))
    below = make_unit("XA", parent=own, on=date(2020, 1, 1))
    beside = make_unit("KHAC", parent=top, on=date(2020, 1, 1))
    return top, own, below, beside


def test_the_table_names_every_role():
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_reaches_as_far_as_the_table_says(role, units):
    top, own, below, beside = units
    acts_own, acts_below, sees_below, reads = TABLE[role]
    minh = make_officer("minh", own, role)
    assert policies.has_role(minh, [role], own, DAY) is acts_own
    assert policies.has_role(minh, [role], below, DAY) is acts_below
    assert not policies.has_role(minh, [role], top, DAY)
    assert not policies.has_role(minh, [role], beside, DAY)
    assert policies.standing(minh, DAY).sees == ({own.pk, below.pk} if sees_below else {own.pk})
    assert (own.pk in policies.standing(minh, DAY).reads) is reads


@pytest.mark.parametrize("role", list(Role))
def test_no_role_is_another(role, units):
    minh = make_officer("minh", units[1], role)
    others = [other for other in Role if other != role]
    assert not policies.has_role(minh, others, units[1], DAY)


def test_a_post_holds_from_its_first_day_to_the_day_before_its_end(units):
    minh = make_officer("minh", units[1], Role.HANDLER, on=date(2026, 1, 10))
    actions.end_post(post=minh.posts.get(), by=SYSTEM, on=date(2026, 2, 1))
    held = {day: policies.has_role(minh, [Role.HANDLER], units[1], date(2026, 1, day)) for day in (9, 10, 31)}
    assert held == {9: False, 10: True, 31: True}
    assert not policies.has_role(minh, [Role.HANDLER], units[1], date(2026, 2, 1))


def test_a_closed_account_holds_nothing(units):
    minh = make_officer("minh", units[1], Role.LEADER)
    actions.close_account(account=minh, by=SYSTEM, on=DAY)
    assert not policies.has_role(minh, [Role.LEADER], units[1], DAY)
    assert minh.posts.filter(until_on__isnull=True).count() == 0


def test_five_hats_are_read_in_one_statement_and_then_kept(units, django_assert_num_queries):
    minh = make_officer("minh", units[1], *Role)
    with django_assert_num_queries(1):
        assert all(policies.has_role(minh, [role], units[1], DAY) for role in Role)


def test_a_new_post_counts_at_once(units):
    minh = make_officer("minh", units[1], Role.HANDLER)
    assert not policies.has_role(minh, [Role.LEADER], units[1], DAY)
    actions.give_post(officer=minh, unit=units[1], role=Role.LEADER, by=SYSTEM, on=DAY)
    assert policies.has_role(minh, [Role.LEADER], units[1], DAY)


def test_whoever_acts_in_the_new_commune_acts_in_the_old_ones_that_became_it():
    found = seed.load_ha_tinh(SYSTEM)
    minh = make_officer("minh", found["VUNG-ANG-2025"], Role.HANDLER)
    acts = {key for key, unit in found.items() if policies.has_role(minh, [Role.HANDLER], unit, DAY)}
    assert acts == {"VUNG-ANG-2025", "KY-THINH-2017", "KY-LONG-2017"}


def test_the_province_sees_all_that_ever_stood_below_and_acts_for_the_districts_that_ended():
    found = seed.load_ha_tinh(SYSTEM)
    hoa = make_officer("hoa", found["HA-TINH"], Role.LEADER)
    assert policies.standing(hoa, DAY).sees == {unit.pk for unit in found.values()}
    acts = {key for key, unit in found.items() if policies.has_role(hoa, [Role.LEADER], unit, DAY)}
    assert acts == {"HA-TINH", "KY-ANH", "TX-KY-ANH", "KY-LOI-2017"}


def test_in_2017_the_district_saw_its_communes_and_not_those_of_the_town():
    found = seed.load_ha_tinh(SYSTEM)
    minh = make_officer("minh", found["KY-ANH"], Role.HANDLER, on=date(2017, 1, 1))
    seen = policies.standing(minh, date(2017, 6, 1)).sees
    assert len(seen) == 22
    assert found["KY-LOI-2017"].pk not in seen


def test_the_same_post_is_not_given_twice(units):
    minh = make_officer("minh", units[1], Role.CLERK)
    with pytest.raises(Refused):
        actions.give_post(officer=minh, unit=units[1], role=Role.CLERK, by=SYSTEM, on=DAY)


def test_no_post_in_a_unit_that_does_not_exist_that_day(units):
    with pytest.raises(Refused):
        actions.give_post(officer=make_account(), unit=units[1], role="clerk", by=SYSTEM, on=date(2019, 1, 1))


def test_a_rule_is_confirmed_once_for_the_office_and_all_below(units):
    _top, own, _below, _beside = units
    hoa = make_officer("hoa", own, Role.LEADER)
    said = {"rule": "x.y", "version": "2014-07-01", "by": hoa, "on": DAY}
    with pytest.raises(Refused):
        actions.confirm_rule(unit=own, decision=" ", **said)
    actions.confirm_rule(unit=own, decision="12/QĐ-UBND", **said)
    confirmed = {unit.key: queries.is_confirmed("x.y", "2014-07-01", unit, DAY) for unit in units}
    assert confirmed == {"TINH": False, "HUYEN": True, "XA": True, "KHAC": False}
    assert not queries.is_confirmed("x.y", "2026-07-01", own, DAY)
    with pytest.raises(Refused):
        actions.confirm_rule(unit=own, decision="13/QĐ-UBND", **said)


def test_a_role_held_elsewhere_lifts_no_limit(units):
    _top, own, _below, beside = units
    minh = make_officer("minh", beside, Role.CLERK)
    actions.give_post(officer=minh, unit=own, role=Role.HANDLER, kinds=["complaint"], by=SYSTEM, on=DAY)
    found = policies.standing(minh, DAY)
    assert found.reads_kind(own.pk, "complaint")
    assert not found.reads_kind(own.pk, "recommendation")
    assert found.reads_kind(beside.pk, "recommendation")
    assert found.limits()[own.pk] == {"complaint"}
    assert beside.pk not in found.limits()


def test_a_post_above_that_reads_all_kinds_does_not_widen_what_may_be_done_below(units):
    _top, own, below, _beside = units
    minh = make_officer("minh", own, Role.HANDLER)
    actions.give_post(officer=minh, unit=below, role=Role.HANDLER, kinds=["complaint"], by=SYSTEM, on=DAY)
    found = policies.standing(minh, DAY)
    assert found.reads_kind(below.pk, "recommendation")
    assert found.roles_for(below.pk, "complaint") == {Role.HANDLER}
    assert found.roles_for(below.pk, "recommendation") == frozenset()
