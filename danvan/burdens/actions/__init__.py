"""Every write of the review: burdens reported; proposals drawn up, costed, opined on, decided, in force; and told."""

from danvan.burdens.actions.costing import Row, enter_cost
from danvan.burdens.actions.deciding import Decision, decide, enforce
from danvan.burdens.actions.destroying import destroy
from danvan.burdens.actions.drafting import Draft, draft, drop, revise
from danvan.burdens.actions.opining import ask, opine, send_back, submit
from danvan.burdens.actions.reporting import Reporter, Told, free, look_at, report, set_aside, take_up
from danvan.burdens.actions.telling import deliver, look_told, mark_told, resend

__all__ = [
    "Decision",
    "Draft",
    "Reporter",
    "Row",
    "Told",
    "ask",
    "decide",
    "deliver",
    "destroy",
    "draft",
    "drop",
    "enforce",
    "enter_cost",
    "free",
    "look_at",
    "look_told",
    "mark_told",
    "opine",
    "report",
    "resend",
    "revise",
    "send_back",
    "set_aside",
    "submit",
    "take_up",
]
