"""Settings of the one-stop desk and of what people think of it; danvan.config.settings takes them in whole."""

from danvan.config import ratings

APPS = ["danvan.onestop", *ratings.APPS]
KINDS = ["danvan.onestop.workflow.KIND"]
# What `danvan verify` checks of it, beside what it checks of every case.
VERIFIERS = ["danvan.onestop.verify.applications", *ratings.VERIFIERS]
# Receipts take their numbers from the unit's book too.
NUMBERED = ["danvan.onestop.queries.numbered"]
# What papers say of an application beside what they say of every case: kind → fields(case, on).
PAPER_FIELDS = {"application": "danvan.onestop.of_papers.known"}
# What follows the office calendar and its hours.
CALENDAR_ALSO = ["danvan.onestop.actions.recount.recount_applications"]
# What follows the words of a notice to a citizen, and the office's numbers on ratings.
NOTICE_ALSO, RATING = ratings.NOTICE_ALSO, ratings.RATING
RATES = ratings.RATES
