"""Every write to a case. `move` is the only door through which its status changes."""

from danvan.cases.actions.awarding import Amount, award, take_back_award
from danvan.cases.actions.bringing import Old, bring_in, built_on, take_out
from danvan.cases.actions.concern import About, lift_concern, note_concern, route_all, route_one
from danvan.cases.actions.correct import correct
from danvan.cases.actions.destroy import destroy
from danvan.cases.actions.files import attach
from danvan.cases.actions.handing import hand_over, leave, release_all
from danvan.cases.actions.merge import merge
from danvan.cases.actions.move import Step, move
from danvan.cases.actions.notes import (
    assign,
    can_print_receipt,
    check_unmasked,
    look,
    print_receipt,
    reveal,
    write_more,
)
from danvan.cases.actions.opening import Person, Since, link, open_case
from danvan.cases.actions.parting import unmerge
from danvan.cases.actions.split import Part, order_verification, split
from danvan.cases.actions.telling import tell_differently
from danvan.cases.actions.terms import confirm_clocks

__all__ = [
    "About",
    "Amount",
    "Old",
    "Part",
    "Person",
    "Since",
    "Step",
    "assign",
    "attach",
    "award",
    "bring_in",
    "built_on",
    "can_print_receipt",
    "check_unmasked",
    "confirm_clocks",
    "correct",
    "destroy",
    "hand_over",
    "leave",
    "lift_concern",
    "link",
    "look",
    "merge",
    "move",
    "note_concern",
    "open_case",
    "order_verification",
    "print_receipt",
    "release_all",
    "reveal",
    "route_all",
    "route_one",
    "split",
    "take_back_award",
    "take_out",
    "tell_differently",
    "unmerge",
    "write_more",
]
