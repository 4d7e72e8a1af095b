"""What is done at reception: every write is here."""

from danvan.reception.actions.book import print_book
from danvan.reception.actions.bookings import Guest, agree_online, book, cancel_booking, reveal_booking
from danvan.reception.actions.bringing import OldTurn, bring_in, built_on, take_out
from danvan.reception.actions.destroying import destroy
from danvan.reception.actions.meeting import with_paper
from danvan.reception.actions.notices import confirm_terms, issue_notice, offer_conclusion
from danvan.reception.actions.refusals import Refused, refuse_reception, reveal_refusal
from danvan.reception.actions.sessions import (
    Plan,
    call_session,
    cancel_session,
    hold_session,
    plan_session,
    postpone_session,
    publish_session,
    set_room,
)
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
from danvan.reception.actions.visits import arrive, check_in, end_days, enter_visit, step_visit
from danvan.reception.models import Outcome

__all__ = [
    "STREAM",
    "Brought",
    "Caller",
    "Entry",
    "Guest",
    "OldTurn",
    "Outcome",
    "Plan",
    "Refused",
    "Told",
    "add_matter",
    "agree_online",
    "arrive",
    "book",
    "bring_in",
    "built_on",
    "call_session",
    "cancel_booking",
    "cancel_session",
    "cancel_turn",
    "check_in",
    "confirm_terms",
    "destroy",
    "end_days",
    "enter_visit",
    "hold_session",
    "issue_notice",
    "note_petition",
    "note_printed",
    "note_signed",
    "offer_conclusion",
    "plan_session",
    "postpone_session",
    "print_book",
    "publish_session",
    "refuse_reception",
    "register_turn",
    "register_turns",
    "reveal",
    "reveal_booking",
    "reveal_refusal",
    "set_room",
    "step_visit",
    "take_out",
    "with_paper",
]
