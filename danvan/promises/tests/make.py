"""Promises of the tests: given to the people of the commune, from somewhere the register need not know."""

from datetime import date, timedelta
from typing import Any

from danvan.people.models import Account, Unit
from danvan.promises import actions
from danvan.promises.actions import Told
from danvan.promises.models import Promise
from danvan.promises.origins import Origin

DAY = date(2026, 3, 16)
MONTH = timedelta(days=30)
NOWHERE = Origin("hall", 1, "Đối thoại về đất đai", kind="dialogue", topic="land")


def make_promise(
    unit: Unit, by: Account, *, on: date = DAY, due_on: date | None = None, **more: Any
) -> Promise:
    """The chair promises to dredge the canal within a month."""
    told = Told(
        more.pop("text", "Nạo vét kênh N3 trước vụ hè thu."),
        more.pop("promised_by", "Chủ tịch UBND xã"),
        due_on or on + MONTH,
        more.pop("elsewhere", unit),
        more.pop("officer", None),
    )
    return actions.give(more.pop("origin", NOWHERE), told, host=unit, by=by, on=on, **more)


def reported(promise: Promise, by: Account, *, done_on: date, on: date | None = None) -> Promise:
    """Said to be done."""
    return actions.report(promise, done_on=done_on, text="Đã nạo vét 1,2 km.", by=by, on=on or done_on)
