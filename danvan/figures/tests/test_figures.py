"""Figures: sums of facts, whatever part of them has been rolled up."""

from collections import Counter
from datetime import date, timedelta
from math import ceil

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.figures import actions, covers, spans, tasks, verify
from danvan.figures.actions import FACT_LOCK, roll_up
from danvan.figures.models import Fact, Total
from danvan.figures.queries import Period, flow, stock, subjects, sums
from danvan.figures.spread import Middle, middles
from tests.lives import lived

pytestmark = pytest.mark.django_db
START = date(2017, 1, 1)


def post(facts):
    Fact.objects.bulk_create(facts)


def fact(day=START, unit=1, measure="m", amount=1, kind="", topic="", subject=1):
    cell = {"unit_id": unit, "measure": measure, "kind": kind, "topic": topic}
    return Fact(day=day, **cell, amount=amount, event_id=1, subject_id=subject)


rows = st.lists(
    st.tuples(st.integers(0, 120), st.integers(1, 3), st.sampled_from(["a", "b"]), st.integers(-2, 2)),
    max_size=25,
)


@lived(12)
@given(rows, rows, st.integers(0, 120), st.integers(0, 120))
def test_an_answer_is_the_plain_sum_however_much_is_rolled_up(db, early, late, first, last):
    with transaction.atomic():
        for batch, rolled in ((early, True), (late, False)):
            post([fact(START + timedelta(days=d), u, m, n) for d, u, m, n in batch])
            if rolled:
                roll_up()
        from_, to = START + timedelta(days=min(first, last)), START + timedelta(days=max(first, last))
        answer = flow(["a", "b"], from_=from_, to=to, units=[1, 2], by=["unit_id"])
        plain: dict = {}
        for d, u, m, n in [*early, *late]:
            if u in (1, 2) and from_ <= START + timedelta(days=d) <= to:
                plain[(m, u)] = plain.get((m, u), 0) + n
        assert {k: v for k, v in answer.items() if v} == {k: v for k, v in plain.items() if v}
        assert list(verify.totals()) == []
        transaction.set_rollback(True)


units = st.sets(st.integers(1, 9))
held = st.dictionaries(st.sampled_from([101, 102, 103]), units)
moves = st.lists(st.tuples(st.integers(0, 800), st.integers(1, 9), st.integers(-2, 2)), max_size=25)


@lived(12)
@given(moves, moves, moves, held, held, units, units, st.integers(0, 800), st.integers(0, 800))
def test_groups_only_shorten_the_way_whoever_joins_or_leaves_them(
    db, monkeypatch, early, late, last, before, after, some, others, one, two
):
    for module, name, least in ((actions, "LEAST", 2), (covers, "LEAST", 2), (actions, "MANY_UNITS", 5)):
        monkeypatch.setattr(module, name, least)
    with transaction.atomic():
        for batch, group in ((early, before), (late, after)):
            monkeypatch.setattr(
                actions,
                "import_string",
                lambda _path, now=group: lambda: [(t, u) for t in now for u in now[t]],
            )
            post([fact(START + timedelta(days=d), u, "a", n, topic=str(d % 2)) for d, u, n in batch])
            roll_up()
            assert list(verify.totals()) == []
        post([fact(START + timedelta(days=d), u, "a", n, topic=str(d % 2)) for d, u, n in last])
        period = Period(["a"], *(START + timedelta(days=d) for d in sorted((one, two))))
        [cover] = covers.covers({7: some, 8: others})
        [found] = sums([period], units=cover, by=["unit_id", "topic"])
        [lumped] = sums([period], units=cover, by=["unit_id"])
        plain: Counter = Counter()
        for day, unit, amount in [*early, *late, *last]:
            if period.from_ <= START + timedelta(days=day) <= period.to:
                for label, meant in ((7, some), (8, others)):
                    plain["a", label, str(day % 2)] += amount if unit in meant else 0
        assert {k: v for k, v in found.items() if v} == {k: v for k, v in plain.items() if v}
        told = {7: 0, 8: 0} | {label: amount for (_measure, label), amount in lumped.items()}
        assert told == {
            each: sum(n for (_m, label, _t), n in plain.items() if label == each) for each in (7, 8)
        }
        transaction.set_rollback(True)


def test_groups_stand_for_the_many_units_that_they_hold():
    nation, north, south = range(1, 101), range(1, 41), range(41, 101)
    known = {200: covers.Group(frozenset(nation), daily=True)}
    known |= {top: covers.Group(frozenset(units)) for top, units in ((201, north), (202, south))}
    moved = {0: nation, 1: [*north, 41], 2: south[1:], 3: [5]}
    assert set(covers.cover(moved, known).terms) == {
        covers.Term(0, 200, below=True, daily=True),
        *(covers.Term(1, 201, below=True), covers.Term(1, 41)),
        *(covers.Term(2, 202, below=True), covers.Term(2, 41, sign=-1)),
        covers.Term(3, 5),
    }


