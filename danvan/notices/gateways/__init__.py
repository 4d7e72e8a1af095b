"""What carries a message out of the house: one small class for each carrier, named in the settings.

What they have in common stands below (danvan.lib.carriers), where other ledgers of what people are told find it too.
"""

from django.conf import settings

from danvan.lib.carriers import Gateway, NotTaken, of

__all__ = ["Gateway", "NotTaken", "of", "ready"]


def ready(channel: str) -> bool:
    """Whether people can be told by this channel here: its carrier reaches them, or this is a demonstration."""
    return of(channel).leaves or settings.DANVAN_DEMO
