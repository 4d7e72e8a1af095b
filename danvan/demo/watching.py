"""What leaders watch around the day of loading: verification, urging, the register of complex matters."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from danvan.cases import kinds, ties
from danvan.cases.actions import Part, Step, move, order_verification
from danvan.cases.complexity import RULE
from danvan.cases.models import Case
from danvan.demo.officers import Staff
from danvan.demo.present import picture
from danvan.demo.timetable import Timetable, working
from danvan.dossiers import actions as dossiers
from danvan.dossiers.models import Dossier
from danvan.dossiers.workflow import CROWD, LEAD, MEETING, PLAN
from danvan.lib import dates
from danvan.people.models import Unit

HOME, OTHER, ABOVE = "KY-XUAN-2025", "KY-VAN-2025", "HA-TINH"
LONG = timedelta(days=4)
"""A letter that is verified has at least so many days left."""
MANY = 5


class Watching:
    """Puts it on the timetable: the days before the present, so that all of it is sealed."""

    def __init__(self, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
        self.units, self.staff, self.today = units, staff, dates.day_of(latest)

    def put_on(self, plan: Timetable) -> None:
        """Plan all of it."""
        self._do(plan, -2, time(16, 40), self._verify)
        self._do(plan, -1, time(16, 40), self._report)
        self._do(plan, -1, time(16, 41), self._urge)
        self._do(plan, -1, time(16, 50), self._answer)
        self._do(plan, -2, time(16, 45), self._enter)
        self._do(plan, -1, time(16, 55), self._decide)

    def _do(self, plan: Timetable, day: int, at: time, act: Callable[[date], object]) -> None:
        plan.exactly(datetime.combine(working(self.today, day), at, dates.VIETNAM), act)

    def _verify(self, on: date) -> None:
        """A complaint goes out for verification: one to the handler, one to another commune."""
        home, leader = self.units[HOME], self.staff.leader(self.units[HOME])
        working_on = Case.objects.filter(unit_responsible=home, kind="complaint", status="working")
        case = (
            working_on.filter(due_on__gte=on + LONG, waiting_since__isnull=True)
            .order_by("due_on", "pk")
            .first()
        )
        if case is None or case.due_on is None:
            return
        until = case.due_on - timedelta(1)
        handler = self.staff.handler(home)
        given = [
            Part(
                "Đo lại hiện trạng, đối chiếu bản đồ",
                "Làm rõ diện tích đang dùng so với hồ sơ.",
                home,
                until,
                handler,
            ),
            Part(
                "Hồ sơ gốc lưu ở nơi khác",
                "Cung cấp bản sao hồ sơ, cho biết thay đổi qua các năm.",
                self.units[OTHER],
                until,
            ),
        ]
        order_verification(case, given, by=leader, on=on)

    def _report(self, on: date) -> None:
        """The handler's verification is reported, with a picture; the other one is still out."""
        for case in Case.objects.filter(kind=ties.VERIFICATION, officer__isnull=False):
            by = self.staff.handler(self.units[HOME])
            evidence = (("anh-hien-trang.png", picture(), "image/png"),)
            move(case, "add_evidence", by=by, on=on, given=Step(text="Ảnh chụp tại chỗ.", files=evidence))
            told = Step(
                text="Diện tích đang dùng lớn hơn hồ sơ; hai hộ liền kề xác nhận ranh giới cũ.",
                proposal="Đo đạc, chỉnh lý hồ sơ rồi đối thoại trước khi ra quyết định.",
            )
            move(case, "report", by=by, on=on, given=told)

    def _urge(self, on: date) -> None:
        """The province urges the two letters that are late the longest."""
        late = Case.objects.filter(kind__in=kinds.entered()).overdue(on).order_by("due_on", "pk")[:2]
        for case in late:
            given = Step(
                text="Việc đã quá hạn. Đề nghị cho biết lý do và ngày sẽ xong.", until=working(on, 3)
            )
            move(case, "urge", by=self.staff.leader(self.units[ABOVE]), on=on, given=given)

    def _answer(self, on: date) -> None:
        """One urging is answered the same day, the other is not."""
        case = (
            Case.objects.filter(urgings__isnull=False)
            .select_related("unit_responsible")
            .order_by("pk")
            .first()
        )
        if case is not None:
            given = Step(text="Chờ kết quả đo đạc; đã có lịch đo.", until=working(on, 6))
            move(case, "answer_urging", by=self.staff.handler(case.unit_responsible), on=on, given=given)

    def _enter(self, on: date) -> None:
        """The two letters with the most people stand in the register, each for its grounds."""
        many = Case.objects.open().filter(people__gte=MANY).select_related("unit_responsible")
        for case in many.order_by("-people", "pk")[:2]:
            dossiers.enter(
                [case],
                title=case.subject,
                grounds=[CROWD, f"{RULE}:many", f"{RULE}:agencies"],
                text="Nhiều hộ cùng kiến nghị, liên quan nhiều cơ quan.",
                by=self.staff.leader(case.unit_responsible),
                on=on,
            )

    def _decide(self, on: date) -> None:
        """Who leads, the plan, a first meeting."""
        for dossier in Dossier.objects.select_related("unit").order_by("pk"):
            leader = self.staff.leader(dossier.unit)
            told = (
                (LEAD, f"{leader.full_name}, người đứng đầu."),
                (PLAN, "Đối thoại với đại diện các hộ trong tháng; mời các cơ quan liên quan cùng dự."),
                (MEETING, "Thống nhất hướng giải quyết; giao báo cáo trước lần rà soát tới."),
            )
            for kind, text in told:
                dossiers.decide(dossier, kind=kind, text=text, by=leader, on=on)
