"""Settings of what people rate and of how units are scored; danvan.config.onestop takes them in whole.

The numbers are the office's own practice: no act that was read says them.
"""

import os
from typing import Any

from danvan.lib import quiet

APPS = ["danvan.ratings", "danvan.scores"]
# What `danvan verify` checks of them.
VERIFIERS = [
    "danvan.ratings.verify.counts",
    "danvan.ratings.verify.batches",
    "danvan.ratings.verify.figures",
    "danvan.ratings.verify.kiosks",
    "danvan.ratings.verify.calls",
    "danvan.scores.verify.scales",
]
# What follows the words of a notice to a citizen: functions (event) that give an address, or nothing.
NOTICE_ALSO = ["danvan.ratings.links.of_event"]
RATING: dict[str, Any] = {
    # Answers are told in groups of so many at least; never of fewer than three.
    "least": max(int(os.environ.get("DANVAN_RATING_LEAST", "5")), 3),
    # For so many days after a transaction it may be rated; so many minutes long the tablet at the counter offers it.
    "days": int(os.environ.get("DANVAN_RATING_DAYS", "30")),
    "kiosk_minutes": int(os.environ.get("DANVAN_RATING_KIOSK_MINUTES", "10")),
    # What people wrote is forgotten after so many days; what they ticked is a figure and stays.
    "words_days": int(os.environ.get("DANVAN_RATING_WORDS_DAYS", "730")),
    # How many transactions of a month of a unit are called back, and within which hours of working days.
    "calls": int(os.environ.get("DANVAN_CALLS", "20")),
    "call_hours": tuple(
        quiet.hours(span)
        for span in os.environ.get("DANVAN_CALL_HOURS", "08:00-11:30,13:30-17:00").split(",")
    ),
}
# How many ratings one address may send, and how often it may try the secret of a tablet, in how many seconds.
RATES = {"rate": (int(os.environ.get("DANVAN_RATE_RATING", "20")), 3600), "kiosk": (10, 600)}
