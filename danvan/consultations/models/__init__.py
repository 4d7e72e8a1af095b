"""The tables of consultations."""

from danvan.consultations.models.answers import Group
from danvan.consultations.models.consultation import Consultation
from danvan.consultations.models.draft import Draft, DraftFile
from danvan.consultations.models.people import Affected, Audience, Telling
from danvan.consultations.models.voices import Opinion, OpinionFile, Voice
from danvan.consultations.models.votes import Ballot, Vote

__all__ = [
    "Affected",
    "Audience",
    "Ballot",
    "Consultation",
    "Draft",
    "DraftFile",
    "Group",
    "Opinion",
    "OpinionFile",
    "Telling",
    "Voice",
    "Vote",
]
