"""A report over groups of units says what the same report says unit by unit, whatever happened to the units."""

from datetime import date

import pytest

from danvan.figures import actions, covers
from danvan.figures.actions import roll_up
from danvan.figures.models import Member
from danvan.figures.verify import totals
from danvan.journal.actors import SYSTEM
from danvan.people import actions as people
from danvan.reports.people_relations import build
from danvan.reports.tests.make import WORKS, District, at, live, make_turn
from tests.make import make_officer, make_unit

YEAR = (date(2018, 1, 1), date(2018, 12, 31))
PERIODS = (YEAR, (date(2018, 2, 5), date(2018, 9, 17)), (date(2017, 3, 1), date(2019, 2, 28)))
MOVED, DIVIDED = date(2018, 6, 15), date(2018, 9, 1)
LIVES = (
    [("screen", 3), ("accept", 1), ("assign", 1), ("answer", 9)],
    [("screen", 20)],
    [],
    [("screen", 1), ("accept", 1), ("assign", 200), ("answer", 30)],
)


@pytest.fixture
def country(db, monkeypatch):
    """Two provinces of three communes; in the year one commune goes over to the other, one is divided."""
    for module in (actions, covers):
        monkeypatch.setattr(module, "LEAST", 2)
    nation = make_unit("VN", tier="nation", name="Việt Nam")
    north, south = (
        make_unit(key, tier="province", parent=nation, name=f"tỉnh {key}") for key in ("BAC", "NAM")
    )
    communes = [make_unit(f"XA-{n}", parent=north if n < 3 else south, name=f"xã {n}") for n in range(6)]
    minh = make_officer(nation, *WORKS)
    for unit in communes:
        for role in WORKS:
            people.give_post(officer=minh, unit=unit, role=role, by=SYSTEM, on=date(2010, 1, 1))
    _something(communes, minh, date(2017, 5, 2))
    _something(communes, minh, date(2018, 2, 1))
    roll_up()
    people.move_unit(unit=communes[2], parent=south, by=SYSTEM, on=MOVED)
    people.split_unit(unit=communes[5], into=communes[3:5], by=SYSTEM, on=DIVIDED)
    _something([*communes[:5]], minh, date(2018, 10, 1))
    return nation, north, south, communes


def _something(units, minh, day):
    """Letters that are quick, late and still open, and a turn, in every unit."""
    for number, unit in enumerate(units):
        district = District(unit, unit, unit, minh, minh)
        for life in LIVES[number % 2 :: 2]:
            live(district, life, start=day, unit=unit, kind="complaint", topic="land")
        make_turn(unit, minh, on=day, persons=1 + number)


def test_groups_give_what_the_units_give_one_by_one(country, monkeypatch):
    nation, north, south, communes = country
    asked = [(unit, *days) for unit in (nation, north, south, communes[2], communes[5]) for days in PERIODS]
    with at(date(2019, 4, 1)):
        late = [_told(build(*one)) for one in asked]  # the groups do not know yet who moved
        roll_up()
        soon = [_told(build(*one)) for one in asked]
        assert (north.pk, communes[2].pk) not in Member.objects.values_list("top_id", "unit_id")
        assert list(totals()) == []
        monkeypatch.setattr(covers, "groups", dict)
        plain = [_told(build(*one)) for one in asked]
        assert late == soon == plain
        _every_commune_stands_wholly_under_its_province(nation, north, south, communes)


def _every_commune_stands_wholly_under_its_province(nation, north, south, communes):
    """In a report of the nation: that of the end of the period, or of the day by whose units it is made."""
    report = build(nation, *YEAR)
    before = build(nation, date(2017, 1, 1), date(2018, 5, 31))
    today = build(nation, date(2017, 1, 1), date(2018, 5, 31), units_of=date(2019, 4, 1))
    assert [line.key for line in report.by_unit] == ["BAC", "NAM"]
    assert [{*line.unit_ids} for line in report.by_unit] == [
        {north.pk, communes[0].pk, communes[1].pk},
        {south.pk, *(unit.pk for unit in communes[2:])},
    ]
    assert sum(line.figures["received"] for line in report.by_unit) == report.figures["received"] == 22
    assert [communes[2].pk in line.unit_ids for line in before.by_unit] == [True, False]
    assert [communes[2].pk in line.unit_ids for line in today.by_unit] == [False, True]
    assert not any(line.undivided for line in today.by_unit)


def _told(report):
    """All that a report says, but for the moment at which it was asked."""
    return {name: value for name, value in vars(report).items() if name not in ("asked_at", "unit")}
