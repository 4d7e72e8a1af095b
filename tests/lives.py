"""Random lives: a few in each run of the tests, many in `danvan bench lives`."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("DANVAN_LIVES", "1"))


def lived(examples: int) -> Callable[[Any], Any]:
    """A property that so many random lives must keep, DANVAN_LIVES times as many where that is set; no haste."""
    tried = settings(
        max_examples=examples * TIMES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    return lambda test: pytest.mark.lives(tried(test))
