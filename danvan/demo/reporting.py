"""Reports of the demonstration: the province asks for last month; one commune hands in, one is late, one by hand."""

from datetime import date, datetime, time, timedelta

from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.statements import actions, shapes
from danvan.statements.models import Request

HOME, ABOVE, BY_HAND, LATE = "KY-XUAN-2025", "HA-TINH", "KY-KHANG-2025", "KY-ANH-2025"
REMARK = "Đơn về đất đai chiếm phần lớn; đề nghị cấp trên hướng dẫn việc đo đạc lại ranh giới."
ON_PAPER = {
    **{"turns": 7, "persons": 9, "matters": 8, "received": 6, "eligible": 5, "ineligible": 1},
    **{"resolved": 4, "resolved_in_time": 3, "resolved_late": 1, "open": 1},
}
"""What the commune that is entered by hand wrote on its paper; invented, and its sums hold."""


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """In the last days before the present."""
    today = dates.day_of(latest)
    people, asker = shapes.get(shapes.PEOPLE), staff.leader(units[ABOVE])
    asked: list[Request] = []

    def ask(on: date) -> None:
        last = on.replace(day=1) - timedelta(days=1)
        asked.append(
            actions.ask(
                units[ABOVE],
                people,
                last.replace(day=1),
                last,
                due_on=working(today, -2),
                units=[units[key] for key in (HOME, BY_HAND, LATE)],
                by=asker,
                on=on,
            )
        )

    def report(on: date) -> None:
        chair, desk = staff.leader(units[HOME]), staff.handler(units[HOME])
        row = actions.draft(units[HOME], people, asked[0].first, asked[0].last, by=desk, on=on)
        actions.send(row, remark=REMARK, by=desk, on=on)
        actions.sign(row, by=chair, on=on)
        actions.issue(row, by=desk, on=on)
        actions.hand_in(asked[0].submissions.get(unit=units[HOME]), by=desk, on=on)

    def enter(on: date) -> None:
        said = {"why": "Xã mất đường truyền từ đầu tuần.", "source": f"21/BC-UBND ngày {dates.short(on)}"}
        row = asked[0].submissions.get(unit=units[BY_HAND])
        actions.enter(row, cells=ON_PAPER, **said, by=asker, on=on)

    for back, hour, act in ((-6, 9, ask), (-4, 15, report), (-3, 10, enter)):
        plan.exactly(datetime.combine(working(today, back), time(hour, 35), dates.VIETNAM), act)
