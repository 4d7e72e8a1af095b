"""Keeping and destroying in the demonstration: a term the office decided, a hold, a list that awaits the leader."""

from datetime import date, datetime, timedelta

from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable
from danvan.people.models import Unit
from danvan.retention import actions, policies, queries
from danvan.retention.things import all_things

UNIT, THING = "KY-XUAN-2025", "recommendation"
YEARS, LISTED = 5, 4
DECIDED = timedelta(days=40)
"""So long ago the office decided."""


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """Plan it at the very end: letters of the communes that went into this one are old enough."""
    plan.exactly(latest, lambda on: _keep(units[UNIT], staff, on))


def _keep(unit: Unit, staff: Staff, on: date) -> None:
    leader, clerk = staff.leader(unit), staff.clerk(unit)
    for own in Unit.objects.filter(pk__in=policies.own_units(leader, on=on)).order_by("pk"):
        actions.set_term(
            own,
            THING,
            years=YEARS,
            decision="15/QĐ-UBND",
            decided_on=on - DECIDED,
            from_on=on,
            by=leader,
            on=on,
        )
        rows = queries.candidates(all_things()[THING], own, queries.decided(own, on)[THING], on=on)
        free = [row for row in rows if not row.held]
        if len(free) <= LISTED:
            continue
        first, *rest = free
        actions.hold(
            first.stream,
            first.pk,
            unit=own,
            why="court",
            reason="Tòa án mượn hồ sơ để đối chiếu.",
            by=leader,
            on=on,
        )
        actions.propose(own, THING, [row.pk for row in rest[:LISTED]], by=clerk, on=on)
