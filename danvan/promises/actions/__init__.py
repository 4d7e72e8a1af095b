"""Every write of the register of promises: given, handed to somebody, extended, reported, accepted or not, dropped."""

from danvan.promises.actions.evidence import add_files, take_off
from danvan.promises.actions.giving import Told, assign, correct, extend, give, note
from danvan.promises.actions.settling import accept, drop, judge, refuse, report

__all__ = [
    "Told",
    "accept",
    "add_files",
    "assign",
    "correct",
    "drop",
    "extend",
    "give",
    "judge",
    "note",
    "refuse",
    "report",
    "take_off",
]
