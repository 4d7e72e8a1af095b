"""Every write of papers: drafted, issued, cancelled; an office's templates and letterhead."""

from danvan.papers.actions.destroying import destroy_of
from danvan.papers.actions.offices import adopt, retire, set_letterhead
from danvan.papers.actions.papers import Draft, cancel, issue, open_paper, prepare, preview, revise, with_step
from danvan.papers.actions.taking import take_out_book

__all__ = [
    "Draft",
    "adopt",
    "cancel",
    "destroy_of",
    "issue",
    "open_paper",
    "prepare",
    "preview",
    "retire",
    "revise",
    "set_letterhead",
    "take_out_book",
    "with_step",
]
