"""Reads of dialogues: the plan of a year, requests, how often the law wants one, what a public list shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from danvan import law
from danvan.dialogues.models import Request
from danvan.dialogues.workflow import ASKED_FOR, DIALOGUE, YEARLY
from danvan.lib import dates
from danvan.meetings import queries as meetings
from danvan.meetings.models import Meeting
from danvan.meetings.models.meeting import MeetingQuerySet
from danvan.meetings.workflow import HELD, Status
from danvan.people.models import Tier, Unit


def dialogues(units: Collection[int] | None = None) -> MeetingQuerySet:
    """Dialogues, the latest first, each with why it is held; of these units where they are named."""
    return meetings.of_kind(DIALOGUE.code, units).select_related("unit", "dialogue__request")


def of_year(rows: MeetingQuerySet, year: int) -> MeetingQuerySet:
    """Those that begin in that year of Viet Nam."""
    first, after = (datetime(each, 1, 1, tzinfo=dates.VIETNAM) for each in (year, year + 1))
    return rows.filter(starts_at__gte=first, starts_at__lt=after)


def years(rows: QuerySet[Meeting]) -> list[int]:
    """The years in which there are any, the latest first; one statement."""
    return sorted({each.year for each in rows.order_by().datetimes("starts_at", "year")}, reverse=True)


def requests(units: Collection[int]) -> QuerySet[Request]:
    """Requests to these units, those that wait first, then the latest."""
    rows = Request.objects.filter(unit__in=units).select_related("unit", "by", "decided_by")
    return rows.order_by("decided_on", "-received_on", "-pk")


def open_requests(unit: Unit | int) -> QuerySet[Request]:
    """Accepted requests of a unit, which a dialogue may answer, the latest first."""
    return Request.objects.filter(unit=unit, status="accepted").order_by("-received_on", "-pk")


def percent_wanted(on: date) -> int | None:
    """The share of voters from which on a dialogue must be held; None where no rule was in force that day."""
    try:
        return int(law.value(ASKED_FOR, "percent", on))
    except law.NotInForce:
        return None


@dataclass(frozen=True)
class Owed:
    """What the law wants of a commune in a year, and how many were held."""

    unit: Unit
    name: str
    asked: int
    held: int
    announced: int
    act: str

    @property
    def is_missing(self) -> bool:
        """Whether the year's dialogue was neither held nor announced."""
        return self.held + self.announced < self.asked


def owed(units: Collection[int], year: int, on: date) -> list[Owed]:
    """For each commune of these units what the year asks and what was held, by name; three statements.

    Empty for a year in which no rule that was read says how often (before 01/07/2023).
    """
    last = min(date(year, 12, 31), on) if year <= on.year else on
    try:
        rule = law.rule(YEARLY, last)
    except law.NotInForce:
        return []
    communes = list(Unit.objects.on(last).filter(pk__in=units, tier=Tier.COMMUNE).named(last))
    rows = of_year(dialogues([unit.pk for unit in communes]), year)
    states = list(rows.values_list("unit", "status"))
    held = [unit for unit, status in states if status in (*HELD, Status.OPEN)]
    coming = [unit for unit, status in states if status == Status.ANNOUNCED]
    asked, act = int(rule.values.get("amount", 1)), rule.citation.say("vi")
    return [
        Owed(
            unit,
            str(getattr(unit, "shown_name", unit)),
            asked,
            held.count(unit.pk),
            coming.count(unit.pk),
            act,
        )
        for unit in communes
    ]


def readable_units(units: Collection[int], on: date) -> list[tuple[int, str]]:
    """(number, name) of those of the units that stand that day, for a form; one statement or two."""
    rows = Unit.objects.on(on).filter(pk__in=units).named(on)
    return [(unit.pk, str(getattr(unit, "shown_name", unit))) for unit in rows]


def unit(pk: int) -> Unit:
    """The unit of that number."""
    return Unit.objects.get(pk=pk)


def names(rows: Iterable[Meeting | Request], on: date) -> dict[int, str]:
    """Number of the unit → its name of that day; one statement."""
    found = Unit.objects.filter(pk__in={row.unit_id for row in rows}).named(on)
    return {each.pk: str(getattr(each, "shown_name", each)) for each in found}
