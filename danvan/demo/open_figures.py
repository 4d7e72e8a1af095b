"""What offices of the demonstration publish, and the watch over what rises."""

from datetime import date, datetime, time
from typing import Any

from danvan.dashboards.actions import publish, watch
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.lib import dates
from danvan.people.models import Unit

HOME, ABOVE = "KY-XUAN-2025", "HA-TINH"
SHOWN = ("KY-XUAN-2025", "KY-ANH-2025", "KY-KHANG-2025", "KY-VAN-2025", "VUNG-ANG-2025")
FIGURES = ("turns", "received", "resolved", "in_time_share", "open", "overdue")


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """Some days before the present: the province with some communes one by one, a commune for itself."""
    today = dates.day_of(latest)

    def decide(on: date) -> None:
        since: dict[str, Any] = {"figures": FIGURES, "since": date(on.year, 1, 1), "on": on}
        publish(units[ABOVE], units=SHOWN, by_topic=True, by=staff.leader(units[ABOVE]), **since)
        publish(units[HOME], by=staff.leader(units[HOME]), **since)

    plan.exactly(datetime.combine(working(today, -3), time(15, 20), dates.VIETNAM), decide)
    plan.exactly(datetime.combine(working(today, -1), time(7, 1), dates.VIETNAM), lambda on: watch(on=on))
