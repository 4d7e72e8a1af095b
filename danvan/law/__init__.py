"""The law as data, and the clock that counts by it. Pure Python: no Django, no database, no network.

    from datetime import date
    from danvan.law import due

    answer = due("reception.result_notice", start=date(2018, 2, 12))
    answer.due_on                     # 2018-03-05
    answer.citation.say("vi")         # khoản 1 Điều 28 Luật Tiếp công dân số 42/2013/QH13
    answer.derivation.short("vi")     # 10 ngày làm việc kể từ …; đến hạn thứ Hai, 05/03/2018

Rules are in `rules/*.yaml`, one file per act; the national office calendar is in `holidays/*.yaml`. Names are loaded
when first asked for, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from danvan.law.arrays import due_many
    from danvan.law.asking import Question
    from danvan.law.calendar import OfficeCalendar, Reason
    from danvan.law.clock import Due, add_months, count_working, due, due_by_term, due_on
    from danvan.law.derivation import Cell, Derivation
    from danvan.law.errors import (
        AlreadyStopped,
        ExtensionOverCap,
        InvalidCalendar,
        InvalidDerivation,
        InvalidQuestion,
        InvalidTerm,
        LawError,
        NegativeSuspension,
        NoReason,
        NotAFrequency,
        NoTerm,
        NothingToUndo,
        NotInForce,
        NotStopped,
        OutOfCalendar,
        OverlappingSuspensions,
        OverrideNotAllowed,
        RuleFileError,
        StepBeforeStart,
        StepError,
        SuspensionError,
        UnknownRule,
        UnknownStep,
    )
    from danvan.law.frequency import Owed, owed
    from danvan.law.hours import DueAt, OfficeHours, due_within, worked_between
    from danvan.law.life import Life, Standing, Step, history, live
    from danvan.law.national_days import national
    from danvan.law.recipe import Extension, Override, Suspension
    from danvan.law.rulebook import Act, Ground, Passage, Rule, Term, grounds, rule, rules_on, value, versions
    from danvan.law.words import Words

_HOMES = {
    "arrays": ("due_many",),
    "asking": ("Question",),
    "calendar": (
        "OfficeCalendar",
        "Reason",
    ),
    "clock": (
        "Due",
        "add_months",
        "count_working",
        "due",
        "due_by_term",
        "due_on",
    ),
    "derivation": (
        "Cell",
        "Derivation",
    ),
    "errors": (
        "AlreadyStopped",
        "ExtensionOverCap",
        "InvalidCalendar",
        "InvalidDerivation",
        "InvalidQuestion",
        "InvalidTerm",
        "LawError",
        "NegativeSuspension",
        "NoReason",
        "NoTerm",
        "NotAFrequency",
        "NotInForce",
        "NotStopped",
        "NothingToUndo",
        "OutOfCalendar",
        "OverlappingSuspensions",
        "OverrideNotAllowed",
        "RuleFileError",
        "StepBeforeStart",
        "StepError",
        "SuspensionError",
        "UnknownRule",
        "UnknownStep",
    ),
    "frequency": (
        "Owed",
        "owed",
    ),
    "hours": (
        "DueAt",
        "OfficeHours",
        "due_within",
        "worked_between",
    ),
    "life": (
        "Life",
        "Standing",
        "Step",
        "history",
        "live",
    ),
    "national_days": ("national",),
    "recipe": (
        "Extension",
        "Override",
        "Suspension",
    ),
    "rulebook": (
        "Act",
        "Ground",
        "Passage",
        "Rule",
        "Term",
        "grounds",
        "rule",
        "rules_on",
        "value",
        "versions",
    ),
    "words": ("Words",),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Act",
    "AlreadyStopped",
    "Cell",
    "Derivation",
    "Due",
    "DueAt",
    "Extension",
    "ExtensionOverCap",
    "Ground",
    "InvalidCalendar",
    "InvalidDerivation",
    "InvalidQuestion",
    "InvalidTerm",
    "LawError",
    "Life",
    "NegativeSuspension",
    "NoReason",
    "NoTerm",
    "NotAFrequency",
    "NotInForce",
    "NotStopped",
    "NothingToUndo",
    "OfficeCalendar",
    "OfficeHours",
    "OutOfCalendar",
    "OverlappingSuspensions",
    "Override",
    "OverrideNotAllowed",
    "Owed",
    "Passage",
    "Question",
    "Reason",
    "Rule",
    "RuleFileError",
    "Standing",
    "Step",
    "StepBeforeStart",
    "StepError",
    "Suspension",
    "SuspensionError",
    "Term",
    "UnknownRule",
    "UnknownStep",
    "Words",
    "add_months",
    "count_working",
    "due",
    "due_by_term",
    "due_many",
    "due_on",
    "due_within",
    "grounds",
    "history",
    "live",
    "national",
    "owed",
    "rule",
    "rules_on",
    "value",
    "versions",
    "worked_between",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
