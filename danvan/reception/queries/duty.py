"""What the heads owe: how often each receives in person, counted from the records and by nothing else."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from danvan import law
from danvan.calendars import queries as calendars
from danvan.law import Owed
from danvan.people.models import Post, Tier, Unit
from danvan.people.roles import Role
from danvan.reception.models import Session, Sitting, Turn
from danvan.reception.workflow import SessionState

RULES = {
    Tier.COMMUNE: "reception.commune_chair",
    Tier.DISTRICT: "reception.district_chair",
    Tier.PROVINCE: "reception.province_chair",
    Tier.AGENCY: "reception.agency_head",
    Tier.OFFICE: "reception.agency_head",
}
"""Tier of a unit → the rule that says how often its head receives (LTCD art. 12.5, 13.5, 15.2.d, 18.2)."""
WEEK = timedelta(days=7)

_CONFIRMED = """
    WITH RECURSIVE up(origin, id) AS (
        SELECT id, id FROM people_unit WHERE id = ANY(%(units)s)
      UNION
        SELECT up.origin, p.parent_id FROM people_unitparent p JOIN up ON p.unit_id = up.id
        WHERE p.from_on <= %(day)s AND (p.until_on IS NULL OR p.until_on > %(day)s)
    )
    SELECT DISTINCT origin, rule, version FROM up JOIN people_ruleconfirmation c ON c.unit_id = up.id
    WHERE rule = ANY(%(rules)s)
"""


@dataclass
class Duty:
    """What one unit's head owed in a month: the periods that ended in it, or end in it, and what was done."""

    unit: Unit
    periods: list[Owed] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    delegated: int = 0
    late_notices: int = 0
    extraordinary: int = 0
    next_on: date | None = None

    @property
    def asked(self) -> int:
        """Days that the law asks for."""
        return sum(period.asked for period in self.periods)

    @property
    def done(self) -> int:
        """Days on which the head received in person, each counted for its own period."""
        return sum(min(period.done, period.asked) for period in self.periods)

    @property
    def owed(self) -> int:
        """Days still missing."""
        return sum(period.owed for period in self.periods)

    @property
    def unconfirmed(self) -> bool:
        """Whether the number leans on a rule that the office has not confirmed: nothing of it is late."""
        return any(period.unconfirmed for period in self.periods)

    @property
    def last_day(self) -> date | None:
        """The day by whose end all of it must be done."""
        return max((period.last_day for period in self.periods if period.last_day), default=None)


def duties(units: Sequence[Unit], *, month: date, on: date) -> list[Duty]:
    """The duty of each unit in the month that holds `month`, in the order given; five statements for any number.

    A week belongs to the month in which it ends. Units for whose head no rule was in force that month are left out.
    """
    first, last = month.replace(day=1), month.replace(day=monthrange(month.year, month.month)[1])
    done = _days_done(units, first - WEEK, last)
    sure, every = _confirmed(units, on), calendars.all_calendars()
    found = {unit.pk: Duty(unit) for unit in units}
    for unit in units:
        days = sorted(done[unit.pk])
        found[unit.pk].periods = _periods(unit, every.of(unit), days, first, last, sure)
        found[unit.pk].days = [day for day in days if first <= day <= last]
    _tell_sessions(found, first, last, on)
    return [duty for duty in found.values() if duty.periods]


def led_units(unit_ids: Iterable[int], *, on: date) -> list[Unit]:
    """Those units of that day whose head owes reception and in which somebody works, by name."""
    held = Post.objects.on(on).filter(unit=OuterRef("pk"))
    rows = Unit.objects.on(on).filter(Exists(held), pk__in=list(unit_ids), tier__in=list(RULES))
    return list(rows.named(on))


def _periods(
    unit: Unit,
    calendar: law.OfficeCalendar,
    days: list[date],
    first: date,
    last: date,
    sure: set[tuple[int, str, str]],
) -> list[Owed]:
    """The periods of the unit's rule that end in the month."""
    periods, day, rule_id = [], first, RULES[Tier(unit.tier)]
    while day <= last:
        try:
            rule = law.rule(rule_id, day)
        except law.NotInForce:
            day += timedelta(days=1)
            continue
        confirmed = (unit.pk, rule.id, rule.version) in sure
        period = law.owed(rule_id, day, days, calendar=calendar, confirmed=confirmed)
        if period.period_to <= last:
            periods.append(period)
        day = period.period_to + timedelta(days=1)
    return periods


def _days_done(units: Sequence[Unit], first: date, last: date) -> dict[int, set[date]]:
    """Days on which each head received in person: sessions held, and turns that the head received without one."""
    ids = [unit.pk for unit in units]
    held = Session.objects.filter(
        unit__in=ids, on__gte=first, on__lte=last, sitting=Sitting.HEAD, state=SessionState.HELD
    )
    leads = Post.objects.filter(unit=OuterRef("unit"), officer=OuterRef("received_by"), role=Role.LEADER)
    turns = Turn.objects.filter(
        Exists(leads), unit__in=ids, on__gte=first, on__lte=last, sitting=Sitting.HEAD, cancelled_on=None
    )
    days: dict[int, set[date]] = defaultdict(set)
    left: set[tuple[int, date]] = set()
    for session in held:
        if session.is_delegated:
            left.add((session.unit_id, session.on))
        else:
            days[session.unit_id].add(session.on)
    for unit_id, day in turns.values_list("unit", "on").distinct():
        if (unit_id, day) not in left:
            days[unit_id].add(day)
    return days


def _confirmed(units: Sequence[Unit], on: date) -> set[tuple[int, str, str]]:
    """(unit, rule, version) for each rule on duty that the unit or one above it has confirmed."""
    asked: dict[str, Any] = {
        "units": [unit.pk for unit in units],
        "day": on,
        "rules": sorted(set(RULES.values())),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CONFIRMED, asked)
        return set(cursor.fetchall())


def _tell_sessions(found: dict[int, Duty], first: date, last: date, on: date) -> None:
    """What the sessions tell besides: left to another, announced late, out of turn, and the next one."""
    rows = Session.objects.filter(unit__in=list(found), on__gte=first).exclude(
        state__in=[SessionState.PLANNED, SessionState.CANCELLED]
    )
    for session in rows.order_by("on"):
        duty = found[session.unit_id]
        if session.state == SessionState.PUBLISHED and session.on >= on and duty.next_on is None:
            duty.next_on = session.on
        if session.on > last:
            continue
        held = session.state == SessionState.HELD
        duty.delegated += held and session.is_delegated
        duty.extraordinary += held and session.sitting == Sitting.EXTRAORDINARY
        duty.late_notices += session.is_late_notice
