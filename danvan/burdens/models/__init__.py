"""Tables of the review of procedures."""

from danvan.burdens.models.cost import Line, Sheet
from danvan.burdens.models.proposal import Opinion, Proposal
from danvan.burdens.models.report import Report
from danvan.burdens.models.telling import Telling

__all__ = ["Line", "Opinion", "Proposal", "Report", "Sheet", "Telling"]
