"""The legal clock: from a rule and a day to the day that something is due (đến hạn), with the reason.

How a term is counted. Let n be the number of the law plus everything granted as extension. The day of the event does
not count, unless the rule says that it does (Civil Code 2015, art. 147). Then n days of the rule's kind are counted,
leaving out every day of a suspension; months and years end on the same day of the month, or on its last day
(art. 148), moved by the days of suspension that lay within. When the last day is a day off, the term ends on the next
working day (art. 148). The result is a function of start, n and the *set* of suspended days: the order in which
pauses and extensions were granted cannot matter.

A suspension (tạm dừng) from A to B leaves out A, B and every day between. While one is still open nothing is due:
ask again when its last day is known.
"""

from __future__ import annotations

from bisect import insort
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from danvan.law.calendar import ONE_DAY, OfficeCalendar
from danvan.law.derivation import Derivation
from danvan.law.errors import (
    ExtensionOverCap,
    InvalidTerm,
    NegativeSuspension,
    OutOfCalendar,
    OverlappingSuspensions,
)
from danvan.law.national_days import national
from danvan.law.recipe import Extension, Recipe, Suspension
from danvan.law.rulebook import TERM_UNITS, ExtensionLimit, Rule, Term
from danvan.law.rulebook import rule as find_rule
from danvan.law.words import Words, plain
from danvan.law.words import amount as amount_words

LARGEST = 40_000  # units: longer terms are a slip of the pen and would run off the calendar


@dataclass(frozen=True, slots=True)
class Due:
    """The answer of the clock.

    `due_on`: the day by whose end it must be done. `counted_on`: where counting ended before a day off moved it.
    `rule`, `version`: None for a term that is no rule of ours. `provisional`: leans on days that have not been
    announced. `unconfirmed`: the number was not read in the act, and no office has confirmed it.
    """

    due_on: date
    counted_on: date
    start_on: date
    rule: str | None
    version: str | None
    citation: Words
    derivation: Derivation
    provisional: bool
    unconfirmed: bool


def due(
    rule_id: str,
    *,
    start: date,
    area: str = "normal",
    complexity: str = "normal",
    extensions: Iterable[Extension | int] = (),
    suspensions: Iterable[Suspension | tuple[date, date]] = (),
    calendar: OfficeCalendar | None = None,
    on: date | None = None,
    confirmed: bool = False,
) -> Due:
    """The day on which a rule's term ends when its event happened on `start`.

    `extensions` are in the rule's own unit. `calendar`: the office's; the national one when not given. `on`: the day
    whose law governs, when a transition provision says another than the start. `confirmed`: the office has confirmed
    a rule that does not fire by itself. A `notice_before` rule is counted back: `start` is the event, the answer the
    last day for the notice.

    Raises UnknownRule, NotInForce, NoTerm, InvalidTerm, OutOfCalendar, ExtensionOverCap, NegativeSuspension,
    OverlappingSuspensions.
    """
    found = find_rule(rule_id, on or start)
    term = found.term(area, complexity)
    granted = _granted(extensions, term, found)
    recipe = _recipe(found, term, start, granted, _in_order(suspensions), confirmed)
    return _answer(recipe, calendar or national())


def _recipe(
    found: Rule,
    term: Term,
    start: date,
    granted: tuple[Extension, ...],
    paused: tuple[Suspension, ...],
    confirmed: bool,
) -> Recipe:
    return Recipe(
        unit=found.unit,
        amount=term.amount,
        start=start,
        rule=found.id,
        version=found.version,
        citation=found.citation,
        starts=found.starts,
        area=term.area,
        complexity=term.complexity,
        first=found.count_first_day,
        moves=found.moves,
        back=found.kind == "notice_before",
        extended=granted,
        suspended=paused,
        unconfirmed=not (confirmed or found.fires_by_itself),
    )


def due_by_term(
    amount: int,
    unit: str,
    start: date,
    count_first_day: bool = False,
    *,
    moves: bool | None = None,
    back: bool = False,
    extensions: Iterable[Extension | int] = (),
    suspensions: Iterable[Suspension | tuple[date, date]] = (),
    calendar: OfficeCalendar | None = None,
    citation: Words | None = None,
    starts: Words | None = None,
) -> Due:
    """The end of a term that is no rule of ours: `amount` of working, calendar, month or year from `start`.

    `moves`: whether a last day on a day off moves to the next working day. Left open, it moves where the first day is
    not counted, as in the Civil Code; a period that counts its first day ends where it ends. `back`: count backwards
    from an event. Raises InvalidTerm, OutOfCalendar and the errors of suspensions.
    """
    if unit not in TERM_UNITS or isinstance(amount, bool) or not 0 <= amount <= LARGEST:
        raise InvalidTerm(
            vi=f"Thời hạn phải là số từ 0 đến {LARGEST}, đơn vị là {', '.join(TERM_UNITS)}.",
            en=f"A term is a number from 0 to {LARGEST} of {', '.join(TERM_UNITS)}.",
        )
    recipe = Recipe(
        unit=unit,
        amount=amount,
        start=start,
        citation=citation,
        starts=starts,
        first=count_first_day,
        moves=(not count_first_day) if moves is None else moves,
        back=back,
        extended=tuple(map(_extension, extensions)),
        suspended=_in_order(suspensions),
    )
    return _answer(recipe, calendar or national())


