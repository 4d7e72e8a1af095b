"""The tables of the register."""

from danvan.cases.models.case import Case, CaseQuerySet
from danvan.cases.models.parts import Assignment, Attachment, Deadline, Link, Reply
from danvan.cases.models.people import Party

__all__ = ["Assignment", "Attachment", "Case", "CaseQuerySet", "Deadline", "Link", "Party", "Reply"]
