"""Every write of papers: drafted, issued, cancelled; an office's templates and letterhead."""

from danvan.papers.actions.offices import adopt, retire, set_letterhead
from danvan.papers.actions.papers import Draft, cancel, issue, open_paper, prepare, preview, revise, with_step

__all__ = [
    "Draft",
    "adopt",
    "cancel",
    "issue",
    "open_paper",
    "prepare",
    "preview",
    "retire",
    "revise",
    "set_letterhead",
    "with_step",
]
