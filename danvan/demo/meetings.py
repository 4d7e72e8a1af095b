"""Reception around the day of loading: the heads' calendar, appointments, a queue in the morning. All invented."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from danvan.demo.names import Crowd
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.journal.actors import CITIZEN
from danvan.law import national
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.reception import actions, queries
from danvan.reception.actions import Guest, Plan
from danvan.reception.models import Room, Session, Visit

COMMUNES = ("KY-KHANG-2025", "KY-VAN-2025", "KY-HOA-2025")
HELD, AHEAD = (-24, -13, -4), (6, 14)
"""Working days from today on which the heads received, and on which they will."""
ANNOUNCED = 8
"""Working days before a session on which it was announced."""
MORNING, NOON = time(8, 0), time(11, 0)
GUESTS = (
    (1, time(8, 0), "complaint", "Mức bồi thường khi làm đường liên xã"),
    (1, time(9, 30), "recommendation", "Cống kênh tiêu bị tắc"),
    (2, time(8, 30), "question", "Hồ sơ hưởng bảo trợ xã hội"),
)


class Meetings:
    """Puts the calendar, the appointments and the queue on the timetable."""

    def __init__(self, units: dict[str, Unit], staff: Staff, crowd: Crowd, latest: datetime) -> None:
        self.units = [units[key] for key in COMMUNES]
        self.staff, self.crowd, self.latest = staff, crowd, latest
        self.today = dates.day_of(latest)

    def put_on(self, plan: Timetable) -> None:
        """Plan all of it; what would lie after the present does not happen."""
        for place, unit in enumerate(self.units):
            self._do(plan, working(self.today, -40), time(8), self._opens(unit))
            for number in (*HELD, *AHEAD):
                self._session(plan, unit, working(self.today, number + place))
            self._guests(plan, unit)
        self._put_off(plan, self.units[1])
        if national().is_working(self.today):
            self._queue(plan, self.units[0])

    def _do(self, plan: Timetable, day: date, at: time, act: Callable[[date], Any]) -> None:
        moment = datetime.combine(day, at, dates.VIETNAM)
        if moment <= self.latest:
            plan.exactly(moment, act)

    def _opens(self, unit: Unit) -> Callable[[date], Any]:
        room = Room(unit=unit, place=f"Phòng tiếp công dân, trụ sở {unit.name_on(self.today)}", windows=2)
        return lambda on: actions.set_room(room, by=self.staff.clerk(unit), on=on)

    def _session(self, plan: Timetable, unit: Unit, day: date) -> None:
        head, clerk = self.staff.leader(unit), self.staff.clerk(unit)
        what = Plan(day, MORNING, NOON, head, f"Trụ sở {unit.name_on(day)}", "Địa chính, tư pháp, công an")

        def announce(on: date) -> None:
            session = actions.plan_session(what, unit=unit, by=clerk, on=on)
            actions.publish_session(session, by=head, on=on)

        def hold(on: date) -> None:
            session = Session.objects.get(unit=unit, on=day, state="published")
            actions.hold_session(session, presided_by=head, by=clerk, on=on)

        self._do(plan, working(day, -ANNOUNCED), time(8, 10), announce)
        if day < self.today:
            self._do(plan, day, time(11, 20), hold)

    def _put_off(self, plan: Timetable, unit: Unit) -> None:
        """One session is put off by two days, with its reason."""
        head, day = self.staff.leader(unit), working(self.today, AHEAD[0] + 1)
        later = Plan(working(day, 2), MORNING, NOON, head, f"Trụ sở {unit.name_on(day)}")

        def put_off(on: date) -> None:
            session = Session.objects.get(unit=unit, on=day, state="published")
            actions.postpone_session(
                session, to=later, reason="Dự họp Hội đồng nhân dân tỉnh", by=head, on=on
            )

        self._do(plan, working(self.today, -1), time(15, 40), put_off)

    def _guests(self, plan: Timetable, unit: Unit) -> None:
        """Citizens who booked the day before for the days to come; one asks for a meeting online and gets it."""
        for number, (ahead, at, kind, about) in enumerate(GUESTS):
            who, day = self.crowd.somebody(unit.name_on(self.today)), working(self.today, ahead)
            guest = Guest(who.full_name, who.phone, kind=kind, about=about, online=number == 2)
            self._do(plan, working(self.today, -1), time(16, number), self._books(unit, guest, day, at))

    def _books(self, unit: Unit, guest: Guest, day: date, at: time) -> Callable[[date], Any]:
        def act(on: date) -> None:
            free = {slot.at: slot for slot in queries.slots(unit, since=day, until=day) if not slot.session}
            if at in free:
                made = actions.book(guest, unit=unit, slot=free[at].key, by=CITIZEN, on=on)
                if guest.online:
                    link = "https://hop.vidu.vn/tiep-cong-dan"
                    actions.agree_online(made, link=link, by=self.staff.clerk(unit), on=on)

        return act

    def _queue(self, plan: Timetable, unit: Unit) -> None:
        """A morning at the desk: three came and were received one after the other, the last ones still wait."""
        clerk = self.staff.clerk(unit)

        def come(on: date) -> None:
            actions.arrive(unit=unit, persons=1, by=clerk, on=on)

        def take(number: int, verb: str) -> Callable[[date], Any]:
            def act(on: date) -> None:
                visit = Visit.objects.get(unit=unit, on=on, number=number)
                actions.step_visit(visit, verb, by=clerk, on=on, window=1)

            return act

        for number in range(1, 6):
            self._do(plan, self.today, time(7, 30 + 4 * number), come)
        for number, minute in ((1, 5), (2, 20)):
            self._do(plan, self.today, time(8, minute), take(number, "invite"))
            self._do(plan, self.today, time(8, minute + 1), take(number, "serve"))
            self._do(plan, self.today, time(8, minute + 13), take(number, "finish"))
        self._do(plan, self.today, time(8, 36), take(3, "invite"))
