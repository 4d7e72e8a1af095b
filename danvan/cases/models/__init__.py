"""The tables of the register."""

from danvan.cases.models.award import Award
from danvan.cases.models.case import Case, CaseQuerySet
from danvan.cases.models.concern import Concern, concerns_of
from danvan.cases.models.parts import Assignment, Attachment, Deadline, Link, Reply, Urging
from danvan.cases.models.people import Party

__all__ = [
    "Assignment",
    "Attachment",
    "Award",
    "Case",
    "CaseQuerySet",
    "Concern",
    "Deadline",
    "Link",
    "Party",
    "Reply",
    "Urging",
    "concerns_of",
]
