"""Settings of the catalogue of procedures and of its review; danvan.config.settings takes them in whole."""

import os

APPS = ["danvan.burdens", "danvan.procedures"]
# What `danvan verify` checks of them.
VERIFIERS = [
    "danvan.procedures.verify.catalogue",
    "danvan.procedures.verify.imports",
    "danvan.burdens.verify.reports",
    "danvan.burdens.verify.proposals",
]
# Addresses to which files go.
TAKES_FILES = {"procedures:imports"}
# How many burdens one address may report, in how many seconds.
RATES = {"burden": (int(os.environ.get("DANVAN_RATE_BURDEN", "10")), 3600)}
