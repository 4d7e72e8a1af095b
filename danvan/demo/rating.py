"""What people of the demonstration think: month after month some of those who were served rate it, boxes are counted.

The scale that the province put on record is invented, and says so: the register could not read the act.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from danvan.demo.catalogue import KEEPER, SINCE
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.ratings import actions
from danvan.ratings.actions import Told
from danvan.ratings.actions.giving import is_rated
from danvan.ratings.transactions import STREAM, of_event
from danvan.ratings.workflow import RATED, REFUSAL
from danvan.scores import actions as scores
from danvan.scores.sets import every

MONTHS, MONTH, LOOK_BACK = 12, 21, timedelta(days=30)
CONTENT = {"satisfaction": "5", "kept": "yes", "trips": "1", "clear": "yes", "asked": "no"}
FAIR = {"satisfaction": "4", "kept": "yes", "trips": "2", "clear": "yes", "asked": "silent"}
POOR = {"satisfaction": "2", "kept": "no", "trips": "4", "clear": "partly", "asked": "no"}
ASKED = {"satisfaction": "1", "kept": "no", "trips": "3", "clear": "no", "asked": "yes"}
ANSWERS, WEIGHTS = (CONTENT, FAIR, POOR, ASKED), (55, 30, 12, 3)
WORDS = (
    "Cán bộ hướng dẫn dễ hiểu.",
    "Được nhắn tin khi có kết quả, đỡ phải đi lại.",
    "Chờ lâu, mong mở thêm quầy buổi sáng.",
    "Giấy tờ đã nộp năm trước vẫn phải nộp lại.",
)
POINTS = {"progress": [20], "digitised": [22], "online": [12], "paid_online": [10], "satisfied": [18]}
ACT = "Văn bản minh họa 01/MH; điểm không lấy từ Quyết định 766/QĐ-TTg"


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, rng: Random, latest: datetime) -> None:
    """Each month those of its last thirty days; the scale stands since a year, calls are drawn since midnight."""
    today = dates.day_of(latest)
    for month in range(MONTHS, -1, -1):
        evening = datetime.combine(working(today, -MONTH * month - 1), time(20, 30), dates.VIETNAM)
        plan.exactly(evening, lambda on: _month(rng, on))
    began = max(working(today, -MONTH * (MONTHS + 1)), SINCE)
    first = datetime.combine(began, time(9, 40), dates.VIETNAM)
    plan.exactly(first, lambda on: _scale(units[KEEPER], staff, on))
    plan.exactly(datetime.combine(today, time(0, 10), dates.VIETNAM), lambda on: actions.draw_due(on=on))


def _month(rng: Random, on: date) -> None:
    """Two of three answer; one of ten writes something."""
    rows = Event.objects.filter(stream=STREAM, verb__in=RATED, on__gt=on - LOOK_BACK, on__lte=on).order_by(
        "pk"
    )
    for event in rows:
        done = of_event(event.pk)
        if rng.random() > 0.66 or done is None or is_rated(done):
            continue
        facts = POOR if done.what == REFUSAL else rng.choices(ANSWERS, WEIGHTS)[0]
        words = rng.choice(WORDS) if rng.random() < 0.1 else ""
        actions.answer(done, Told(facts, words), on=on)
    actions.count_due(on=on)


def _scale(unit: Unit, staff: Staff, on: date) -> None:
    by = staff.who(unit, Role.LEADER)
    scores.set_scale(unit, every()["decision-766-2022"], values=POINTS, act=ACT, from_on=on, by=by, on=on)
