"""What the parts beside the register itself bring, added up; each has its own module here.

A new part is one more name in every list that it adds to; danvan.config.settings takes the sums in whole.
"""

from danvan.config import catalogue, consultations, council, emulation, meetings, onestop, statements

APPS = [
    *statements.APPS,
    *catalogue.APPS,
    *onestop.APPS,
    *emulation.APPS,
    *meetings.APPS,
    *council.APPS,
    *consultations.APPS,
]
# What `danvan verify` checks of them, in order.
VERIFIERS = [
    *statements.VERIFIERS,
    *catalogue.VERIFIERS,
    *onestop.VERIFIERS,
    *emulation.VERIFIERS,
    *meetings.VERIFIERS,
    *council.VERIFIERS,
    *consultations.VERIFIERS,
]
# What papers are made about: the stream of its events → the class that does what danvan.papers.subjects.Subject says.
PAPER_SUBJECTS = emulation.PAPER_SUBJECTS | meetings.PAPER_SUBJECTS | consultations.PAPER_SUBJECTS
# Addresses to which files go.
TAKES_FILES = (
    catalogue.TAKES_FILES
    | onestop.TAKES_FILES
    | emulation.TAKES_FILES
    | meetings.TAKES_FILES
    | consultations.TAKES_FILES
)
# How often one address may do what it may do, in how many seconds.
RATES = catalogue.RATES | onestop.RATES | emulation.RATES | meetings.RATES | consultations.RATES
