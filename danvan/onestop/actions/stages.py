"""A step goes from hand to hand: somebody takes it, hands it on; what comes after begins when all before it is done."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.lib.text import clean
from danvan.onestop import clock, policies
from danvan.onestop.actions import ledger
from danvan.onestop.models import Application, Stage
from danvan.onestop.workflow import DONE_EARLY, DONE_LATE, DONE_ON_TIME, RECEIVED
from danvan.people.models import Account


@transaction.atomic
def take(stage: Stage, *, by: Account, on: date, seen: int | None = None) -> Stage:
    """Take a step into hand (nhận hồ sơ): from whom, by whom and when stands on record.

    Raises StepRefused where it is not this officer's unit's, not its turn, or somebody has it in hand already.
    """
    application, row = _locked(stage, on=on, seen=seen)
    policies.check_can_work(by, row, on=on)
    if row.officer is not None:
        raise StepRefused(_("%(who)s đã nhận bước này.") % {"who": row.officer.full_name})
    row.officer, row.taken_at = by, clock.moment()
    row.save()
    told = {"stage": row.place, "gave": row.gave_id, "took": by.pk}
    ledger.note(application, "stage_take", by=by, on=on, rows=[row], data=told)
    if application.case.status == RECEIVED:
        ledger.step(application, "begin", by=SYSTEM, on=on)
    return row


@transaction.atomic
def give(
    stage: Stage, *, to: Account, by: Account, on: date, text: str = "", seen: int | None = None
) -> Stage:
    """Give a step that somebody has in hand to a colleague of the same agency (giao lại); its clock runs on.

    Raises StepRefused unless it is the giver's own or she leads there, and the colleague works there.
    """
    application, row = _locked(stage, on=on, seen=seen)
    policies.check_can_pass_on(by, row, on=on)
    if not policies.can_work(to, row, on=on):
        raise StepRefused(_("Người được giao không làm việc ở cơ quan của bước này."), field="officer")
    told = {"stage": row.place, "gave": row.officer_id, "took": to.pk}
    row.officer = to
    row.save()
    ledger.note(application, "stage_give", by=by, on=on, text=clean(text), rows=[row], data=told)
    return row


@transaction.atomic
def pass_on(
    stage: Stage, *, by: Account, on: date, text: str = "", result: str = "", seen: int | None = None
) -> Stage:
    """Hand a step on (chuyển hồ sơ): kept are the minutes of working time that it took, and those that were others'.

    Every step begins for which it was the last one before. With the last step of all there is a result (`result`: its
    number). Raises StepRefused unless it is in the officer's hand, or she leads there.
    """
    application, row = _locked(stage, on=on, seen=seen)
    policies.check_can_pass_on(by, row, on=on)
    now = clock.moment()
    row.done_at = now
    _measure(row, application)
    row.save()
    begun = _begin(application, row, now, by)
    told: dict[str, Any] = {"stage": row.place, "gave": by.pk, "to": [each.place for each in begun]}
    told |= {"took": row.took, "over": row.over}
    ledger.note(application, "stage_pass", by=by, on=on, text=clean(text), rows=[row, *begun], data=told)
    if begun:  # the citizen is told where it went; what one agency writes to the next is theirs
        ledger.note(application, "stage_move", by=SYSTEM, on=on, data={"to": told["to"]}, public=True)
    if not application.stages.filter(done_at__isnull=True).exists():
        _finish(application, now, result, on=on)
    return row


def _locked(stage: Stage, *, on: date, seen: int | None) -> tuple[Application, Stage]:
    application = ledger.locked(stage.application_id, on=on, seen=seen)
    row = Stage.objects.select_related("unit", "officer").get(pk=stage.pk)
    row.application = application
    return application, row


def _measure(row: Stage, application: Application) -> None:
    """How long it lay here in minutes of working time, and how many of them beyond its share."""
    if row.begun_at is None or row.done_at is None:
        return
    office, still = ledger.office_of(row, application), ledger.halts(application)
    row.took = clock.minutes(office.worked(row.begun_at, row.done_at, still))
    if row.planned_at is not None:
        row.over = clock.minutes(office.worked(row.planned_at, row.done_at, still))


def _begin(application: Application, done: Stage, now: datetime, by: Account) -> list[Stage]:
    """The steps for which this was the last one before: they are handed over now."""
    rows = list(application.stages.select_related("unit").order_by("place"))
    over = {row.place for row in rows if row.done_at is not None}
    begun = [
        row for row in rows if row.begun_at is None and done.place in row.after and over.issuperset(row.after)
    ]
    for row in begun:
        row.begun_at, row.gave = now, by
        ledger.plan(row, application, start=now)
        row.save()
    return begun


def _finish(application: Application, now: datetime, result: str, *, on: date) -> Event:
    """The last step is done: there is a result, before, on or after the end of the whole term."""
    application.ready_at, application.result = now, clean(result)[:120]
    return ledger.step(application, "finish", by=SYSTEM, on=on, posted=when_done(now, application.due_at))


def when_done(ready_at: datetime, due_at: datetime) -> str:
    """Which figure a result counts for: of a day before the last one, in time on it, or late."""
    if ready_at > due_at:
        return DONE_LATE
    return DONE_EARLY if clock.day(ready_at) < clock.day(due_at) else DONE_ON_TIME
