"""Every write to an application at the one-stop desk."""

from danvan.onestop.actions.ending import apologise, refuse, remind, return_result, withdraw
from danvan.onestop.actions.fees import charge, exempt, pay
from danvan.onestop.actions.halting import Wanted, ask_supplement, await_payment, go_on, stop, supplement
from danvan.onestop.actions.online import admit, give_files
from danvan.onestop.actions.orders import refund
from danvan.onestop.actions.receiving import Filing, Paper, Scanned, receive
from danvan.onestop.actions.stages import give, pass_on, take

__all__ = [
    "Filing",
    "Paper",
    "Scanned",
    "Wanted",
    "admit",
    "apologise",
    "ask_supplement",
    "await_payment",
    "charge",
    "exempt",
    "give",
    "give_files",
    "go_on",
    "pass_on",
    "pay",
    "receive",
    "refund",
    "refuse",
    "remind",
    "return_result",
    "stop",
    "supplement",
    "take",
    "withdraw",
]
