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

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from danvan.law.calendar import ONE_DAY, OfficeCalendar
from danvan.law.derivation import Derivation
from danvan.law.errors import OutOfCalendar
from danvan.law.granted import check_term, extension, extensions_of, in_order, overridden
from danvan.law.national_days import national
from danvan.law.recipe import Extension, Override, Recipe, Suspension
from danvan.law.rulebook import Rule, governing
from danvan.law.words import Words
from danvan.law.words import amount as amount_words


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
    case_on: date | None = None,
    confirmed: bool = False,
    override: Override | None = None,
    received_at: time | datetime | None = None,
) -> Due:
    """The day on which a rule's term ends when its event happened on `start`.

    `extensions` are in the rule's own unit. `calendar`: the office's; the national one when not given. `confirmed`:
    the office has confirmed a rule that does not fire by itself. `override`: what the province has set, where the
    rule lets it. `received_at`: the hour of receipt, which matters where the rule has one (`cutoff`): later than it,
    the matter counts as received on the next working day. A `notice_before` rule is counted back: `start` is the
    event, the answer the last day for the notice.

    The version is the one in force on `start`. `case_on`, the day on which the whole case was taken up, lets a
    transition provision say otherwise; `on` names another day whose law governs, whatever the provisions say.

    Raises UnknownRule, NotInForce, NoTerm, InvalidTerm, OutOfCalendar, ExtensionOverCap, OverrideNotAllowed,
    NegativeSuspension, OverlappingSuspensions.
    """
    found, passage = governing(rule_id, on or start, None if on else case_on)
    term = found.term(area, complexity)
    used = term if override is None else overridden(found, term, override)
    granted, paused = extensions_of(extensions, used, found), in_order(suspensions)
    days = calendar or national()
    begin, received = received_on(start, received_at, found.cutoff, days)
    sure = confirmed or (found.fires_by_itself and (passage is None or passage.sure))
    recipe = Recipe(
        unit=found.unit if override is None else override.unit,
        amount=used.amount,
        start=begin,
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
        unconfirmed=not sure,
        received=received,
        cutoff=found.cutoff if received else None,
        lawful=None if override is None else (term.amount, found.unit),
        set_by="" if override is None else override.decision,
        passage=passage.text if passage else None,
    )
    return _answer(recipe, days)


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
    received_at: time | datetime | None = None,
    cutoff: time | None = None,
) -> Due:
    """The end of a term that is no rule of ours: `amount` of working, calendar, month or year from `start`.

    `moves`: whether a last day on a day off moves to the next working day. Left open, it moves where the first day is
    not counted, as in the Civil Code; a period that counts its first day ends where it ends. `back`: count backwards
    from an event. `received_at` after the hour `cutoff`: it counts as received on the next working day.
    Raises InvalidTerm, also where the extensions make it too long, OutOfCalendar and the errors of suspensions.
    """
    check_term(amount, unit)
    days = calendar or national()
    begin, received = received_on(start, received_at, cutoff, days)
    recipe = Recipe(
        unit=unit,
        amount=amount,
        start=begin,
        citation=citation,
        starts=starts,
        first=count_first_day,
        moves=(not count_first_day) if moves is None else moves,
        back=back,
        extended=tuple(map(extension, extensions)),
        suspended=in_order(suspensions),
        received=received,
        cutoff=cutoff if received else None,
    )
    check_term(recipe.total, unit)
    return _answer(recipe, days)


def due_on(found: Rule, start: date, calendar: OfficeCalendar | None = None) -> date:
    """The day alone, without derivation, for counting many in a loop: normal area and case, nothing granted.

    The same day as `due`, for the version that is given. Raises NoTerm, OutOfCalendar.
    """
    days = calendar or national()
    amount = found.plain_working
    if amount and start <= days.last_start:  # the usual rule: one look-up in the table
        return days.add_working(start, amount)
    amount = found.plain_calendar
    if amount and start <= days.last_start:
        end = start + timedelta(amount)
        return days.next_working(end) if found.moves else end
    term = found.term()
    first, moves, back = found.count_first_day, found.moves, found.kind == "notice_before"
    return _day(Recipe(found.unit, term.amount, start, first=first, moves=moves, back=back), days)[1]


