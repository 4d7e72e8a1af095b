"""The province of Hà Tĩnh, 2017 to 2025: the tree of any day, what became of what, codes that move."""

from copy import deepcopy
from datetime import date

import pytest

from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.people import queries, seed
from danvan.people.models import Succession, Tier, Unit, UnitCode

IN_2017, IN_2020, IN_2025, TODAY = date(2017, 6, 1), date(2020, 6, 1), date(2025, 6, 30), date(2025, 7, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(lasting):
    return seed.load_ha_tinh(SYSTEM)


@pytest.fixture
def ha_tinh(loaded):
    return deepcopy(loaded)


def keys(units):
    return {unit.key for unit in units}


def became(units, key, day):
    names = {unit.pk: name for name, unit in units.items()}
    return {names[heir.unit_id]: heir.whole for heir in queries.successors(units[key], day)}


def test_the_district_had_21_communes_in_2017_and_the_town_12(ha_tinh):
    assert queries.units_under(ha_tinh["KY-ANH"], IN_2017).count() == 1 + 21
    assert queries.units_under(ha_tinh["TX-KY-ANH"], IN_2017).count() == 1 + 12


def test_the_mergers_of_2020_leave_20_and_11(ha_tinh):
    assert queries.units_under(ha_tinh["KY-ANH"], IN_2020).count() == 1 + 20
    assert queries.units_under(ha_tinh["TX-KY-ANH"], IN_2020).count() == 1 + 11


def test_the_province_has_69_units_since_july_2025_and_no_district(ha_tinh):
    assert queries.units_of_day(Tier.COMMUNE, TODAY).count() == 69
    assert not queries.units_of_day(Tier.DISTRICT, TODAY)
    assert queries.units_under(ha_tinh["HA-TINH"], TODAY).count() == 70


def test_loading_twice_changes_nothing(ha_tinh):
    before = Unit.objects.count(), Event.objects.count()
    seed.load_ha_tinh(SYSTEM)
    assert (Unit.objects.count(), Event.objects.count()) == before


def test_every_unit_of_2017_is_found_again_today(ha_tinh):
    then = queries.units_under(ha_tinh["HA-TINH"], IN_2017)
    lineage = queries.lineage([unit.pk for unit in then], TODAY)
    assert all(lineage.values())
    today = set(Unit.objects.on(TODAY).values_list("pk", flat=True))
    assert {heir.unit_id for heirs in lineage.values() for heir in heirs} <= today


def test_a_commune_merged_twice_is_followed_to_the_end(ha_tinh):
    assert became(ha_tinh, "KY-HOP-2017", IN_2020) == {"LAM-HOP-2020": True}
    assert became(ha_tinh, "KY-HOP-2017", TODAY) == {"KY-LAC-2025": True}


def test_ky_loi_was_divided_among_three_and_none_has_the_whole(ha_tinh):
    parts = {"VUNG-ANG-2025": False, "HOANH-SON-2025": False, "SONG-TRI-2025": False}
    assert became(ha_tinh, "KY-LOI-2017", TODAY) == parts


def test_the_figures_of_a_new_unit_are_undivided_among_the_old_ones(ha_tinh):
    assert became(ha_tinh, "KY-XUAN-2025", IN_2017) == {
        "KY-XUAN-2017": False,
        "KY-BAC-2017": False,
        "KY-PHONG-2017": False,
    }


def test_a_unit_of_that_day_stands_for_itself(ha_tinh):
    assert became(ha_tinh, "KY-TIEN-2017", IN_2017) == {"KY-TIEN-2017": True}


def test_the_districts_own_records_go_to_the_province(ha_tinh):
    assert became(ha_tinh, "KY-ANH", TODAY) == {"HA-TINH": True}


def test_what_came_into_a_new_unit_whole_and_in_part(ha_tinh):
    names = {unit.pk: name for name, unit in ha_tinh.items()}
    found = queries.forebears_of(ha_tinh["VUNG-ANG-2025"], IN_2017)
    assert {names[pk]: whole for pk, whole in found.items()} == {
        "KY-THINH-2017": True,
        "KY-LONG-2017": True,
        "KY-LOI-2017": False,
    }


def test_a_code_moves_to_another_unit_and_is_asked_by_day(ha_tinh):
    def holders(code, day):
        return keys(Unit.objects.filter(pk__in=UnitCode.objects.on(day).filter(code=code).values("unit")))

    assert holders("18766", IN_2017) == {"KY-PHONG-2017"}
    assert holders("18766", TODAY) == {"KY-XUAN-2025"}
    assert holders("18838", IN_2020) == {"LAM-HOP-2020"}


def test_no_code_has_two_holders_on_any_day_of_change(ha_tinh):
    for day in (IN_2017, date(2020, 1, 1), IN_2020, date(2025, 1, 1), IN_2025, TODAY):
        held = [node.code for node in queries.tree(day) if node.code]
        assert len(held) == len(set(held))


def test_a_name_is_that_of_the_day(ha_tinh):
    dong = ha_tinh["KY-DONG-2017"]
    assert dong.name_on(IN_2017) == "xã Kỳ Đồng"
    assert dong.name_on(IN_2025) == "thị trấn Kỳ Đồng"
    assert dong.name_on(date(2026, 1, 1)) == "thị trấn Kỳ Đồng"
    assert queries.names_on([dong.pk], IN_2017) == {dong.pk: "xã Kỳ Đồng"}


def test_a_resolution_that_was_not_looked_up_is_not_invented(ha_tinh):
    renames = Succession.objects.filter(kind=Succession.Kind.RENAME)
    assert renames.count() == 3
    assert all(step.resolution is None and "chưa tra" in step.text for step in renames)


def test_the_path_leads_from_the_province_down(ha_tinh):
    path = queries.path_of(ha_tinh["KY-LOI-2017"], IN_2017)
    assert [unit.shown_name for unit in path] == ["tỉnh Hà Tĩnh", "thị xã Kỳ Anh", "xã Kỳ Lợi"]
    assert [unit.key for unit in queries.path_of(ha_tinh["KY-XUAN-2025"], TODAY)] == [
        "HA-TINH",
        "KY-XUAN-2025",
    ]


def test_units_during_a_period_are_those_of_all_its_days(ha_tinh):
    year = queries.units_during(ha_tinh["HA-TINH"], date(2025, 1, 1), date(2025, 12, 31))
    assert {"KY-XUAN-2017", "KY-XUAN-2025"} <= keys(year)
    assert "KY-HOP-2017" not in keys(year)


def test_the_tree_puts_each_unit_below_the_one_above_it(ha_tinh):
    nodes = queries.tree(IN_2017)
    assert [(node.name, node.depth) for node in nodes[:3]] == [
        ("tỉnh Hà Tĩnh", 0),
        ("huyện Kỳ Anh", 1),
        ("xã Kỳ Bắc", 2),
    ]
    assert len(nodes) == 36


def test_questions_over_units_cost_a_fixed_number_of_statements(ha_tinh, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(queries.units_under(ha_tinh["HA-TINH"], IN_2017))
    with django_assert_num_queries(1):
        queries.tree(TODAY)
    with django_assert_num_queries(1):
        queries.path_of(ha_tinh["KY-LOI-2017"], IN_2017)
    with django_assert_num_queries(2):
        queries.lineage([unit.pk for unit in ha_tinh.values()], TODAY)
    with django_assert_num_queries(1):
        queries.names_on([unit.pk for unit in ha_tinh.values()], TODAY)


def test_every_change_leaves_an_event(ha_tinh):
    assert set(Event.objects.filter(stream="unit").values_list("verb", flat=True)) == {
        "create",
        "merge",
        "rename",
        "split",
        "abolish",
    }
