"""Procedures of the tests: Hoa leads the commune and keeps its catalogue."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.procedures import actions
from danvan.procedures.actions import Act
from danvan.procedures.content import Content
from danvan.procedures.models import Document, Step, Version, Way
from danvan.procedures.terms import TermUnit
from tests.make import make_officer, make_unit

DAY = date(2026, 3, 2)
_codes = count(100_001)


def new_code() -> str:
    """A code that no other procedure of the tests has."""
    return f"1.{next(_codes)}"


def act(from_on: date = DAY, number: str = "12/QĐ-UBND") -> Act:
    """An act of the day on which it holds."""
    return Act(number, from_on, from_on)


def hoa_of(unit: Unit | None = None) -> tuple[Unit, Account]:
    """A commune and its leader."""
    unit = unit or make_unit()
    return unit, make_officer(unit, Role.LEADER, full_name="Trần Thị Hoa")


def paper(name: str = "Tờ khai", originals: int = 1, copies: int = 0, **more: Any) -> Document:
    """A paper to bring."""
    return Document(name=name, originals=originals, copies=copies, **more)


def way(channel: str = "counter", amount: int | None = 3, unit: str = "working_days", **more: Any) -> Way:
    """A way to file, free of charge."""
    return Way(channel=channel, term_amount=amount, term_unit=unit, **{"fee": 0, **more})


def step(
    place: int, *after: int, hours: int | None = None, days: int | None = None, agency: str = "UBND xã"
) -> Step:
    """A step after others, with its share in working hours, or in days of the calendar."""
    amount, unit = (hours, TermUnit.WORKING_HOURS) if days is None else (days, TermUnit.CALENDAR_DAYS)
    told = {"share_amount": amount, "share_unit": unit.value} if amount is not None else {}
    return Step(place=place, name=f"Việc {place}", agency=agency, after=list(after), **told)


def content(
    name: str = "Đăng ký khai sinh",
    *,
    documents: Sequence[Document] | None = None,
    ways: Sequence[Way] | None = None,
    steps: Sequence[Step] | None = None,
    **facts: Any,
) -> Content:
    """All that a procedure must say before it is published."""
    facts = {
        "field": "Hộ tịch",
        "level": "commune",
        "agency": "Ủy ban nhân dân xã",
        "result": "Giấy khai sinh",
        **facts,
    }
    return Content(
        name=name,
        documents=[paper()] if documents is None else documents,
        ways=[way()] if ways is None else ways,
        steps=[step(1)] if steps is None else steps,
        **facts,
    )


def make_draft(unit: Unit, by: Account, told: Content | None = None, code: str | None = None) -> Version:
    """A draft of a new procedure."""
    code = new_code() if code is None else code
    return actions.draft(unit=unit, told=told or content(), code=code, by=by, on=DAY)


def make_published(unit: Unit, by: Account, told: Content | None = None, code: str | None = None) -> Version:
    """A procedure in force since DAY."""
    return actions.publish(make_draft(unit, by, told, code), act=act(), by=by, on=DAY)
