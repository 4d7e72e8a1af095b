"""How often something is owed (định kỳ): "at least 2 days a month", and what is still owed this month.

A period is the week from Monday to Sunday, the month or the year that holds the day asked about. Where the law changes
the number, the period stays whole and the number of that day holds. Where it changes the kind of period (a day a week
becomes two a month on 01/07/2026), the old period ends and the new one begins with the change, and a period cut short
so asks only for its share of working days, rounded down: nobody owes what could not have been planned.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.law.calendar import ONE_DAY, OfficeCalendar
from danvan.law.errors import NotAFrequency
from danvan.law.national_days import national
from danvan.law.rulebook import Rule, rule, versions
from danvan.law.words import Words


@dataclass(frozen=True, slots=True)
class Owed:
    """What a frequency asks in the period that holds a day, and what of it is still owed.

    `done` counts days, not receptions: two on one day are one. `last_day`: the last working day of the period, by
    whose end all must be done; None where no working day lies in it. `unconfirmed` as in `Due`.
    """

    rule: str
    version: str
    citation: Words
    period_from: date
    period_to: date
    asked: int
    done: int
    owed: int
    last_day: date | None
    unconfirmed: bool


def owed(
    rule_id: str,
    on: date,
    done: Iterable[date] = (),
    *,
    calendar: OfficeCalendar | None = None,
    confirmed: bool = False,
) -> Owed:
    """What a frequency asks in the period that holds `on`, `done` being the days on which it was done.

    Days of `done` outside the period do not count. Raises UnknownRule, NotInForce, NotAFrequency.
    """
    found = rule(rule_id, on)
    if found.kind != "frequency":
        raise NotAFrequency(
            vi=f"Quy tắc {found.id} không quy định định kỳ.",
            en=f"The rule {found.id} ({found.kind}) does not say how often.",
        )
    days = calendar or national()
    whole, first, last = _whole(found.unit, on), *_within(found, on)
    asked = found.values["amount"]
    if (first, last) != whole:
        asked = asked * days.count_working(first, last) // max(days.count_working(*whole), 1)
    seen = len({day for day in done if first <= day <= last})
    end = days.previous_working(last)
    return Owed(
        rule=found.id,
        version=found.version,
        citation=found.citation,
        period_from=first,
        period_to=last,
        asked=asked,
        done=seen,
        owed=max(asked - seen, 0),
        last_day=end if end >= first else None,
        unconfirmed=not (confirmed or found.fires_by_itself),
    )


def _whole(unit: str, on: date) -> tuple[date, date]:
    """The week, month or year that holds a day."""
    if unit == "per_week":
        monday = on - timedelta(on.weekday())
        return monday, monday + timedelta(6)
    if unit == "per_month":
        return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])
    return date(on.year, 1, 1), date(on.year, 12, 31)


def _within(found: Rule, on: date) -> tuple[date, date]:
    """The period as far as versions with the same kind of period follow one another without a gap."""
    first, last = _whole(found.unit, on)
    same = [each for each in versions(found.id) if each.unit == found.unit]
    begun, ended = found.in_force_from, found.in_force_until
    for each in reversed(same):
        if each.in_force_until == begun - ONE_DAY:
            begun = each.in_force_from
    for each in same:
        if ended is not None and each.in_force_from == ended + ONE_DAY:
            ended = each.in_force_until
    return max(first, begun), last if ended is None else min(last, ended)
