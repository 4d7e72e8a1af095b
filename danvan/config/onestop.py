"""Settings of the one-stop desk; danvan.config.settings takes them in whole."""

APPS = ["danvan.onestop"]
KINDS = ["danvan.onestop.workflow.KIND"]
# What `danvan verify` checks of it, beside what it checks of every case.
VERIFIERS = ["danvan.onestop.verify.applications"]
# Receipts take their numbers from the unit's book too.
NUMBERED = ["danvan.onestop.queries.numbered"]
# What papers say of an application beside what they say of every case: kind → fields(case, on).
PAPER_FIELDS = {"application": "danvan.onestop.of_papers.known"}
# What follows the office calendar and its hours.
CALENDAR_ALSO = ["danvan.onestop.actions.recount.recount_applications"]