def received_on(
    day: date, at: time | datetime | None, cutoff: time | None, calendar: OfficeCalendar
) -> tuple[date, datetime | None]:
    """The day on which a receipt counts, and its moment where that was too late for its own day.

    "Received after 15:00": 15:00 itself is in time; later, it counts as one of the next working day.
    """
    if cutoff is None or at is None:
        return day, None
    hour = at.time() if isinstance(at, datetime) else at
    if hour.replace(tzinfo=None) <= cutoff:
        return day, None
    calendar.check_start(day)
    return calendar.add_working(day, 1), datetime.combine(day, hour.replace(tzinfo=None))


def count_working(first: date, last: date, calendar: OfficeCalendar | None = None) -> int:
    """How many working days lie between two days, both included; 0 when `last` is before `first`."""
    return (calendar or national()).count_working(first, last)


# -- from a recipe to a day


def _answer(recipe: Recipe, calendar: OfficeCalendar) -> Due:
    """The day that a recipe leads to, with its derivation."""
    counted, day = _day(recipe, calendar)
    provisional = not (calendar.knows(recipe.start) and calendar.knows(day))
    derivation = Derivation(recipe, counted, day, provisional, calendar)
    citation = recipe.citation or _plain_citation(recipe)
    rule, version, unconfirmed = recipe.rule, recipe.version, recipe.unconfirmed
    began = recipe.received.date() if recipe.received else recipe.start
    return Due(day, counted, began, rule, version, citation, derivation, provisional, unconfirmed)


def _day(recipe: Recipe, calendar: OfficeCalendar) -> tuple[date, date]:
    """Where counting ends, and the day on which it is due."""
    calendar.check_start(recipe.start)
    total = recipe.total
    try:
        if recipe.back:
            counted = _count_back(recipe, total, calendar)
            return counted, calendar.previous_working(counted) if recipe.moves else counted
        counted = _count(recipe, total, calendar)
        return counted, _move(counted, recipe.suspended, calendar) if recipe.moves else counted
    except (OverflowError, ValueError):
        raise OutOfCalendar(
            vi="Thời hạn vượt quá những ngày mà lịch đếm được.",
            en="The term runs past the last day that can be counted.",
        ) from None


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
    elif unit == "day_of_month":
        end = day_of_month(start, total)
    else:
        months = total if unit == "month" else 12 * total
        end = period_end(start, months) if recipe.first and total else add_months(start, months)
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


def day_of_month(day: date, number: int) -> date:
    """The day of that number in the month of `day`, or in the next one when it has passed; a month may be shorter."""
    month = day if day.day <= number else add_months(day.replace(day=1), 1)
    return month.replace(day=min(number, monthrange(month.year, month.month)[1]))


def period_end(first: date, months: int) -> date:
    """The last day of a period (chu kỳ) of so many months that counts its first day.

    It is the day of the month before that of the first day: from 05/03 to 04/04, from 01/01 to the end of a month.
    Where the last month has no such day, it is that month's last (Civil Code 2015, art. 148): from 31/08 to 28/02.
    """
    if first.day == 1:
        return add_months(first, months) - ONE_DAY
    return add_months(first - ONE_DAY, months)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day (Civil Code 2015, art. 148)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _plain_citation(recipe: Recipe) -> Words:
    """What stands in place of an article when a term is no rule of ours."""
    return Words(
        f"thời hạn {amount_words(recipe.amount, recipe.unit)}, tính theo Bộ luật Dân sự",
        f"a term of {amount_words(recipe.amount, recipe.unit, 'en')}, counted as in the Civil Code",
    )
