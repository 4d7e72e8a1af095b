"""The demonstration is loaded: units, officers, the article's layer, the present layer, seal and totals."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from danvan.cases.models import Case
from danvan.demo import (
    burdens,
    catalogue,
    consultations,
    council,
    counters,
    denouncing,
    dialogues,
    emulation,
    keeping,
    lists,
    logins,
    material,
    officers,
    old_register,
    open_figures,
    rating,
    reporting,
    telling,
)
from danvan.demo.applications import Applications
from danvan.demo.article import Article
from danvan.demo.hands import Hands
from danvan.demo.logins import AlreadyFilled, Login, TooEarly
from danvan.demo.meetings import Meetings
from danvan.demo.names import Crowd
from danvan.demo.officers import Staff, dice
from danvan.demo.present import Present
from danvan.demo.timetable import Timetable, all_or_nothing
from danvan.demo.watching import Watching
from danvan.demo.words import Writer
from danvan.figures.actions import roll_up
from danvan.journal.actions import seal
from danvan.journal.actors import SYSTEM
from danvan.lib import dates
from danvan.people import seed as people
from danvan.people.models import Unit
from danvan.reception.models import Turn

SEED = 1807
FIRST_DAY = date(2025, 10, 1)
"""Before it the communes of the present layer have no past of some months to look back on."""

Progress = Callable[[str, float], None]


def load(*, var: Path, progress: Progress, today: date | None = None, seed: int = SEED) -> list[Login]:
    """Fill an empty register with the demonstration, all or nothing; returns the accounts that can be tried.

    `progress` is told what is being done and how far it is (0 to 1). `today`: the day around which the present
    layer stands, not after the real one. The log-ins are kept in var/demo-accounts.txt once all is stored.
    Raises AlreadyFilled where there are letters or visits already, TooEarly for a day before 01/10/2025.
    """
    settings.DANVAN_DEMO = True  # from now on, not only from the next start: messages are laid down as files
    latest = _latest(today)
    day = dates.day_of(latest)
    _check(day)
    with all_or_nothing():
        staff = _fill(seed, latest, day, progress)
        progress("số liệu", 0.96)
        roll_up()
        transaction.on_commit(lambda: logins.keep(staff.logins, var, keys=staff.keys, notes=staff.notes))
    progress("xong", 1.0)
    return staff.logins


def _fill(seed: int, latest: datetime, today: date, progress: Progress) -> Staff:
    progress("đơn vị", 0.0)
    units = people.load_ha_tinh(SYSTEM)
    staff, crowd = Staff(), Crowd(dice(seed, "officers"))
    old = [units[key] for key in material.read("article")["communes"]]
    officers.appoint_then(old, crowd, staff)
    officers.appoint_in_district(units, staff)
    officers.appoint_council_then(units, Crowd(dice(seed, "council officers")), staff)
    _article(seed, units, staff, latest, lambda share: progress("2017–2018", 0.1 + 0.7 * share))
    officers.dismiss_then([*old, units[material.read("emulation")["article"]["runner"]]], staff)
    officers.appoint_now(units, crowd, staff)
    officers.confirm_rules(units, staff, today)
    _present(seed, units, staff, latest, lambda share: progress("hôm nay", 0.82 + 0.13 * share))
    return staff


def _check(today: date) -> None:
    if today < FIRST_DAY:
        raise TooEarly(f"Đồng hồ máy chỉ ngày {today:%d/%m/%Y}; bản trình diễn cần từ {FIRST_DAY:%d/%m/%Y}.")
    if Case.objects.exists() or Turn.objects.exists():
        raise AlreadyFilled("Sổ đã có đơn hoặc lượt tiếp; bản trình diễn chỉ nạp vào sổ trống.")


def _latest(today: date | None) -> datetime:
    """The moment that counts as the present: now, or the end of office hours of the day that was given."""
    now = dates.now()
    if today is None or today >= dates.day_of(now):
        return now
    return datetime.combine(today, time(17, 0), dates.VIETNAM)


def _article(
    seed: int, units: dict[str, Unit], staff: Staff, latest: datetime, progress: Callable[[float], None]
) -> None:
    plan = Timetable(dice(seed, "article hours"), latest)
    Article(seed, units, staff, Crowd(dice(seed, "article people"))).put_on(plan)
    emulation.Then(seed, units, staff).put_on(plan)
    dialogues.put_then(plan, units, staff)
    council.put_then(plan, units, staff)
    consultations.put_then(plan, units, staff)
    plan.run(progress)


def _present(
    seed: int, units: dict[str, Unit], staff: Staff, latest: datetime, progress: Callable[[float], None]
) -> None:
    """Everything before today is sealed; today stays open."""
    plan = Timetable(dice(seed, "present hours"), latest)
    today = dates.day_of(latest)
    Present(seed, units, staff, Crowd(dice(seed, "present people")), today).put_on(plan)
    Meetings(units, staff, Crowd(dice(seed, "meetings people")), latest).put_on(plan)
    theirs = Crowd(dice(seed, "hands people"))
    Hands(units, staff, theirs, Writer(dice(seed, "hands words"), theirs), today).put_on(plan)
    Watching(units, staff, latest).put_on(plan)
    denouncing.put_on(plan, units, staff, latest)
    old_register.put_on(plan, units, staff, latest)
    telling.put_on(plan, staff, latest)
    lists.put_on(plan, units, staff, latest)
    keeping.put_on(plan, units, staff, latest)
    open_figures.put_on(plan, units, staff, latest)
    catalogue.put_on(plan, units, staff, latest)
    theirs = Crowd(dice(seed, "applications people"))
    Applications(units, staff, theirs, dice(seed, "applications"), latest).put_on(plan)
    burdens.put_on(plan, units, staff, latest)
    emulation.Now(units, staff, today).put_on(plan)
    dialogues.put_now(plan, units, staff, latest)
    council.put_now(plan, units, staff, latest)
    consultations.put_now(plan, units, staff, latest)
    counters.put_on(plan, units, staff, latest)
    reporting.put_on(plan, units, staff, latest)
    rating.put_on(plan, units, staff, dice(seed, "ratings"), latest)
    midnight = datetime.combine(today, time(0, 0), dates.VIETNAM)
    plan.exactly(midnight, lambda on: seal(on=on - timedelta(days=1)))
    plan.run(progress)