def count_working(first: date, last: date, calendar: OfficeCalendar | None = None) -> int:
    """How many working days lie between two days, both included; 0 when `last` is before `first`."""
    return (calendar or national()).count_working(first, last)


# -- from a recipe to a day


def _answer(recipe: Recipe, calendar: OfficeCalendar) -> Due:
    """The day that a recipe leads to, with its derivation."""
    calendar.check_start(recipe.start)
    total = recipe.total
    try:
        if recipe.back:
            counted = _count_back(recipe, total, calendar)
            day = calendar.previous_working(counted) if recipe.moves else counted
        else:
            counted = _count(recipe, total, calendar)
            day = _move(counted, recipe.suspended, calendar) if recipe.moves else counted
    except (OverflowError, ValueError):
        raise OutOfCalendar(
            vi="Thời hạn vượt quá những ngày mà lịch đếm được.",
            en="The term runs past the last day that can be counted.",
        ) from None
    provisional = not (calendar.knows(recipe.start) and calendar.knows(day))
    derivation = Derivation(recipe, counted, day, provisional, calendar)
    citation = recipe.citation or _plain_citation(recipe)
    rule, version, unconfirmed = recipe.rule, recipe.version, recipe.unconfirmed
    return Due(day, counted, recipe.start, rule, version, citation, derivation, provisional, unconfirmed)


def _count(recipe: Recipe, total: int, calendar: OfficeCalendar) -> date:
    """The last day of the term before it is moved: a pure function of start, total and the set of suspensions."""
    start, unit, paused = recipe.start, recipe.unit, recipe.suspended
    before = start - ONE_DAY if recipe.first and total else start  # the day after which counting begins
    if unit == "working":
        end = calendar.add_working(before, total)
        for pause in paused if total else ():
            if pause.first > end:
                break
            total += calendar.count_working(max(pause.first, before + ONE_DAY), pause.last)
            end = calendar.add_working(before, total)
        return end
    if unit == "calendar":
        end = before + timedelta(total)
    else:
        end = add_months(start, total if unit == "month" else 12 * total) - (start - before)
    for pause in paused if total else ():
        if pause.first > end:
            break
        lost = (pause.last - max(pause.first, before + ONE_DAY)).days + 1
        end += timedelta(max(lost, 0))
    return end


def _count_back(recipe: Recipe, total: int, calendar: OfficeCalendar) -> date:
    """The last day that leaves `total` units before the event."""
    if recipe.unit == "working":
        return calendar.add_working(recipe.start, -total)
    if recipe.unit == "calendar":
        return recipe.start - timedelta(total)
    return add_months(recipe.start, -(total if recipe.unit == "month" else 12 * total))


def _move(day: date, paused: Sequence[Suspension], calendar: OfficeCalendar) -> date:
    """The first working day from `day` on that no suspension covers."""
    day = calendar.next_working(day)
    for pause in paused:
        if pause.first <= day <= pause.last:
            day = calendar.next_working(pause.last + ONE_DAY)
    return day


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day (Civil Code 2015, art. 148)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# -- checking what was granted


def _extension(given: Extension | int) -> Extension:
    extension = given if isinstance(given, Extension) else Extension(given)
    if extension.amount < 1:
        raise InvalidTerm(
            vi=f"Gia hạn phải từ 1 trở lên, không phải {extension.amount}.",
            en=f"An extension is at least 1, not {extension.amount}.",
        )
    return extension


def _granted(extensions: Iterable[Extension | int], term: Term, found: Rule) -> tuple[Extension, ...]:
    """The extensions, checked against what the rule allows. Raises ExtensionOverCap."""
    granted = tuple(map(_extension, extensions))
    limit = term.extension
    if not granted or (limit and _within(granted, limit)):
        return granted
    if limit is None:
        raise ExtensionOverCap(
            vi=f"Quy tắc {found.id} không cho gia hạn trong trường hợp này.",
            en=f"The rule {found.id} allows no extension in this case.",
        )
    raise ExtensionOverCap(
        vi=f"Chỉ được gia hạn {limit.times} lần, mỗi lần không quá {amount_words(limit.each, found.unit)}, "
        f"tổng cộng không quá {amount_words(limit.total, found.unit)}.",
        en=f"At most {limit.times} extension(s) of up to {amount_words(limit.each, found.unit, 'en')} each, "
        f"{amount_words(limit.total, found.unit, 'en')} together.",
    )


def _within(granted: Sequence[Extension], limit: ExtensionLimit) -> bool:
    amounts = [extension.amount for extension in granted]
    return len(amounts) <= limit.times and max(amounts) <= limit.each and sum(amounts) <= limit.total


def _in_order(suspensions: Iterable[Suspension | tuple[date, date]]) -> tuple[Suspension, ...]:
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


def _plain_citation(recipe: Recipe) -> Words:
    """What stands in place of an article when a term is no rule of ours."""
    return Words(
        f"thời hạn {amount_words(recipe.amount, recipe.unit)}, tính theo Bộ luật Dân sự",
        f"a term of {amount_words(recipe.amount, recipe.unit, 'en')}, counted as in the Civil Code",
    )
