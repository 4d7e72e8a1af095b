"""Settings of consultations on drafts; danvan.config.settings takes them in whole."""

import os

APPS = ["danvan.consultations"]
# What `danvan verify` checks of them.
VERIFIERS = ["danvan.consultations.verify.consultations", "danvan.consultations.verify.persons"]
# What papers are made about.
PAPER_SUBJECTS = {"consultation": "danvan.consultations.of_papers.ConsultationSubject"}
# Tables whose files lie beside those of cases: their bytes are no strays.
KEEPS_FILES = ["consultations.DraftFile", "consultations.OpinionFile"]
# Addresses to which files go.
TAKES_FILES = {"portal:consultation", "consultations:import", "consultations:enter"}
# How many files of a table one address may ask for, opinions give, codes try, in how many seconds.
RATES = {
    "opine_file": (int(os.environ.get("DANVAN_RATE_OPINE_FILE", "20")), 600),
    "opine": (int(os.environ.get("DANVAN_RATE_OPINE", "30")), 3600),
    "opine_code": (int(os.environ.get("DANVAN_RATE_OPINE_CODE", "20")), 600),
}
