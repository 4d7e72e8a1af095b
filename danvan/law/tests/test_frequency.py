"""How often the head receives, and what is still owed this week, month or year."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.law import NotAFrequency, NotInForce, national, owed


def test_a_commune_chair_owed_a_day_a_week_until_the_end_of_june_2026():
    asked = owed("reception.commune_chair", date(2018, 3, 7))
    assert (asked.period_from, asked.period_to) == (date(2018, 3, 5), date(2018, 3, 11))
    assert (asked.asked, asked.done, asked.owed, asked.last_day) == (1, 0, 1, date(2018, 3, 9))
    assert owed("reception.commune_chair", date(2018, 3, 7), [date(2018, 3, 5)]).owed == 0
    assert owed("reception.commune_chair", date(2018, 3, 7), [date(2018, 3, 2)]).owed == 1


def test_and_two_days_a_month_from_july_2026_not_confirmed_yet():
    asked = owed("reception.commune_chair", date(2026, 7, 1), [date(2026, 6, 30), date(2026, 7, 6)])
    assert (asked.period_from, asked.period_to) == (date(2026, 7, 1), date(2026, 7, 31))
    assert (asked.asked, asked.done, asked.owed, asked.last_day) == (2, 1, 1, date(2026, 7, 31))
    assert asked.unconfirmed
    assert not owed("reception.commune_chair", date(2026, 7, 1), confirmed=True).unconfirmed


def test_the_week_that_the_change_cuts_asks_only_for_its_share():
    cut = owed("reception.commune_chair", date(2026, 6, 30))
    assert (cut.period_from, cut.period_to) == (date(2026, 6, 29), date(2026, 6, 30))
    assert (cut.asked, cut.owed, cut.last_day) == (0, 0, date(2026, 6, 30))
    whole = owed("reception.commune_chair", date(2026, 6, 24))
    assert (whole.asked, whole.period_to) == (1, date(2026, 6, 28))


def test_a_year_in_which_one_law_follows_another_is_one_year():
    held = [date(2025, 4, 10)]
    asked = owed("dialogue.conference", date(2025, 9, 1), held)
    assert (asked.period_from, asked.period_to) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (asked.asked, asked.owed, asked.version) == (1, 0, "2025-06-16")


def test_two_receptions_on_one_day_are_one_day():
    day = date(2026, 9, 8)
    assert owed("reception.commune_chair", day, [day, day]).owed == 1


def test_a_week_off_has_no_last_day():
    week = owed("reception.commune_chair", date(2019, 2, 6))
    assert (week.asked, week.last_day) == (1, None)


def test_the_last_day_is_a_working_day():
    assert owed("reception.province_chair", date(2018, 3, 1)).last_day == date(2018, 3, 30)
    assert owed("reception.province_chair", date(2025, 8, 5)).last_day == date(2025, 8, 29)


def test_a_rule_that_does_not_say_how_often_is_refused():
    with pytest.raises(NotAFrequency):
        owed("reception.result_notice", date(2018, 3, 5))
    with pytest.raises(NotInForce):
        owed("reception.district_chair", date(2026, 3, 5))


@settings(deadline=None, max_examples=60)
@given(st.dates(date(2017, 1, 1), date(2026, 12, 31)), st.lists(st.integers(0, 40), max_size=5))
def test_every_day_lies_in_its_period_and_nothing_done_is_owed(on, done):
    asked = owed("reception.commune_chair", on, [on + timedelta(n) for n in done])
    assert asked.period_from <= on <= asked.period_to
    assert asked.owed == max(asked.asked - asked.done, 0)
    assert asked.last_day is None or national().is_working(asked.last_day)
    assert owed("reception.commune_chair", asked.period_to).period_from == asked.period_from
