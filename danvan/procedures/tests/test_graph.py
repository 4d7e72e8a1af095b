"""Steps as a graph: rings, dead ends, steps that nothing leads to, and the longest way; over random graphs."""

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from danvan.procedures import graph
from danvan.procedures.terms import Family
from danvan.procedures.tests.make import step

HOURS = st.integers(0, 40)


@st.composite
def led_through(draw, most=9):
    """Steps of which one begins, one ends, and every other lies between: each comes after some earlier ones."""
    size = draw(st.integers(1, most))
    after = {1: set()}
    for place in range(2, size + 1):
        after[place] = draw(st.sets(st.integers(1, place - 1), min_size=1))
    ends = set(range(1, size)) - set().union(*after.values())
    if size > 1:
        after[size] |= ends
    return [step(place, *sorted(before), hours=draw(HOURS)) for place, before in after.items()]


@st.composite
def any_graph(draw, most=7):
    """Steps that come after whatever was drawn, themselves and none of the list included."""
    size = draw(st.integers(1, most))
    return [
        step(place, *sorted(draw(st.sets(st.integers(1, size + 1), max_size=3))), hours=draw(HOURS))
        for place in range(1, size + 1)
    ]


def ways(steps):
    """Every way from a first step to a last one, by trying them all."""
    follows = {each.place: [other for other in steps if each.place in other.after] for each in steps}
    found = []

    def walk(path):
        if not follows[path[-1].place]:
            found.append(path)
        for other in follows[path[-1].place]:
            walk([*path, other])

    for each in steps:
        if not each.after:
            walk([each])
    return found


def has_ring(steps):
    """Whether Python's own sorter finds one."""
    try:
        TopologicalSorter({each.place: each.after for each in steps}).prepare()
    except CycleError:
        return True
    return False


@given(led_through())
def test_steps_that_lead_from_one_beginning_to_one_end_are_right(steps):
    assert graph.problems(steps) == []
    assert graph.cycle(steps) == []


@given(led_through())
def test_the_longest_way_is_the_longest_of_all_ways(steps):
    sums = [sum(each.share.size for each in path) for path in ways(steps)]
    assert graph.longest(steps, Family.WORKING) == max(sums)
    assert graph.longest(steps, Family.CALENDAR) == 0


@given(st.one_of(any_graph(), led_through()))
def test_right_are_those_with_one_beginning_one_end_and_no_ring_and_no_others(steps):
    places = {each.place for each in steps}
    known = all(set(each.after) <= places for each in steps)
    led_on = {place for each in steps for place in each.after}
    one_way = sum(not each.after for each in steps) == 1 and len(places - led_on) == 1
    assert (graph.problems(steps) == []) == (known and one_way and not has_ring(steps))


@given(led_through())
def test_what_is_right_leads_through_every_step(steps):
    assert {each.place for path in ways(steps) for each in path} == {each.place for each in steps}


@given(any_graph())
def test_a_ring_that_is_named_is_a_ring(steps):
    places = {each.place for each in steps}
    for each in steps:
        each.after = sorted(set(each.after) & places)
    ring = graph.cycle(steps)
    assert bool(ring) == has_ring(steps)
    after = {each.place: set(each.after) for each in steps}
    assert all(after[place] & set(ring) for place in ring)
    if not ring:
        rows = graph.in_order(steps)
        assert sorted(each.place for row in rows for each in row) == sorted(places)


@given(led_through(), st.data())
def test_a_way_back_is_always_found_and_named(steps, data):
    assume(len(steps) > 1)
    path = data.draw(st.sampled_from(ways(steps)))
    late = data.draw(st.integers(1, len(path) - 1))
    path[0].after = [path[late].place]
    ring = graph.cycle(steps)
    assert path[0].place in ring
    assert len(graph.problems(steps)) == 1
    assert "thành vòng" in graph.problems(steps)[0]


@given(led_through(), HOURS)
def test_a_step_that_nothing_leads_to_or_that_leads_nowhere_is_named(steps, hours):
    last = len(steps) + 1
    loose = step(last, hours=hours)
    said = graph.problems([*steps, loose])
    assert any(f"Không bước nào dẫn tới bước {last}" in each for each in said)
    hung = step(last, 1, hours=hours)
    said = graph.problems([*steps, hung, step(last + 1, *(p for p in range(2, last) or [1]))])
    assert any(f"Bước {last} " in each and "không dẫn tới bước nào" in each for each in said)


@given(led_through())
def test_rows_keep_the_order_of_the_steps(steps):
    row_of = {each.place: number for number, row in enumerate(graph.in_order(steps)) for each in row}
    assert all(row_of[before] < row_of[each.place] for each in steps for before in each.after)
    assert all(a < b for a, b in pairwise(sorted(set(row_of.values()))))


@pytest.mark.parametrize(
    "steps, said",
    [
        ([step(1), step(2, 2)], "sau chính nó"),
        ([step(1), step(2, 7)], "không có bước ấy"),
        ([step(1, 3), step(2, 1), step(3, 2)], "1, 2, 3 chờ lẫn nhau"),
        ([step(1), step(2, 1), step(3, 1)], "Bước 2 “Việc 2” không dẫn tới bước nào"),
        ([step(1), step(2), step(3, 1, 2)], "Không bước nào dẫn tới bước 2 “Việc 2”"),
    ],
)
def test_what_is_wrong_is_said_with_the_step(steps, said):
    assert said in " ".join(graph.problems(steps))


def test_side_by_side_takes_as_long_as_the_longer_and_other_time_is_not_added():
    steps = [step(1, hours=4), step(2, 1, hours=8), step(3, 1, days=30), step(4, 2, 3, hours=4)]
    assert graph.longest(steps, Family.WORKING) == 16
    assert graph.longest(steps, Family.CALENDAR) == 30
    assert [[each.place for each in row] for row in graph.in_order(steps)] == [[1], [2, 3], [4]]
