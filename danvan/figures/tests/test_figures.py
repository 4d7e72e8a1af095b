"""Figures: sums of facts, whatever part of them has been rolled up."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.figures import tasks, verify
from danvan.figures.actions import FACT_LOCK, roll_up
from danvan.figures.models import Fact, Total
from danvan.figures.queries import flow, stock, subjects

pytestmark = pytest.mark.django_db
START = date(2017, 1, 1)


def post(facts):
    Fact.objects.bulk_create(facts)


def fact(day=START, unit=1, measure="m", amount=1, topic="", subject=1):
    return Fact(
        day=day, unit_id=unit, measure=measure, topic=topic, amount=amount, event_id=1, subject_id=subject
    )


rows = st.lists(
    st.tuples(st.integers(0, 120), st.integers(1, 3), st.sampled_from(["a", "b"]), st.integers(-2, 2)),
    max_size=25,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    assert [lie.reason for lie in verify.totals()] == ["it says 5, its facts say 1"]


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
