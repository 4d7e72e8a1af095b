"""Settings of the one-stop desk and its counters; danvan.config.settings takes them in whole."""

import os

APPS = ["danvan.onestop", "danvan.counters", "danvan.queues"]
KINDS = ["danvan.onestop.workflow.KIND"]
# What `danvan verify` checks of it, beside what it checks of every case.
VERIFIERS = [
    "danvan.onestop.verify.applications",
    "danvan.counters.verify.halls",
    "danvan.counters.verify.tickets",
]
# Receipts take their numbers from the unit's book too.
NUMBERED = ["danvan.onestop.queries.numbered"]
# What papers say of an application beside what they say of every case: kind → fields(case, on).
PAPER_FIELDS = {"application": "danvan.onestop.of_papers.known"}
# What follows the office calendar and its hours.
CALENDAR_ALSO = ["danvan.onestop.actions.recount.recount_applications"]
# From which number in a hall an application came: a function that tells it of the key of its case.
CAME_FROM = "danvan.counters.queries.came_from"
# How many numbers one address may take, in how many seconds: a kiosk serves a hall, one telephone one person.
RATES = {"ticket": (int(os.environ.get("DANVAN_RATE_TICKET", "30")), 60)}
