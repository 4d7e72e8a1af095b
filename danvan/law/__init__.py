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
    from danvan.law.calendar import OfficeCalendar, Reason
    from danvan.law.clock import Due, add_months, count_working, due, due_by_term
    from danvan.law.derivation import Cell, Derivation
    from danvan.law.errors import (
        ExtensionOverCap,
        InvalidCalendar,
        InvalidDerivation,
        InvalidTerm,
        LawError,
        NegativeSuspension,
        NoTerm,
        NotInForce,
        OutOfCalendar,
        OverlappingSuspensions,
        RuleFileError,
        SuspensionError,
        UnknownRule,
    )
    from danvan.law.national_days import national
    from danvan.law.recipe import Extension, Suspension
    from danvan.law.rulebook import Act, Ground, Rule, Term, grounds, rule, rules_on, value, versions
    from danvan.law.words import Words

_HOMES = {
    "calendar": ("OfficeCalendar", "Reason"),
    "clock": ("Due", "add_months", "count_working", "due", "due_by_term"),
    "derivation": ("Cell", "Derivation"),
    "errors": (
        "ExtensionOverCap",
        "InvalidCalendar",
        "InvalidDerivation",
        "InvalidTerm",
        "LawError",
        "NegativeSuspension",
        "NoTerm",
        "NotInForce",
        "OutOfCalendar",
        "OverlappingSuspensions",
        "RuleFileError",
        "SuspensionError",
        "UnknownRule",
    ),
    "national_days": ("national",),
    "recipe": ("Extension", "Suspension"),
    "rulebook": ("Act", "Ground", "Rule", "Term", "grounds", "rule", "rules_on", "value", "versions"),
    "words": ("Words",),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Act",
    "Cell",
    "Derivation",
    "Due",
    "Extension",
    "ExtensionOverCap",
    "Ground",
    "InvalidCalendar",
    "InvalidDerivation",
    "InvalidTerm",
    "LawError",
    "NegativeSuspension",
    "NoTerm",
    "NotInForce",
    "OfficeCalendar",
    "OutOfCalendar",
    "OverlappingSuspensions",
    "Reason",
    "Rule",
    "RuleFileError",
    "Suspension",
    "SuspensionError",
    "Term",
    "UnknownRule",
    "Words",
    "add_months",
    "count_working",
    "due",
    "due_by_term",
    "grounds",
    "national",
    "rule",
    "rules_on",
    "value",
    "versions",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
