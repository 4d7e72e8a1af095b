"""Settings of dialogues, meetings and promises; danvan.config.settings takes them in whole."""

import os

APPS = ["danvan.dialogues", "danvan.meetings", "danvan.promises"]
# The kinds of meeting, each by the name of its definition (danvan.meetings.kinds.Kind).
KINDS = ["danvan.dialogues.workflow.DIALOGUE", "danvan.council.meetings.VOTERS"]
# Where promises come from: the stream of its events → the class that does what danvan.promises.origins.Origins says.
PROMISE_SOURCES = {
    "meeting": "danvan.meetings.promised.FromMeeting",
    "question": "danvan.meetings.promised.FromQuestion",
    "voter_petition": "danvan.council.origins.PetitionOrigins",
    "council_session": "danvan.council.origins.SessionOrigins",
}
# What `danvan verify` checks of them.
VERIFIERS = [
    "danvan.meetings.verify.meetings",
    "danvan.meetings.verify.questions",
    "danvan.meetings.verify.speakers",
    "danvan.promises.verify.promises",
    "danvan.promises.verify.evidence",
    "danvan.dialogues.verify.dialogues",
]
# How many years after a meeting the names of those who asked and spoke are kept; the office's own practice.
NAMES_YEARS = int(os.environ.get("DANVAN_MEETING_NAMES_YEARS", "2"))
PAPER_SUBJECTS = {
    "meeting": "danvan.meetings.of_papers.MeetingSubject",
    "voter_petition": "danvan.council.of_papers.PetitionSubject",
    "council_session": "danvan.council.of_papers.SessionSubject",
}
# Addresses to which files go.
TAKES_FILES = {"promises:files"}
# How often one address may send a question, check in at a hall (a whole hall may share one address), say whether a
# promise was kept: (times, seconds).
RATES = {
    "question": (int(os.environ.get("DANVAN_RATE_QUESTION", "10")), 3600),
    "check_in": (int(os.environ.get("DANVAN_RATE_CHECK_IN", "600")), 600),
}
