"""Every write to a case. `move` is the only door through which its status changes."""

from danvan.cases.actions.correct import correct
from danvan.cases.actions.files import attach
from danvan.cases.actions.merge import merge
from danvan.cases.actions.move import Step, move
from danvan.cases.actions.notes import assign, can_print_receipt, print_receipt, reveal, write_more
from danvan.cases.actions.opening import Person, link, open_case
from danvan.cases.actions.parting import unmerge
from danvan.cases.actions.split import Part, split
from danvan.cases.actions.telling import tell_differently
from danvan.cases.actions.terms import confirm_clocks

__all__ = [
    "Part",
    "Person",
    "Step",
    "assign",
    "attach",
    "can_print_receipt",
    "confirm_clocks",
    "correct",
    "link",
    "merge",
    "move",
    "open_case",
    "print_receipt",
    "reveal",
    "split",
    "tell_differently",
    "unmerge",
    "write_more",
]
