"""The hall of the demonstration: four counters, yesterday's morning of numbers, and today's as far as it has come."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from danvan.counters import actions, queries
from danvan.counters.models import Counter, Hall, Stretch, Ticket
from danvan.counters.workflow import INVITED, SERVING
from danvan.demo import material
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.people.models import Account, Unit

OPENS, CLOSES, TICK = time(7, 30), time(11, 20), timedelta(minutes=2)
AWAY = {7, 19}
"""Who does not come when called, by number: the first of them comes back, the second does not."""


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """It opened ten working days ago; people came yesterday, and come today."""
    told, today = material.read("counters"), dates.day_of(latest)
    unit = units[told["hall"]["unit"]]
    leader, clerk = staff.leader(unit), staff.clerk(unit)
    plan.exactly(
        datetime.combine(working(today, -10), time(8, 5), dates.VIETNAM),
        lambda on: _open(told, unit, leader, on),
    )
    for day in {working(today, -1), working(today, 0)}:
        morning = Morning(told, clerk)
        moment, end = (datetime.combine(day, at, dates.VIETNAM) for at in (OPENS, CLOSES))
        while moment <= min(end, latest):
            plan.exactly(moment, morning.tick)
            moment += TICK
    night = min(datetime.combine(today, time(0, 20), dates.VIETNAM), latest)
    plan.exactly(night, lambda on: actions.end_days(on=on))


def _open(told: dict[str, Any], unit: Unit, leader: Account, on: date) -> None:
    given: dict[str, Any] = {"by": leader, "on": on}
    where = {name: told["hall"][name] for name in ("key", "name", "place")}
    hall = actions.open_hall(unit=unit, from_on=on, **where, **given)
    actions.confirm_priority(hall, act=told["priority_act"], **given)
    for row in told["services"]:
        says = {name: row[name] for name in ("letter", "name", "purpose")}
        actions.open_service(hall, fields=row.get("fields", ()), from_on=on, **says, **given)
    for row in told["counters"]:
        actions.open_counter(hall, from_on=on, **row, **given)


class Morning:
    """One morning in the hall, two minutes at a time: who comes, who is done, who is called."""

    def __init__(self, told: dict[str, Any], clerk: Account) -> None:
        self.told, self.clerk = told, clerk
        self.coming = list(told["comes"])
        self.minutes = {row["letter"]: row["minutes"] for row in told["services"]}
        self.ticks, self.taken = count(), 0

    def tick(self, on: date) -> None:
        """What happens at this moment."""
        hall = Hall.objects.select_related("unit").get(key=self.told["hall"]["key"])
        if next(self.ticks) * 2 % self.told["every"] < 2 and self.coming:
            self._come(hall, self.coming.pop(0).split(), on)
        at = {row.counter_id: row for row in Ticket.objects.filter(hall=hall, on=on, counter__isnull=False)}
        for desk in queries.counters_of(hall, on=on):
            self._work(desk, at.get(desk.pk), on)

    def _come(self, hall: Hall, asked: list[str], on: date) -> None:
        letters = [word for word in asked if len(word) == 1]
        ground = next((word for word in asked if len(word) > 1), "")
        actions.take_number(hall, letters, by=CITIZEN, on=on, ground=ground)

    def _work(self, desk: Counter, ticket: Ticket | None, on: date) -> None:
        """One step at a counter, if it is time for one."""
        given: dict[str, Any] = {"by": self.clerk, "on": on}
        if ticket is None:
            if queries.next_for(desk, on=on).exists():
                actions.call_next(desk, **given)
        elif ticket.state == INVITED:
            self._meet(ticket, given)
        elif ticket.state == SERVING and self._is_done(ticket):
            actions.finish(ticket, **given)

    def _meet(self, ticket: Ticket, given: dict[str, Any]) -> None:
        """She comes, or does not: the first who was away comes back at once."""
        if ticket.number not in AWAY or (ticket.missed and ticket.number == min(AWAY)):
            actions.serve(ticket, **given)
            return
        row = actions.absent(ticket, **given)
        if row.in_queue:
            actions.come_back(row, by=CITIZEN, on=given["on"])

    def _is_done(self, ticket: Ticket) -> bool:
        runs = Stretch.objects.get(ticket=ticket, until_at__isnull=True)
        took = self.minutes[ticket.waits_for][ticket.number % 3]
        return runs.lasted(dates.now()) >= timedelta(minutes=took)
