"""Units through time: the tree of any day, what became of what, codes that move."""

from datetime import date

import pytest

from danvan.journal.actors import SYSTEM
from danvan.people import actions, queries, verify
from danvan.people.errors import Refused
from danvan.people.models import Area, Tier, Unit, UnitName
from danvan.people.roles import Role
from danvan.people.tests.make import make_account, make_officer, make_unit

IN_2017, IN_2020, IN_2025, TODAY = date(2017, 6, 1), date(2020, 6, 1), date(2025, 6, 30), date(2025, 7, 1)

pytestmark = pytest.mark.django_db


def test_a_key_is_never_used_twice():
    make_unit("KY-XUAN-2017")
    with pytest.raises(Refused):
        make_unit("ky-xuan-2017")


def test_a_rename_keeps_the_old_name_and_refuses_a_day_before_the_last_change():
    unit = make_unit(on=date(2020, 1, 1), name="Cũ")
    actions.rename_unit(unit=unit, prefix="phường", name="Mới", by=SYSTEM, on=date(2022, 1, 1))
    assert (unit.name_on(date(2021, 12, 31)), unit.name_on(date(2022, 1, 1))) == ("xã Cũ", "phường Mới")
    with pytest.raises(Refused):
        actions.rename_unit(unit=unit, name="Khác", by=SYSTEM, on=date(2021, 1, 1))
    assert UnitName.objects.filter(unit=unit).count() == 2


def test_a_unit_moves_below_another_from_a_day():
    first, second = make_unit(on=date(2020, 1, 1)), make_unit(on=date(2020, 1, 1))
    unit = make_unit(parent=first, on=date(2020, 1, 1))
    actions.move_unit(unit=unit, parent=second, by=SYSTEM, on=date(2023, 1, 1))
    assert unit in queries.units_under(first, date(2022, 12, 31))
    assert unit in queries.units_under(second, date(2023, 1, 1))
    with pytest.raises(Refused):
        actions.move_unit(unit=second, parent=unit, by=SYSTEM, on=date(2024, 1, 1))


def test_a_part_can_move_while_the_unit_goes_on():
    giver, taker = make_unit(on=date(2020, 1, 1)), make_unit(on=date(2020, 1, 1))
    actions.move_part(unit=giver, to=[taker], by=SYSTEM, on=date(2023, 1, 1), resolution="1/NQ")
    assert [heir.unit_id for heir in queries.successors(giver, date(2024, 1, 1))] == [giver.pk]
    assert [change.step.resolution for change in queries.successions_of(taker)] == [None, "1/NQ"]


def test_a_unit_with_units_below_cannot_end():
    top = make_unit(on=date(2020, 1, 1), tier=Tier.DISTRICT)
    make_unit(parent=top, on=date(2020, 1, 1))
    with pytest.raises(Refused):
        actions.abolish_unit(unit=top, by=SYSTEM, on=date(2024, 1, 1))


def test_a_unit_ends_once():
    unit, other = make_unit(on=date(2020, 1, 1)), make_unit(on=date(2020, 1, 1))
    actions.abolish_unit(unit=unit, receiver=other, by=SYSTEM, on=date(2024, 1, 1))
    with pytest.raises(Refused):
        actions.abolish_unit(unit=unit, by=SYSTEM, on=date(2025, 1, 1))
    with pytest.raises(Refused):
        actions.split_unit(unit=other, into=[unit, other], by=SYSTEM, on=date(2025, 1, 1))


def test_posts_end_with_their_unit():
    unit, other = make_unit(on=date(2020, 1, 1)), make_unit(on=date(2020, 1, 1))
    minh = make_account()
    actions.give_post(officer=minh, unit=unit, role="handler", by=SYSTEM, on=date(2020, 1, 1))
    actions.merge_units(units=[unit, other], key="MOI", name="Mới", by=SYSTEM, on=date(2024, 1, 1))
    assert minh.posts.get().until_on == date(2024, 1, 1)
    assert not queries.posts_of(minh, date(2024, 1, 1))


def test_the_working_week_needs_a_day():
    unit = make_unit()
    actions.set_week(unit=unit, week=[0, 1, 2, 3, 4, 5], by=SYSTEM, on=date(2026, 3, 3))
    unit.refresh_from_db()
    assert unit.weekdays == (0, 1, 2, 3, 4, 5)
    with pytest.raises(Refused):
        actions.set_week(unit=unit, week=[], by=SYSTEM, on=date(2026, 3, 3))


def test_a_remote_area_needs_the_number_of_a_document():
    unit = make_unit()
    said = {"week": range(5), "by": make_officer("an", unit, Role.ADMINISTRATOR), "on": date(2026, 3, 3)}
    with pytest.raises(Refused):
        actions.set_unit(unit=unit, area="remote", decision="", **said)
    actions.set_unit(unit=unit, area="remote", decision="861/QĐ-TTg", **said)
    unit.refresh_from_db()
    assert unit.area == Area.REMOTE


@pytest.mark.parametrize("behind", [{"week": 0b1111111}, {"area": Area.REMOTE}])
@pytest.mark.parametrize("was_set", [True, False])
def test_a_week_or_an_area_changed_behind_the_back_is_named(behind, was_set):
    unit = make_unit()
    if was_set:
        actions.set_week(unit=unit, week=[0, 1, 2, 3, 4, 5], by=SYSTEM, on=TODAY)
        actions.set_area(unit=unit, area=Area.NORMAL, by=SYSTEM, on=TODAY)
    assert list(verify.units()) == []
    Unit.objects.filter(pk=unit.pk).update(**behind)
    assert [lie.row for lie in verify.units()] == [f"unit {unit.pk}"]
