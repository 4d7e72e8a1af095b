"""What carries a message out of the house: one small class for each carrier, named in the settings.

What they have in common stands below (danvan.lib.carriers), where other ledgers of what people are told find it too.
"""

from danvan.lib.carriers import Gateway, NotTaken, of, ready

__all__ = ["Gateway", "NotTaken", "of", "ready"]
