"""Every write of reports: drafted, sent to be signed, sent back, signed, issued, given up, corrected by another."""

from danvan.statements.actions.correcting import correct
from danvan.statements.actions.drafting import AlreadyThere, content_of, draft, drop, revise, send
from danvan.statements.actions.signing import issue, send_back, sign

__all__ = [
    "AlreadyThere",
    "content_of",
    "correct",
    "draft",
    "drop",
    "issue",
    "revise",
    "send",
    "send_back",
    "sign",
]
