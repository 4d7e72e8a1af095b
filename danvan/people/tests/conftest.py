import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits():
    """Counts of attempts (allauth keeps them in the cache) start anew for each test."""
    cache.clear()
