"""What officers do with lists: a view that the head shares with her commune, one that the handler keeps, a reminder."""

from datetime import date, datetime

from danvan.cases.models import Case
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.worklists import actions
from danvan.worklists.models import Verb

DESK = "KY-XUAN-2025"
"""The commune whose desk most visitors try."""
MOST = 6


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """Plan it as the last things of the present."""
    unit = units[DESK]
    plan.exactly(latest, lambda on: _keep(unit, staff, on))
    plan.exactly(latest, lambda on: _remind(unit, staff, on))


def _keep(unit: Unit, staff: Staff, on: date) -> None:
    leader, handler = staff.leader(unit), staff.handler(unit)
    shared = actions.save_view("Đơn nhiều người", "tab=office&sort=received&many=on", by=leader, on=on)
    actions.share_view(shared, unit.pk, by=leader, on=on)
    actions.save_view("Đất đai, mới trước", "tab=office&sort=-received&topic=land", by=handler, on=on)


def _remind(unit: Unit, staff: Staff, on: date) -> None:
    """The head leaves one note on what is late in her commune."""
    late = Case.objects.overdue(dates.today()).filter(unit_responsible=unit).order_by("due_on", "pk")[:MOST]
    chosen = {case.pk: case.version for case in late}
    text = "Đề nghị báo cáo nguyên nhân quá hạn và ngày trả lời công dân trong tuần này."
    if chosen:
        actions.work(actions.start(Verb.NOTE, chosen, by=staff.leader(unit), on=on, text=text), on=on)
