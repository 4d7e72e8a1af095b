"""Many due dates at once are the due dates one by one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.law import InvalidTerm, OfficeCalendar, OutOfCalendar, due_by_term, national

np = pytest.importorskip("numpy")
from danvan.law.arrays import due_many  # noqa: E402  needs numpy

DAYS = st.dates(date(2010, 1, 1), date(2027, 12, 31))


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.tuples(DAYS, st.integers(0, 120)), min_size=1, max_size=20),
    st.sampled_from(["working", "calendar"]),
    st.booleans(),
    st.sampled_from([None, True, False]),
)
def test_many_at_once_are_the_same_days_as_one_by_one(terms, unit, first, moves):
    starts = np.array([start for start, _ in terms], "datetime64[D]")
    got = due_many(starts, np.array([n for _, n in terms]), count_first_day=first, unit=unit, moves=moves)
    want = [due_by_term(n, unit, start, first, moves=moves).due_on for start, n in terms]
    assert got.dtype == np.dtype("datetime64[D]")
    assert got.tolist() == want


def test_one_number_for_all_and_one_day_for_all():
    starts = np.array(["2018-02-12", "2018-02-13"], "datetime64[D]")
    assert due_many(starts, 10).tolist() == [date(2018, 3, 5), date(2018, 3, 6)]
    assert due_many(date(2018, 2, 12), [10, 0]).tolist() == [date(2018, 3, 5), date(2018, 2, 12)]
    assert due_many(np.array([], "datetime64[D]"), 10).size == 0
    assert due_many(starts.reshape(2, 1), 10).shape == (2, 1)


def test_an_offices_own_week_and_a_long_closure_are_counted():
    desk = national().with_week(range(6))
    assert due_many(np.array(["2018-03-02"], "datetime64[D]"), 1, desk).tolist() == [date(2018, 3, 3)]
    closed = {
        date.fromordinal(n): "bão" for n in range(date(2025, 1, 1).toordinal(), date(2027, 6, 1).toordinal())
    }
    shut = OfficeCalendar(days_off=closed)
    got = due_many(np.array(["2024-12-31"], "datetime64[D]"), [5], shut)
    assert got.tolist() == [due_by_term(5, "working", date(2024, 12, 31), calendar=shut).due_on]


@pytest.mark.parametrize(
    "starts, amounts, unit",
    [
        (["2018-02-12"], [-1], "working"),
        (["2018-02-12"], [40_001], "working"),
        (["2018-02-12"], [1.5], "working"),
        (["NaT"], [1], "working"),
        (["2018-02-12"], [1], "month"),
    ],
)
def test_what_is_no_term_is_refused(starts, amounts, unit):
    with pytest.raises(InvalidTerm):
        due_many(np.array(starts, "datetime64[D]"), np.array(amounts), unit=unit)


def test_numbers_are_no_days():
    with pytest.raises(InvalidTerm):
        due_many(np.array([17_000]), 10)


def test_a_start_after_the_end_of_the_calendar_is_refused():
    with pytest.raises(OutOfCalendar):
        due_many(np.array(["2018-01-02", "2028-01-03"], "datetime64[D]"), 10)
