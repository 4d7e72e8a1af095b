"""Every write to the catalogue: drafted, revised, given up, published, suspended, resumed, abolished, brought in."""

from danvan.procedures.actions.bringing import bring_in, give_up, prepare
from danvan.procedures.actions.drafting import draft, draft_next, drop, revise
from danvan.procedures.actions.publishing import Act, abolish, publish, resume, suspend

__all__ = [
    "Act",
    "abolish",
    "bring_in",
    "draft",
    "draft_next",
    "drop",
    "give_up",
    "prepare",
    "publish",
    "resume",
    "revise",
    "suspend",
]
