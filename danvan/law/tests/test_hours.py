"""Terms in working hours: around closing time, over a weekend, over Tết, and with stops of minutes."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.law import (
    InvalidCalendar,
    InvalidTerm,
    NegativeSuspension,
    OfficeHours,
    due_within,
    national,
    worked_between,
)

OFFICE = OfficeHours(((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))))
MOMENTS = st.datetimes(datetime(2018, 1, 1), datetime(2026, 6, 30)).map(lambda at: at.replace(microsecond=0))
MINUTES = st.integers(1, 80 * 60).map(lambda n: timedelta(minutes=n))
calm = settings(deadline=None, max_examples=60)  # a busy machine is no failure


def at(text):
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def due(hours, start, **more):
    return due_within(timedelta(hours=hours), start=start, hours=OFFICE, **more).due_at


@pytest.mark.parametrize(
    "start, hours, ends",
    [
        ("02/03/2026 08:00", 2, "02/03/2026 10:00"),
        ("02/03/2026 10:30", 2, "02/03/2026 14:30"),  # over noon
        ("02/03/2026 15:00", 4, "03/03/2026 09:30"),
        ("02/03/2026 15:00", 2, "02/03/2026 17:00"),  # as the office closes, not at the next opening
        ("02/03/2026 12:00", 1, "02/03/2026 14:30"),  # came at noon: from the afternoon on
        ("02/03/2026 17:00", 1, "03/03/2026 08:30"),
        ("02/03/2026 21:40", 1, "03/03/2026 08:30"),
        ("02/03/2026 05:00", 1, "02/03/2026 08:30"),
        ("06/03/2026 15:00", 4, "09/03/2026 09:30"),  # a Friday
        ("07/03/2026 09:00", 4, "09/03/2026 11:30"),  # a Saturday
        ("13/02/2026 15:00", 4, "23/02/2026 09:30"),  # the last afternoon before Tết 2026
    ],
)
def test_hours_are_counted_while_the_office_is_open(start, hours, ends):
    assert due(hours, at(start)) == at(ends)


def test_what_was_counted_is_told_stretch_by_stretch():
    answer = due_within(timedelta(hours=4), start=at("13/02/2026 15:00"), hours=OFFICE)
    assert answer.sentences() == [
        "thứ Sáu, 13/02/2026: 15:00–17:00 (2 giờ làm việc)",
        "thứ Hai, 23/02/2026: 07:30–09:30 (2 giờ làm việc)",
        "hết hạn lúc 09:30, thứ Hai, 23/02/2026",
    ]
    assert answer.sentences("en")[-1] == "due at 09:30, Monday, 23/02/2026"
    assert not answer.provisional


def test_a_stop_is_left_out_to_the_minute():
    stop = (at("02/03/2026 09:00"), at("02/03/2026 10:15"))
    assert due(2, at("02/03/2026 08:00"), stopped=[stop]) == at("02/03/2026 11:15")
    assert due(2, at("02/03/2026 09:30"), stopped=[stop]) == at("02/03/2026 14:15")  # began within the stop


def test_a_year_that_is_not_announced_is_provisional():
    assert due_within(timedelta(hours=9), start=at("31/12/2026 15:00"), hours=OFFICE).provisional


@pytest.mark.parametrize("length", [timedelta(), timedelta(hours=-1), timedelta(hours=2_001)])
def test_no_time_and_more_than_a_working_year_are_no_term(length):
    with pytest.raises(InvalidTerm):
        due_within(length, start=at("02/03/2026 08:00"), hours=OFFICE)


def test_a_stop_that_ends_before_it_begins_is_refused():
    with pytest.raises(NegativeSuspension):
        due(1, at("02/03/2026 08:00"), stopped=[(at("02/03/2026 10:00"), at("02/03/2026 09:00"))])


@pytest.mark.parametrize(
    "spans",
    [
        (),
        ((time(9), time(9)),),
        ((time(9), time(8)),),
        ((time(8), time(12)), (time(11), time(17))),
        ((time(13), time(17)), (time(8), time(11))),
    ],
)
def test_hours_that_are_none_are_refused(spans):
    with pytest.raises(InvalidCalendar):
        OfficeHours(spans)


@calm
@given(MOMENTS, MINUTES)
def test_just_so_much_is_counted_and_only_while_the_office_is_open(start, length):
    answer = due_within(length, start=start, hours=OFFICE)
    assert sum((end - begin for begin, end in answer.counted), timedelta()) == length
    for begin, end in answer.counted:
        assert national().is_working(begin.date())
        assert any(opens <= begin < end <= closes for opens, closes in OFFICE.on(begin.date()))


@calm
@given(MOMENTS, MINUTES, MINUTES)
def test_a_promise_may_be_counted_in_two_parts(start, first, second):
    part = due_within(first, start=start, hours=OFFICE).due_at
    assert (
        due_within(first + second, start=start, hours=OFFICE).due_at
        == due_within(second, start=part, hours=OFFICE).due_at
    )


@calm
@given(MOMENTS, MINUTES, st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 600)), max_size=4))
def test_stops_in_any_order_lead_to_the_same_moment_and_never_to_an_earlier_one(start, length, stops):
    stopped = [(start + timedelta(minutes=a), start + timedelta(minutes=a + b)) for a, b in stops]
    ends = due_within(length, start=start, hours=OFFICE, stopped=stopped).due_at
    assert ends == due_within(length, start=start, hours=OFFICE, stopped=stopped[::-1] + stopped).due_at
    assert ends >= due_within(length, start=start, hours=OFFICE).due_at


@pytest.mark.parametrize(
    "begins, ends, minutes",
    [
        ("02/03/2026 09:00", "02/03/2026 09:00", 0),
        ("02/03/2026 10:00", "02/03/2026 09:00", 0),
        ("02/03/2026 09:00", "02/03/2026 10:10", 70),
        ("02/03/2026 11:00", "02/03/2026 14:00", 60),  # noon is no working time
        ("06/03/2026 16:30", "09/03/2026 08:00", 60),  # nor is a weekend
        ("13/02/2026 16:30", "23/02/2026 08:00", 60),  # nor Tết
    ],
)
def test_time_worked_between_two_moments(begins, ends, minutes):
    assert worked_between(at(begins), at(ends), hours=OFFICE) == timedelta(minutes=minutes)


@calm
@given(MOMENTS, MINUTES, st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 600)), max_size=4))
def test_time_worked_until_a_promise_ends_is_what_was_promised(start, length, stops):
    stopped = [(start + timedelta(minutes=a), start + timedelta(minutes=a + b)) for a, b in stops]
    ends = due_within(length, start=start, hours=OFFICE, stopped=stopped).due_at
    assert worked_between(start, ends, hours=OFFICE, stopped=stopped) == length
