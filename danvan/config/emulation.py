"""Settings of emulation; danvan.config.settings takes them in whole."""

import os

APPS = ["danvan.emulation"]
# What `danvan verify` checks of it.
VERIFIERS = [
    "danvan.emulation.verify.exemplars",
    "danvan.emulation.verify.offices",
    "danvan.emulation.verify.nominations",
    "danvan.emulation.recount.differences",
]
# What papers are made about: the stream of its events → the class that does what danvan.papers.subjects.Subject says.
PAPER_SUBJECTS = {
    "exemplar": "danvan.emulation.of_papers.ExemplarSubject",
    "emulation_sitting": "danvan.emulation.of_papers.SittingSubject",
}
# Addresses to which files go.
TAKES_FILES = {"emulation:photos", "portal:emulation_photos"}
# How many registrations and nominations one address may send, in how many seconds.
RATES = {"emulate": (int(os.environ.get("DANVAN_RATE_EMULATE", "10")), 3600)}
