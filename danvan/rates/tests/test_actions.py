"""Counting how often one address asks, without keeping the address."""

from datetime import timedelta

import pytest

from danvan.rates import actions, keys
from danvan.rates.models import RateLimit
from tests.make import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(settings):
    settings.DANVAN_RATES = {"track": (3, 600)}
    with at(MONDAY):
        yield


def test_a_rate_of_zero_asks_the_database_nothing(settings, django_assert_num_queries):
    settings.DANVAN_RATES = {"track": (0, 600)}
    with django_assert_num_queries(0):
        assert actions.count("track", "203.0.113.9") == 0


def test_counting_is_one_statement_and_keeps_no_address(django_assert_num_queries):
    with django_assert_num_queries(1):
        actions.count("track", "203.0.113.9")
    row = RateLimit.objects.get()
    assert "203" not in row.key[:3]
    assert len(row.key) == 32


def test_one_address_has_another_key_tomorrow():
    today = keys.key_of("track", "203.0.113.9")
    with at(MONDAY + timedelta(days=1)):
        assert keys.key_of("track", "203.0.113.9") != today


def test_old_counts_are_forgotten():
    actions.count("track", "203.0.113.9")
    assert actions.purge() == 0
    with at(MONDAY + timedelta(days=2)):
        assert actions.purge() == 1
