"""Quiet hours are on the clock of Viet Nam, through midnight where they are said so."""

from datetime import UTC, datetime

import pytest

from danvan.lib import quiet


def on_the_clock(hour: int, minute: int = 0) -> datetime:
    """An hour in Viet Nam, as the machine writes it."""
    return datetime(2018, 3, 5, (hour - 7) % 24, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "text, silent, loud",
    [
        ("18:00-07:00", [(18, 0), (23, 59), (0, 0), (6, 59)], [(7, 0), (12, 0), (17, 59)]),
        ("12:00-13:30", [(12, 0), (13, 29)], [(11, 59), (13, 30), (0, 0)]),
        ("off", [], [(0, 0), (3, 0), (18, 0)]),
    ],
)
def test_the_first_hour_is_quiet_and_the_last_is_not(text, silent, loud):
    hours = quiet.hours(text)
    assert all(hours.covers(on_the_clock(*hour)) for hour in silent)
    assert not any(hours.covers(on_the_clock(*hour)) for hour in loud)


@pytest.mark.parametrize("text", ["", "18-7", "18:00", "24:00-07:00", "18:00-07:60", "tối"])
def test_what_cannot_be_read_stops_the_start_with_a_sentence(text):
    with pytest.raises(ValueError, match="DANVAN_QUIET must read like 18:00-07:00"):
        quiet.hours(text)
