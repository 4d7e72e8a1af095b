"""Settings of reports, of their life from draft to number, and of opening balances.

danvan.config.settings takes them in whole.
"""

import os

APPS = ["danvan.statements", "danvan.balances"]
# What `danvan verify` checks of them.
VERIFIERS = [
    "danvan.statements.verify.statements",
    "danvan.statements.verify.requests",
    "danvan.balances.verify.balances",
]
# What takes numbers from the books of units beside papers: functions that give
# (unit, series, year) → (last number, how many).
NUMBERED = ["danvan.statements.queries.numbered"]
# The day of the month on which a reporting period begins where no circular that was read says it (1 to 28).
CUT_OFF_DAY = min(max(int(os.environ.get("DANVAN_CUT_OFF_DAY", "1")), 1), 28)
