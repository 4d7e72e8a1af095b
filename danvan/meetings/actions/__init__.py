"""Every write of meetings: planned, announced, put off, run in the hall, questions asked and answered, published."""

from danvan.meetings.actions.answering import (
    answer,
    list_question,
    mark_told,
    owe,
    pass_on,
    reopen,
    set_aside,
)
from danvan.meetings.actions.asking import NOBODY, Asks, Told, ask, look
from danvan.meetings.actions.destroying import destroy_names
from danvan.meetings.actions.ending import publish, write_minutes
from danvan.meetings.actions.hall import check_in, count_by_hand, end, open_hall, reopen_hall
from danvan.meetings.actions.planning import Plan, announce, cancel, plan, postpone, revise
from danvan.meetings.actions.speaking import absent, call, call_next, enlist, spoke

__all__ = [
    "NOBODY",
    "Asks",
    "Plan",
    "Told",
    "absent",
    "announce",
    "answer",
    "ask",
    "call",
    "call_next",
    "cancel",
    "check_in",
    "count_by_hand",
    "destroy_names",
    "end",
    "enlist",
    "list_question",
    "look",
    "mark_told",
    "open_hall",
    "owe",
    "pass_on",
    "plan",
    "postpone",
    "publish",
    "reopen",
    "reopen_hall",
    "revise",
    "set_aside",
    "spoke",
    "write_minutes",
]
