"""A missed day goes up the line (báo lên cấp trên), level by level, each level once."""

import logging
from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.alarms import policies, queries
from danvan.alarms.line import Line, level_name
from danvan.alarms.models import Escalation, Skipped
from danvan.alarms.policies import Level
from danvan.alarms.queries import Breach
from danvan.calendars import queries as calendars
from danvan.cases.actions import ledger
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState
from danvan.cases.workflow import Phase
from danvan.journal import prints
from danvan.journal.actors import SYSTEM
from danvan.law import OfficeCalendar
from danvan.lib import dates
from danvan.people.models import Unit

_log = logging.getLogger(__name__)
TOLD = "told"  # under this name the event keeps the fingerprints of the rows


def escalate_all(*, on: date) -> int:
    """Take every breach one level up whose turn has come; how many went. Run twice in a day it does nothing more.

    Units that do not work that day wait. Whatever was missed goes up by one level now, and by the next one the usual
    number of working days later: nobody is told of three levels in one morning.
    """
    found = queries.breaches(on)
    if not found:
        return 0
    line = queries.line_of({breach.unit for breach in found}, on=on)
    known = calendars.all_calendars()
    turns = (
        breach
        for breach in found
        if is_turn(breach, known.of_id(breach.unit, Unit(week=breach.week).weekdays), on=on)
    )
    return sum(_escalated(breach, line, on=on) for breach in turns)


def _escalated(breach: Breach, line: Line, *, on: date) -> bool:
    """As `escalate`; a case on which it fails is logged, and keeps nobody else's from going up."""
    try:
        return escalate(breach, line, on=on)
    except Exception:  # noqa: BLE001 - whatever is wrong with one case is no reason to be silent about the others
        _log.exception("Case %s could not be taken up the line", breach.case)
        return False


def is_turn(breach: Breach, calendar: OfficeCalendar, *, on: date) -> bool:
    """Whether the unit works that day, and enough working days have passed since the level before."""
    if not calendar.is_working(on):
        return False
    if breach.last_on is None:
        return True
    return calendar.count_working(breach.last_on + timedelta(1), on) >= settings.DANVAN_ALARM_STEP


@transaction.atomic
def escalate(breach: Breach, line: Line, *, on: date) -> bool:
    """Put the next level on record, and with it every level that had nobody; False when the breach is over by now."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("officer")
    case = rows.get(pk=breach.case)
    if not _stands(case, breach):
        return False
    before = list(
        Escalation.objects.filter(case=case, deadline=breach.deadline, due_on=breach.due_on).order_by("level")
    )
    if before and before[-1].on > (breach.last_on or date.min):  # somebody else was quicker
        return False
    first = before[-1].level + 1 if before else 0
    told = {row.to_id for row in before if row.to_id}
    levels = policies.upwards(line, case, first, settings.DANVAN_ALARM_LEVELS, told)
    if not levels:
        return False
    made = [_row(case, breach, each, on) for each in levels]
    ledger.write(
        case,
        verb="escalate",
        by=SYSTEM,
        on=on,
        old=case.status,
        text=_text(breach, levels),
        data={TOLD: prints.of(made, case.salt)},
    )
    case.save(update_fields=["version", "last_hash"])
    return True


def reprinted(case: Case, salt: str) -> dict[str, dict[str, str]]:
    """What an event keeps of all that was put on record about a case, when the case gets a new salt."""
    return {TOLD: prints.of(Escalation.objects.filter(case=case).order_by("pk"), salt)}


def _stands(case: Case, breach: Breach) -> bool:
    """Whether the locked case still misses that day."""
    if not case.is_open or case.waiting_since:
        return False
    if breach.deadline is None:
        return case.phase == Phase.RECEIVED
    running = Deadline.objects.filter(pk=breach.deadline, due_on=breach.due_on)
    return running.filter(state=DeadlineState.RUNNING).exists()


def _row(case: Case, breach: Breach, level: Level, on: date) -> Escalation:
    return Escalation.objects.create(
        case=case,
        deadline_id=breach.deadline,
        due_on=breach.due_on,
        level=level.number,
        unit_id=level.unit,
        to=level.to,
        skipped=level.skipped,
        on=on,
    )


def _text(breach: Breach, levels: Sequence[Level]) -> str:
    """What the timeline says, in the language of the record."""
    with translation.override("vi"):
        day = {"day": dates.short(breach.due_on)}
        what = _("Hạn %(day)s") if breach.deadline else _("Ngưỡng xem xét kỷ luật %(day)s")
        if breach.urged:
            what = _("Hạn trả lời văn bản đôn đốc %(day)s, chưa trả lời")
        said = [what % day]
        for level in levels:
            values = {"level": level_name(level.number).lower()}
            if level.to:
                said.append(_("báo %(level)s: %(who)s") % {**values, "who": level.to.full_name})
            else:
                values["why"] = str(Skipped(level.skipped).label)
                said.append(_("bỏ qua %(level)s: %(why)s") % values)
        return " · ".join(said)
