"""What was granted and decided about a term, checked before anything is counted: extensions, pauses, overrides."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from danvan.law.errors import (
    ExtensionOverCap,
    InvalidTerm,
    NegativeSuspension,
    OverlappingSuspensions,
    OverrideNotAllowed,
)
from danvan.law.recipe import Extension, Override, Suspension
from danvan.law.rulebook import TERM_UNITS, ExtensionLimit, Rule, Term
from danvan.law.words import amount as amount_words
from danvan.law.words import plain

LARGEST = 40_000  # units: longer terms are a slip of the pen and would run off the calendar


def check_term(amount: int, unit: str) -> None:
    """Raise InvalidTerm unless this is a number of working days, calendar days, months or years."""
    if unit not in TERM_UNITS or isinstance(amount, bool) or not 0 <= amount <= LARGEST:
        raise InvalidTerm(
            vi=f"Thời hạn phải là số từ 0 đến {LARGEST}, đơn vị là {', '.join(TERM_UNITS)}.",
            en=f"A term is a number from 0 to {LARGEST} of {', '.join(TERM_UNITS)}.",
        )


def overridden(found: Rule, term: Term, override: Override) -> Term:
    """The term with the number that a province set; its extension stays where the unit does.

    Raises OverrideNotAllowed where the law lets no province do so or no decision is named, InvalidTerm.
    """
    if found.may_be_set_by != "province":
        raise OverrideNotAllowed(
            vi=f"Quy tắc {found.id} không cho tỉnh quy định thời hạn khác.",
            en=f"The rule {found.id} does not let a province set another term.",
        )
    if not override.decision.strip():
        raise OverrideNotAllowed(
            vi="Thời hạn do tỉnh quy định phải kèm số của quyết định.",
            en="A term set by a province needs the number of its decision.",
        )
    check_term(override.amount, override.unit)
    return replace(
        term, amount=override.amount, extension=term.extension if override.unit == found.unit else None
    )


def extension(given: Extension | int) -> Extension:
    """An extension, checked to be one. Raises InvalidTerm."""
    found = given if isinstance(given, Extension) else Extension(given)
    if found.amount < 1:
        raise InvalidTerm(
            vi=f"Gia hạn phải từ 1 trở lên, không phải {found.amount}.",
            en=f"An extension is at least 1, not {found.amount}.",
        )
    return found


def extensions_of(given: Iterable[Extension | int], term: Term, found: Rule) -> tuple[Extension, ...]:
    """The extensions, checked against what the rule allows. Raises ExtensionOverCap, InvalidTerm."""
    granted = tuple(map(extension, given))
    limit = term.extension
    if not granted or (limit and within(granted, limit)):
        return granted
    if limit is None:
        raise ExtensionOverCap(
            vi=f"“{found.title.vi}” ({found.id}): luật không cho gia hạn trong trường hợp này.",
            en=f"“{found.title.en}” ({found.id}): the law allows no extension in this case.",
        )
    raise over_cap(limit, found.unit)


def over_cap(limit: ExtensionLimit, unit: str) -> ExtensionOverCap:
    """The error that says how far a term may be extended."""
    if limit.times == 1:
        return ExtensionOverCap(
            vi=f"Chỉ được gia hạn 1 lần, không quá {amount_words(limit.each, unit)}.",
            en=f"Only one extension is allowed, of up to {amount_words(limit.each, unit, 'en')}.",
        )
    return ExtensionOverCap(
        vi=f"Chỉ được gia hạn {limit.times} lần, mỗi lần không quá {amount_words(limit.each, unit)}, "
        f"tổng cộng không quá {amount_words(limit.total, unit)}.",
        en=f"At most {limit.times} extensions of up to {amount_words(limit.each, unit, 'en')} each, "
        f"{amount_words(limit.total, unit, 'en')} together.",
    )


def within(granted: Sequence[Extension], limit: ExtensionLimit) -> bool:
    """Whether the extensions stay within the limit."""
    amounts = [extension.amount for extension in granted]
    return len(amounts) <= limit.times and max(amounts) <= limit.each and sum(amounts) <= limit.total


def in_order(suspensions: Iterable[Suspension | tuple[date, date]]) -> tuple[Suspension, ...]:
    """The suspensions by their first day. Raises NegativeSuspension, OverlappingSuspensions."""
    ordered: list[Suspension] = []
    for given in suspensions:
        pause = given if isinstance(given, Suspension) else Suspension(*given)
        if pause.last < pause.first:
            raise NegativeSuspension(
                vi=f"Tạm dừng từ {plain(pause.first)} không thể kết thúc trước đó, {plain(pause.last)}.",
                en=f"A suspension from {plain(pause.first)} cannot end before it, on {plain(pause.last)}.",
            )
        insort(ordered, pause, key=lambda each: each.first)
    for before, after in pairwise(ordered):
        if after.first <= before.last:
            raise OverlappingSuspensions(
                vi=f"Hai lần tạm dừng trùng nhau ngày {plain(after.first)}.",
                en=f"Two suspensions share the day {plain(after.first)}.",
            )
    return tuple(ordered)
