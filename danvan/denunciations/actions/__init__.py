"""Every write to a denunciation beyond the steps of its workflow, which are danvan.cases.actions.move."""

from danvan.denunciations.actions.concerning import say_whom, shed
from danvan.denunciations.actions.custody import bring_key, end_custody, leave, name_custodian, seal_again
from danvan.denunciations.actions.filing import Letter, Taken, continue_, receive, seat_of
from danvan.denunciations.actions.looking import allow, ask, refuse, take
from danvan.denunciations.actions.opening import open_letter, open_message, redact
from danvan.denunciations.actions.protecting import ask_protection, decide_protection, end_protection
from danvan.denunciations.actions.talking import hear, speak, wish_off
from danvan.denunciations.parcels import Identity

__all__ = [
    "Identity",
    "Letter",
    "Taken",
    "allow",
    "ask",
    "ask_protection",
    "bring_key",
    "continue_",
    "decide_protection",
    "end_custody",
    "end_protection",
    "hear",
    "leave",
    "name_custodian",
    "open_letter",
    "open_message",
    "receive",
    "redact",
    "refuse",
    "say_whom",
    "seal_again",
    "seat_of",
    "shed",
    "speak",
    "take",
    "wish_off",
]
