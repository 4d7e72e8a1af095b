"""Every write to the catalogue: drafted, revised, given up, published, suspended, resumed, abolished, brought in."""

from danvan.procedures.actions.drafting import draft, draft_next, drop, revise
from danvan.procedures.actions.publishing import Act, abolish, publish, resume, suspend

__all__ = ["Act", "abolish", "draft", "draft_next", "drop", "publish", "resume", "revise", "suspend"]
