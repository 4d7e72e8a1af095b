"""The register of reception: turns, persons, groups and matters are four different things."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from danvan import law
from danvan.cases.errors import StepRefused
from danvan.figures import queries as figures
from danvan.people.roles import Role
from danvan.reception import queries, verify
from danvan.reception.actions import Caller, Told, cancel_turn, register_turn, reveal
from danvan.reception.models import GROUP_FROM, Matter, Turn
from tests.make import MONDAY, at, make_officer, make_unit

pytestmark = pytest.mark.django_db
LAN = Caller("Nguyễn Thị Lan")
DRAIN = Told("water", "Cống kênh N3 bị tắc, ruộng ngập", "advised", advice="Hướng dẫn viết đơn.")
LAND = Told("land", "Ranh giới thửa đất với hộ bên cạnh", "advised", advice="Hòa giải ở thôn.")


@pytest.fixture
def commune():
    return make_unit()


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK)


@pytest.fixture(autouse=True)
def today():
    with at(MONDAY):
        yield MONDAY


def register(commune, minh, **more):
    given = {"callers": [LAN], "matters": [DRAIN], "persons": 1, "on": MONDAY, **more}
    return register_turn(unit=commune, by=minh, **given)


def sums(commune):
    measures = [f"reception.{name}" for name in ("turns", "persons", "groups", "group_persons", "matters")]
    found = figures.stock(measures, on=MONDAY, units=[commune.pk])
    return [found.get((measure,), 0) for measure in measures]


def test_turns_persons_groups_and_matters_are_counted_apart(commune, minh):
    register(commune, minh)
    register(commune, minh, persons=2, callers=[LAN, Caller("Trần Văn Bình")], matters=[DRAIN, LAND])
    register(commune, minh, persons=7, callers=[Caller("Lê Thị Cúc", represents=True)], mandate=True)
    assert sums(commune) == [3, 10, 1, 7, 4]
    assert queries.counts(Turn.objects.all()) == {"turns": 3, "persons": 10, "groups": 1, "matters": 4}


def test_a_group_of_five_sends_one_or_two_and_of_more_than_ten_at_most_five(commune, minh):
    def named(n):
        return [Caller(f"Người {i}", represents=True) for i in range(n)]

    for persons, representatives in ((5, 3), (5, 0), (11, 6)):
        with pytest.raises(StepRefused, match="cử từ 1 đến"):
            register(commune, minh, persons=persons, callers=named(representatives) or [LAN])
    for persons, representatives in ((5, 2), (11, 5)):
        assert register(commune, minh, persons=persons, callers=named(representatives)).is_group


def test_a_turn_cannot_name_more_people_than_came_nor_lie_ahead_nor_be_empty(commune, minh):
    for wrong in (
        {"callers": [LAN, LAN]},
        {"on": MONDAY + timedelta(days=1)},
        {"callers": []},
        {"matters": []},
    ):
        with pytest.raises(StepRefused):
            register(commune, minh, **wrong)
    assert not Turn.objects.exists()


def test_an_officer_from_elsewhere_writes_nothing_into_this_register(commune):
    with pytest.raises(StepRefused):
        register(commune, make_officer(make_unit(), Role.CLERK, Role.LEADER))


def test_the_same_form_sent_twice_is_one_turn(commune, minh):
    number = uuid4()
    assert register(commune, minh, submission=number) == register(commune, minh, submission=number)
    assert sums(commune)[0] == 1


def test_coming_again_on_the_same_matter_is_linked_and_not_a_first_time(commune, minh):
    first = register(commune, minh).matters.get()
    again = register(commune, minh, matters=[Told("water", "Vẫn cống N3", "advised", earlier=first)])
    assert (again.matters.get().earlier, again.matters.get().first_time) == (first, False)


def test_a_turn_struck_out_stays_readable_and_counts_no_more(commune, minh):
    turn = register(commune, minh, persons=6, callers=[Caller("Lê Thị Cúc", represents=True)])
    cancel_turn(turn, by=minh, on=MONDAY, text="Ghi nhầm sổ.")
    assert sums(commune) == [0, 0, 0, 0, 0]
    assert Turn.objects.get().cancelled_on == MONDAY
    with pytest.raises(StepRefused):
        cancel_turn(turn, by=minh, on=MONDAY, text="Lần nữa.")


def test_what_was_brought_before_is_found_by_its_words_without_marks(commune, minh):
    register(commune, minh)
    assert [m.summary for m in queries.similar("cong kenh N3 ngap", [commune.pk])] == [DRAIN.summary]
    assert queries.search(Turn.objects.all(), "nguyen thi lan").count() == 1


def test_looking_at_a_visitor_is_for_the_unit_alone(commune, minh):
    visitor = register(commune, minh).visitors.get()
    reveal(visitor, by=minh, on=MONDAY)
    with pytest.raises(StepRefused):
        reveal(visitor, by=make_officer(make_unit(), Role.LEADER), on=MONDAY)


def test_a_changed_turn_is_named(commune, minh):
    turn = register(commune, minh)
    assert list(verify.turns()) == []
    Matter.objects.filter(turn=turn).update(summary="Khác")
    assert [lie.row for lie in verify.turns()] == [f"matter {turn.matters.get().pk} of turn {turn.pk}"]


def test_a_late_entry_keeps_the_day_on_which_people_came(commune, minh):
    turn = register(commune, minh, on=date(2018, 2, 9))
    assert (turn.on, turn.entered_at.date()) == (date(2018, 2, 9), MONDAY)


def test_a_group_begins_where_the_law_says():
    assert law.value("reception.representatives", "group_of", MONDAY) == GROUP_FROM


def test_a_turn_that_vanished_whole_is_missed(commune, minh):
    turn = register(commune, minh)
    Turn.objects.filter(pk=turn.pk).delete()
    assert [lie.row for lie in verify.turns()] == [f"turn {turn.pk}"]
