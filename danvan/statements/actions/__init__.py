"""Every write of reports: drafted, signed, issued, corrected by another; asked of units below and handed in."""

from danvan.statements.actions.collecting import ask, enter, give_back, hand_in, withdraw
from danvan.statements.actions.correcting import correct
from danvan.statements.actions.drafting import AlreadyThere, content_of, draft, drop, revise, send
from danvan.statements.actions.signing import issue, send_back, sign

__all__ = [
    "AlreadyThere",
    "ask",
    "content_of",
    "correct",
    "draft",
    "drop",
    "enter",
    "give_back",
    "hand_in",
    "issue",
    "revise",
    "send",
    "send_back",
    "sign",
    "withdraw",
]
