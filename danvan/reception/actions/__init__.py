"""What is done at reception: every write is here."""

from danvan.reception.actions.notices import confirm_terms, issue_notice, offer_conclusion
from danvan.reception.actions.turns import (
    STREAM,
    Brought,
    Caller,
    Entry,
    Told,
    add_matter,
    cancel_turn,
    note_petition,
    note_printed,
    note_signed,
    register_turn,
    register_turns,
    reveal,
)
from danvan.reception.models import Outcome

__all__ = [
    "STREAM",
    "Brought",
    "Caller",
    "Entry",
    "Outcome",
    "Told",
    "add_matter",
    "cancel_turn",
    "confirm_terms",
    "issue_notice",
    "note_petition",
    "note_printed",
    "note_signed",
    "offer_conclusion",
    "register_turn",
    "register_turns",
    "reveal",
]
