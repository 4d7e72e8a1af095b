"""Meetings of the tests: Minh prepares them, Hoa announces and publishes, Lan asks."""

from datetime import date, datetime, time, timedelta
from typing import Any

from danvan.lib import dates
from danvan.meetings import actions
from danvan.meetings.actions import Asks, Plan, Told
from danvan.meetings.models import Meeting, Question
from danvan.meetings.workflow import Source
from danvan.people.models import Account, Unit

DAY = date(2026, 3, 16)  # a Monday
LAN = Asks("Nguyễn Thị Lan", "0912000417", "phone")


def moment(day: date, hour: int = 8) -> datetime:
    """That hour of that day in Viet Nam."""
    return datetime.combine(day, time(hour), tzinfo=dates.VIETNAM)


def plan_of(day: date, **more: Any) -> Plan:
    """A dialogue on land, half a day."""
    said = {
        "title": "Đối thoại về đất đai với Nhân dân",
        "topic": "land",
        "agenda": "Cấp giấy chứng nhận quyền sử dụng đất.",
        "place": "Hội trường xã Thử",
        "starts_at": moment(day),
        "ends_at": moment(day, 11),
        "hosts": "Chủ tịch Ủy ban nhân dân xã",
        "invited": "Mặt trận và các đoàn thể xã",
    }
    return Plan(**{**said, **more})


def make_planned(
    unit: Unit, by: Account, day: date, *, on: date = DAY, kind: str = "dialogue", **more: Any
) -> Meeting:
    """A meeting in the plan."""
    return actions.plan(plan_of(day, **more), kind=kind, unit=unit, by=by, on=on)


def make_announced(
    unit: Unit, by: Account, day: date | None = None, *, on: date = DAY, **more: Any
) -> Meeting:
    """Announced, two weeks ahead unless another day is named."""
    row = make_planned(unit, by, day or on + timedelta(days=14), on=on, **more)
    return actions.announce(row, by=by, on=on, exemption="Việc khẩn cấp về phòng chống thiên tai")


def make_open(unit: Unit, by: Account, *, on: date = DAY, **more: Any) -> Meeting:
    """The hall is open; it is announced and held on one day, for a named reason."""
    return actions.open_hall(make_announced(unit, by, on, on=on, **more), by=by, on=on)


def asked(
    meeting: Meeting, by: Account | None = None, *, on: date = DAY, text: str = "", **more: Any
) -> Question:
    """A question: from the hall by an officer, through the portal without one."""
    source = more.pop("source", Source.HALL if by else Source.PORTAL)
    told = Told(
        text or "Bao giờ thôn Đồng Tiến được cấp giấy chứng nhận?", more.pop("origin", "thôn Đồng Tiến")
    )
    return actions.ask(meeting, told, source=source, by=by, on=on, **more)


def answered(question: Question, by: Account, *, on: date = DAY, on_spot: bool = True) -> Question:
    """Answered by the chair."""
    return actions.answer(
        question, answer="Trước ngày 30/6.", answered_by="Chủ tịch UBND xã", on_spot=on_spot, by=by, on=on
    )


def make_published(unit: Unit, by: Account, *, on: date = DAY, persons: int = 80, **more: Any) -> Meeting:
    """Held, with one question answered on the spot, minutes and conclusion, and published."""
    row = make_open(unit, by, on=on, **more)
    answered(asked(row, by, on=on), by, on=on)
    actions.count_by_hand(row, {"people": persons}, by=by, on=on)
    actions.end(row, by=by, on=on)
    actions.write_minutes(
        row, minutes="Diễn biến.", minutes_by="Phan Văn Minh", conclusion="Giao xử lý.", by=by, on=on
    )
    return actions.publish(row, by=by, on=on)
