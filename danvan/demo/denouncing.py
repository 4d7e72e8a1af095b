"""Denunciations of the demonstration: two custodians of one commune and two of its province, letters in several states.

All of it is invented. What is denounced of the commune's own officers is kept by the province's keys.

The keys are made as the demonstration is loaded, and written as key files beside the accounts; their passphrase and
the receipts of two denouncers stand there too, which no real office would ever write down.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

from danvan.cases.actions import Step, move
from danvan.cases.models.concern import Whom
from danvan.cases.workflow import Channel
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.denunciations import actions, receipts
from danvan.denunciations.actions import Identity, Letter
from danvan.denunciations.models import Denunciation
from danvan.journal.actors import CITIZEN
from danvan.lib import dates, seal
from danvan.people.models import Unit
from danvan.people.roles import Role

HOME, ABOVE = "KY-XUAN-2025", "HA-TINH"
PASSPHRASE = "con trâu đi trước cái cày theo sau"
TOLD = (
    (
        "Thu tiền ngoài quy định khi làm giấy tờ đất",
        "Người bị tố cáo bị nêu là thu của nhiều hộ khoản không có chứng từ khi nhận hồ sơ cấp giấy chứng nhận.",
        "Người thu hộ của thôn",
    ),
    (
        "Kê khống ngày công nạo vét kênh",
        "Bảng chấm công bị nêu là ghi nhiều ngày công hơn số người làm thật, tiền chênh không rõ ai nhận.",
        "Người phụ trách đội thủy lợi",
    ),
    (
        "Cấp trùng hỗ trợ sau bão",
        "Có hộ bị nêu là nhận hai lần, hộ thiệt hại nặng hơn thì chưa được xét.",
        "Người lập danh sách của thôn",
    ),
)
OF_STAFF = (
    "Nhận tiền để xếp hồ sơ lên trước",
    "Công chức bị nêu là nhận tiền của người nộp hồ sơ để xếp lên trước, có người khác cùng thấy.",
    "Một công chức của xã",
)
WHO = Identity("Ưng Thị Hư Cấu", "0900000417", "042185000417", "thôn Không Có Thật, xã Kỳ Xuân")


class Denouncing:
    """Puts it on the timetable: the days before the present."""

    def __init__(self, unit: Unit, above: Unit, staff: Staff, latest: datetime) -> None:
        self.unit, self.above, self.staff, self.today = unit, above, staff, dates.day_of(latest)
        self.leader = staff.leader(unit)
        self.first, self.second = staff.handler(unit), staff.who(unit, Role.CLERK)
        self.found: list[Denunciation] = []

    def put_on(self, plan: Timetable) -> None:
        """Plan all of it."""
        todo: list[tuple[int, Callable[[date], object]]] = [
            (-14, self._name),
            (-12, partial(self._receive, identity=WHO)),
            (-11, partial(self._redact, 0)),
            (-10, partial(self._move, 0, "screen")),
            (-9, partial(self._move, 0, "accept", decision="21/QĐ-UBND")),
            (-8, partial(self._move, 0, "assign", officer=self.first)),
            (-7, self._talk),
            (-6, self._protect),
            (-5, partial(self._receive, channel=Channel.COUNTER, by=self.second, identity=WHO)),
            (-4, partial(self._redact, 1)),
            (-4, partial(self._receive, identity=Identity())),
            (-3, partial(self._redact, 2)),
            (-2, partial(self._move, 2, "file", text="Nặc danh, không có chứng cứ để thẩm tra.")),
            (-2, self._ask),
            (-1, partial(self._receive, identity=WHO)),
            (-1, self._hear),
            (-1, partial(self._receive, identity=WHO, told=OF_STAFF, whom=Whom.STAFF.value)),
        ]
        for number, (day, act) in enumerate(todo):
            moment = datetime.combine(working(self.today, day), time(14, number), dates.VIETNAM)
            plan.exactly(moment, act)

    def _name(self, on: date) -> None:
        """Two officers of each bring keys made on their own machines; here on this one, in the demonstration."""
        chief = self.staff.leader(self.above)
        inspector = self.staff.who(self.above, Role.INSPECTOR)
        kept = ((self.unit, self.leader, (self.first, self.second)), (self.above, chief, (chief, inspector)))
        for unit, leader, officers in kept:
            for officer in officers:
                pair = seal.new_pair()
                row = actions.name_custodian(officer, unit=unit, by=leader, on=on)
                actions.bring_key(row, pair.recipient, by=officer, on=on)
                self.staff.keys[f"khoa-{officer.username}.age"] = seal.lock(pair.secret, PASSPHRASE)
        self.staff.notes.append(f"Mật khẩu của các tệp khoa-*.age (hư cấu): {PASSPHRASE}")

    def _receive(
        self,
        on: date,
        *,
        identity: Identity,
        channel: Channel = Channel.PORTAL,
        by: Any = CITIZEN,
        told: tuple[str, str, str] | None = None,
        whom: str = "",
    ) -> None:
        subject, body, accused = told or TOLD[len(self.found) % len(TOLD)]
        letter = Letter(
            self.unit,
            body=f"Tôi thấy tận mắt. {body}",
            topic="conduct",
            subject=subject,
            accused=accused,
            whom=whom,
            identity=identity,
        )
        taken = actions.receive(letter, channel=channel, by=by, on=on)
        self.found.append(taken.case.denunciation)
        shown = receipts.grouped(taken.receipt)
        self.staff.notes.append(f"Mã nhận của một người tố cáo (hư cấu): {shown}")

    def _redact(self, which: int, on: date) -> None:
        subject, body, accused = TOLD[which]
        found = self.found[which]
        actions.redact(found, subject=subject, body=body, accused=accused, by=self.first, on=on)

    def _move(self, which: int, verb: str, on: date, **given: Any) -> None:
        move(self.found[which].case, verb, by=self.leader, on=on, given=Step(**given))

    def _talk(self, on: date) -> None:
        """The office asks, the denouncer answers, a custodian writes the answer down."""
        found = self.found[0]
        actions.speak(
            found, text="Đề nghị cho biết việc thu tiền vào những tháng nào.", by=self.leader, on=on
        )
        message, _whole = actions.hear(found, text="Tháng ba và tháng tư, nhà tôi cũng nộp.", on=on)
        actions.redact(
            found, subject="", body="Vào tháng ba và tháng tư.", message=message, by=self.first, on=on
        )

    def _protect(self, on: date) -> None:
        row = actions.ask_protection(self.found[0], measure="secrecy", by=CITIZEN, on=on)
        actions.decide_protection(row, granted=True, decision="24/QĐ-UBND", by=self.leader, on=on)

    def _ask(self, on: date) -> None:
        """A look that waits for the other custodian."""
        actions.ask(self.found[1], reason="Cần hẹn gặp để nhận thêm chứng cứ.", by=self.second, on=on)

    def _hear(self, on: date) -> None:
        """A message that nobody has opened, to a letter that nobody has opened."""
        actions.hear(self.found[-1], text="Tôi xin bổ sung: còn một người nữa biết.", on=on)


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """Plan all of it."""
    Denouncing(units[HOME], units[ABOVE], staff, latest).put_on(plan)
