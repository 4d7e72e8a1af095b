"""Citizens are told: the worker's rounds of the last days, what staff did on the telephone, and what is still open."""

from datetime import date, datetime, time, timedelta

from danvan.cases.models.people import TellBy
from danvan.demo.names import Somebody
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.notices import actions as notices
from danvan.notices.models import AddressChange, State, Telling

DAYS = 12
"""So many working days back people are told; what was public before is not."""
ROUNDS = (time(10, 0), time(15, 0))
LEFT_OPEN = timedelta(days=6)
"""Calls younger than this still wait for somebody."""


def wish(somebody: Somebody, number: int) -> tuple[TellBy, str]:
    """How the sender of the letter of that number wants to be told, and the address for mail where it is by mail."""
    if not somebody.phone:
        return TellBy.CODE, ""
    way = (TellBy.SMS, TellBy.EMAIL, TellBy.PHONE)[number % 3]
    *_rest, given = fold(somebody.full_name).split()
    return way, f"{given}{somebody.phone[-3:]}@vidu.vn" if way == TellBy.EMAIL else ""


def put_on(plan: Timetable, staff: Staff, latest: datetime) -> None:
    """Plan the rounds: each reads the journal and sends; addresses are proved, but for one; old calls are made."""
    today = dates.day_of(latest)
    first = working(today, -DAYS)
    plan.exactly(datetime.combine(first, time(0, 0), dates.VIETNAM), lambda on: notices.begin(dates.now()))
    for back in range(-DAYS, 0):
        for hour in ROUNDS:
            plan.exactly(
                datetime.combine(working(today, back), hour, dates.VIETNAM), lambda on: _round(staff, on)
            )
    plan.exactly(latest, lambda on: _round(staff, on))


def _round(staff: Staff, on: date) -> None:
    notices.gather()
    notices.deliver()
    asked = AddressChange.objects.filter(proved_at__isnull=True).order_by("pk")
    for change in asked.exclude(pk=_forgotten()):
        notices.prove_address(change, on=on)
    notices.deliver()
    _call(staff, on)


def _forgotten() -> int:
    """The first address of all is never proved: after three days it stands on the work list."""
    return AddressChange.objects.order_by("pk").values_list("pk", flat=True).first() or 0


def _call(staff: Staff, on: date) -> None:
    """Whoever handles the cases makes the calls of the days before."""
    due = Telling.objects.filter(state=State.DUE, made_at__lt=dates.now() - LEFT_OPEN)
    for telling in (
        due.select_related("party__case__unit_responsible").order_by("party", "pk").distinct("party")
    ):
        party = telling.party
        notices.mark_told(party, how=TellBy.PHONE, by=staff.handler(party.case.unit_responsible), on=on)
