"""Every write to units, posts, accounts, confirmed rules, terms of a province; each leaves an Event."""

from danvan.people.actions.absences import end_absence, record_absence
from danvan.people.actions.accounts import (
    close_account,
    create_account,
    note_access,
    note_lock_out,
    reset_password,
    set_password,
)
from danvan.people.actions.history import (
    abolish_unit,
    merge_units,
    move_part,
    move_unit,
    rename_unit,
    split_unit,
)
from danvan.people.actions.mail import ask_mail, prove_mail
from danvan.people.actions.mail import read as mail_of
from danvan.people.actions.office import engage, set_unit, start_office
from danvan.people.actions.overrides import Decision, set_term, withdraw_term
from danvan.people.actions.posts import NewPost, end_post, give_post
from danvan.people.actions.rules import confirm_rule
from danvan.people.actions.units import NewUnit, create_unit, create_units, set_area, set_week

__all__ = [
    "Decision",
    "NewPost",
    "NewUnit",
    "abolish_unit",
    "ask_mail",
    "close_account",
    "confirm_rule",
    "create_account",
    "create_unit",
    "create_units",
    "end_absence",
    "end_post",
    "engage",
    "give_post",
    "mail_of",
    "merge_units",
    "move_part",
    "move_unit",
    "note_access",
    "note_lock_out",
    "prove_mail",
    "record_absence",
    "rename_unit",
    "reset_password",
    "set_area",
    "set_password",
    "set_term",
    "set_unit",
    "set_week",
    "split_unit",
    "start_office",
    "withdraw_term",
]