@given(st.dates(date(2015, 1, 1), date(2022, 1, 1)), st.integers(0, 1500))
def test_each_day_of_a_period_is_counted_once_and_no_other(first, length):
    last = first + timedelta(days=length)
    cut = spans.pieces(first, last)
    around = (first + timedelta(days=n) for n in range(-400, length + 400))
    counted = {day: sum(p.times for p in cut if p.first <= day < p.ends) for day in around}
    assert {day for day, times in counted.items() if times} == {
        first + timedelta(days=n) for n in range(length + 1)
    }
    assert set(counted.values()) == {0, 1}
    assert all(p.first.day == p.ends.day == 1 for p in cut if p.months)
    assert all(p.first.month == p.ends.month == 1 for p in cut if p.months == spans.YEAR)


@given(st.dates(date(2015, 1, 1), date(2022, 1, 1)), st.integers(0, 1500))
def test_of_a_month_and_a_year_at_an_edge_half_is_read_at_most(first, length):
    read = Counter()
    for piece in spans.pieces(first, first + timedelta(days=length)):
        read[piece.months] += piece.length
    assert read[spans.DAY] <= 2 * 16
    assert read[spans.MONTH] <= 2 * 7


def test_most_of_a_year_is_the_year_less_the_rest():
    assert spans.pieces(date(2026, 1, 1), date(2026, 11, 29)) == [
        (1, spans.YEAR, date(2026, 1, 1), date(2027, 1, 1)),
        (-1, spans.DAY, date(2026, 11, 30), date(2026, 12, 1)),
        (-1, spans.MONTH, date(2026, 12, 1), date(2027, 1, 1)),
    ]


def test_a_stock_is_what_came_less_what_went():
    post([fact(amount=3), fact(START + timedelta(days=40), amount=-1)])
    assert stock(["m"], on=START + timedelta(days=39)) == {("m",): 3}
    assert stock(["m"], on=START + timedelta(days=40)) == {("m",): 2}


def test_a_figure_opens_what_it_is_made_of():
    post([fact(subject=7), fact(subject=8), fact(subject=8, amount=-1)])
    assert subjects("m", from_=START, to=START) == {7: 1}


def test_a_total_that_was_changed_is_named():
    post([fact()])
    roll_up()
    Total.objects.update(amount=5)
    assert {lie.reason for lie in verify.totals()} == {"it says 5, its facts say 1"}
    named = ("2017-01, unit 1, m", "2017, unit 1, m")
    whole = {f"total {each}{over}" for each in named for over in ("", " over all topics", " over all kinds")}
    assert {lie.row for lie in verify.totals()} == whole


def test_the_database_refuses_to_change_a_fact():
    post([fact()])
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE figures_fact SET amount = 2")


def test_rolling_up_twice_counts_nothing_twice():
    post([fact(), fact(topic="land")])
    assert (roll_up(), roll_up()) == (2, 0)
    assert flow(["m"], from_=START, to=START, by=["topic"]) == {("m", ""): 1, ("m", "land"): 1}


def test_figures_are_not_kept_by_persons():
    with pytest.raises(ValueError, match="not by full_name"):
        flow(["m"], from_=START, to=START, by=["full_name"])


def test_a_fact_that_no_event_posted_is_named():
    post([fact()])
    assert [lie.reason for lie in verify.facts()] == ["its event 1 is not in the journal"]


def test_the_roll_up_of_each_minute_does_not_hold_up_those_who_write(monkeypatch):
    monkeypatch.setattr(tasks, "PATIENCE", "10ms")
    post([fact()])
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock_shared(%s)", [FACT_LOCK])
        assert tasks.roll_up(timestamp=0) == 0
    finally:
        other.close()
    assert tasks.roll_up(timestamp=0) == 1


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 12)), max_size=40))
def test_the_middle_is_that_of_the_values_in_order(answered):
    with transaction.atomic():
        post([fact(unit=unit, topic=str(value)) for unit, value in answered])
        roll_up()
        found = middles("m", from_=START, to=START, units=covers.each([1, 2, 3]))
        transaction.set_rollback(True)
    values = {unit: sorted(value for its, value in answered if its == unit) for unit, _value in answered}
    assert found == {
        unit: Middle(told[(len(told) - 1) // 2], told[len(told) // 2], told[ceil(len(told) * 0.9) - 1])
        for unit, told in values.items()
    }
