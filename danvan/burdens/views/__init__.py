"""Pages of the desk for the review of procedures."""

from danvan.burdens.views.drawing import cost, draft, edit
from danvan.burdens.views.life import opine, proposal, proposals, step
from danvan.burdens.views.reporting import clusters, enter, find, report_of, reports, set_aside
from danvan.burdens.views.telling import telling, to_tell

__all__ = [
    "clusters",
    "cost",
    "draft",
    "edit",
    "enter",
    "find",
    "opine",
    "proposal",
    "proposals",
    "report_of",
    "reports",
    "set_aside",
    "step",
    "telling",
    "to_tell",
]
