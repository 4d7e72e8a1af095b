"""Through whose hands work goes: a letter about a head that went up, an officer away today, one who has left."""

from dataclasses import replace
from datetime import date, timedelta

from danvan.cases import actions as cases
from danvan.cases.actions import Person, Step
from danvan.cases.models import Case
from danvan.cases.models.concern import Whom
from danvan.cases.models.people import TellBy
from danvan.cases.workflow import Channel
from danvan.demo.names import Crowd
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.demo.words import Writer
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.people import actions as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.petitions import actions as petitions
from danvan.petitions.actions import Letter

AWAY = timedelta(days=4)


class Hands:
    """Puts the three on the timetable."""

    def __init__(
        self, units: dict[str, Unit], staff: Staff, crowd: Crowd, writer: Writer, today: date
    ) -> None:
        self.units, self.staff, self.crowd, self.writer, self.today = units, staff, crowd, writer, today
        self.left: list[Account] = []
        self.held: list[Case] = []

    def put_on(self, plan: Timetable) -> None:
        """Plan them."""
        plan.at(working(self.today, -3), self._about_a_head)
        xuan = self.units["KY-XUAN-2025"]
        moment = plan.at(working(self.today, -9), lambda on: self._begin(xuan, on))
        moment = plan.at(working(self.today, -8), lambda on: self._give(xuan, on), after=moment)
        plan.at(working(self.today, -1), self._leave, after=moment)
        plan.at(working(self.today, -1), lambda on: self._away(xuan, on))

    def _about_a_head(self, on: date) -> None:
        """A citizen says at the portal that it is about the head; the worker finds the unit above."""
        self._receive(self.units["VUNG-ANG-2025"], "conduct", on, about=Whom.HEAD.value)
        cases.route_all(on=on)

    def _begin(self, unit: Unit, on: date) -> None:
        """A young officer comes, for some days only; two letters wait."""
        account = people.create_account(
            username="tapsu.kyxuan",
            full_name="Trịnh Văn Quế",
            by=SYSTEM,
            on=on,
            must_change_password=False,
            posts=[people.NewPost(unit, Role.HANDLER, "Công chức tập sự")],
        )
        self.left.append(account)
        self.held = [self._receive(unit, topic, on) for topic in ("water", "environment")]

    def _give(self, unit: Unit, on: date) -> None:
        clerk, leader = self.staff.clerk(unit), self.staff.leader(unit)
        for case in self.held:
            cases.move(case, "screen", by=clerk, on=on)
            cases.move(case, "accept", by=leader, on=on)
            cases.move(case, "assign", by=leader, on=on, given=Step(officer=self.left[0]))

    def _leave(self, on: date) -> None:
        """The leader gives one letter to a colleague; with the account the other goes back to nobody's hands."""
        unit = self.held[0].unit_responsible
        given = Step(officer=self.staff.handler(unit), text="Đồng chí Quế chuyển công tác.")
        cases.move(self.held[0], "reassign", by=self.staff.leader(unit), on=on, given=given)
        people.close_account(account=self.left[0], by=SYSTEM, on=on, text="Chuyển công tác")

    def _away(self, unit: Unit, on: date) -> None:
        people.record_absence(
            officer=self.staff.handler(unit),
            stand_in=self.staff.clerk(unit),
            unit=unit,
            from_on=self.today,
            last_on=self.today + AWAY,
            by=self.staff.leader(unit),
            on=on,
            note="Tập huấn nghiệp vụ",
        )

    def _receive(self, unit: Unit, topic: str, on: date, *, about: str = "") -> Case:
        somebody = self.crowd.somebody(unit.name_on(on))
        text = self.writer.letter(topic, "recommendation", "now", somebody, 1)
        letter = Letter(
            kind=text.kind, subject=text.subject, body=text.body, topic=topic, wish=text.wish, about=about
        )
        if about:
            letter = replace(
                letter,
                subject="Chủ tịch phường hẹn tiếp dân ba lần đều vắng",
                body="Ba buổi tiếp công dân đã niêm yết, bà con đến đủ mà không gặp được Chủ tịch.",
                wish="Đề nghị cấp trên xem xét, trả lời bà con.",
            )
        person = Person(
            somebody.full_name, phone=somebody.phone, address=somebody.address, tell_by=TellBy.CODE
        )
        return petitions.receive(
            letter, unit=unit, channel=Channel.PORTAL, by=CITIZEN, on=on, persons=[person]
        )
