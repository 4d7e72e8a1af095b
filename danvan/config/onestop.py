"""Settings of the one-stop desk, its counters and what people rate; danvan.config.settings takes them in whole."""

import os
from pathlib import Path
from typing import Any

from danvan.config import ratings

APPS = ["danvan.onestop", "danvan.counters", "danvan.queues", *ratings.APPS]
KINDS = ["danvan.onestop.workflow.KIND"]
# What `danvan verify` checks of it, beside what it checks of every case.
VERIFIERS = [
    "danvan.onestop.verify.applications",
    "danvan.onestop.verify.orders",
    "danvan.counters.verify.halls",
    "danvan.counters.verify.tickets",
    *ratings.VERIFIERS,
]
# Receipts take their numbers from the unit's book too.
NUMBERED = ["danvan.onestop.queries.numbered"]
# What papers say of an application beside what they say of every case: kind → fields(case, on).
PAPER_FIELDS = {"application": "danvan.onestop.of_papers.known"}
# What follows the office calendar and its hours.
CALENDAR_ALSO = ["danvan.onestop.actions.recount.recount_applications"]
# Addresses to which files go.
TAKES_FILES = {"portal:apply", "portal:supplement", "onestop:result"}
# How often one address may look for procedures, begin or go on with an application, ask to pay: (times, seconds).
RATES = {
    "find": (int(os.environ.get("DANVAN_RATE_FIND", "60")), 600),
    "draft": (int(os.environ.get("DANVAN_RATE_DRAFT", "20")), 3600),
    "draft_code": (int(os.environ.get("DANVAN_RATE_DRAFT_CODE", "200")), 3600),
    "pay": (int(os.environ.get("DANVAN_RATE_PAY", "30")), 3600),
    # How many numbers: a kiosk serves a hall, one telephone one person.
    "ticket": (int(os.environ.get("DANVAN_RATE_TICKET", "30")), 60),
    **ratings.RATES,
}
# From which number in a hall an application came: a function that tells it of the key of its case.
CAME_FROM = "danvan.counters.queries.came_from"
# An unfinished application is kept for so many days after it was last written to; the office's practice, not the law's.
DRAFT_DAYS = int(os.environ.get("DANVAN_DRAFT_DAYS", "30"))
# What carries payments online: a class as danvan.onestop.payments.Carrier says. The one that lays orders down as files
# takes no money; it is for demonstrations and tests. Without a key of its own, orders are signed with the site's.
PAYMENTS: dict[str, Any] = {
    "carrier": os.environ.get("DANVAN_PAYMENTS", "danvan.onestop.payments.filed.Filed"),
    "key": os.environ.get("DANVAN_PAYMENT_KEY", ""),
    "folder": Path(os.environ.get("DANVAN_VAR", "var")).resolve() / "payments",
}
# What follows the words of a notice to a citizen, and the office's numbers on ratings.
NOTICE_ALSO, RATING = ratings.NOTICE_ALSO, ratings.RATING
