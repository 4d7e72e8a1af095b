"""The tables of reports: an office's own, and what a unit asks of those below it."""

from danvan.statements.models.collecting import Request, Submission
from danvan.statements.models.statement import Statement

__all__ = ["Request", "Statement", "Submission"]
