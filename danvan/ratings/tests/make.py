"""Ratings of the tests: Lan's matter is done and handed over, and she says what she thinks."""

from datetime import date
from typing import Any

from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import actions as onestop
from danvan.onestop.models import Application
from danvan.onestop.tests.make import Place, do, fresh, make_application
from danvan.people.models import Account, Unit
from danvan.procedures.models import Version
from danvan.ratings import actions
from danvan.ratings.actions import Told
from danvan.ratings.models import Batch, Call, CallList, Remark
from danvan.ratings.transactions import Transaction, of_event

GOOD = {"satisfaction": "5", "kept": "yes", "trips": "2", "clear": "yes", "asked": "no"}
POOR = {"satisfaction": "1", "kept": "no", "trips": "4", "clear": "no", "asked": "yes"}


def hand_over(at: Place, version: Version | None = None, **told: Any) -> Application:
    """One taken in, done and handed over by Minh now."""
    row = make_application(at, version, **told)
    do(row, 1, at.minh)
    onestop.return_result(fresh(row), how="person", to="Nguyễn Thị Lan", by=at.minh, on=dates.today())
    return fresh(row)


def event_of(row: Application, verb: str = "return_result") -> Event:
    """The event by which it was done."""
    return Event.objects.filter(stream="case", subject=row.pk, verb=verb).latest("number")


def transaction_of(row: Application, verb: str = "return_result") -> Transaction:
    """What may be rated of it."""
    found = of_event(event_of(row, verb).pk)
    assert found is not None
    return found


def rate(row: Application, facts: dict[str, str] | None = None, words: str = "", **more: Any) -> None:
    """Lan rates it today."""
    actions.answer(transaction_of(row), Told(facts or GOOD, words), on=dates.today(), **more)


def rated(
    at: Place, version: Version, many: int, facts: dict[str, str] | None = None, words: str = ""
) -> None:
    """So many handed over and rated."""
    for _number in range(many):
        rate(hand_over(at, version), facts, words)


def ratings_of(unit: Unit, officer: Account, administrator: Account, on: date) -> dict[str, Any]:
    """What the access matrix walks through: a tablet, a call that waits, somebody's words."""
    given = {"name": "Quầy 1", "officer": officer, "by": administrator, "on": on}
    kiosk, _secret = actions.set_up_kiosk(unit, **given)
    above = unit.parents.get().parent
    event = Event.objects.filter(stream="case").earliest("pk")
    drawn = CallList.objects.create(
        unit=unit, office=above, first=on.replace(day=1), last=on, seed="0" * 64, size=1, drawn_on=on
    )
    Call.objects.create(list=drawn, place=1, event=event)
    batch = Batch.objects.create(unit=unit, week=on, source="self", count=5, tallies={}, counted_on=on)
    remark = Remark.objects.create(batch=batch, text="Nhanh.", salt="0" * 32)
    return {
        "kiosk": kiosk.pk,
        "call_list": drawn.pk,
        "first_call": 1,
        "remark": remark.pk,
        "score_set": "decree-61-2018",
        "measure": "on_time",
    }
