"""When the office calendar or its hours change, what was promised in open applications is counted again (ADR 11).

The clock of the case follows by itself where it was counted in days (danvan.cases.actions.recount, before this); here
follow the minute, what was counted in hours, the appointment and the ends of the steps in hand.
"""

from datetime import date

from django.db import transaction

from danvan.calendars.build import Calendars
from danvan.calendars.followers import Span
from danvan.cases import postings
from danvan.cases.actions import ledger as cases
from danvan.cases.models import Case, Deadline
from danvan.lib import dates
from danvan.onestop.actions import ledger
from danvan.onestop.models import Application
from danvan.onestop.workflow import CODE, OPEN, TERM
from danvan.people.models import Account

MOVED, COUNTED = "calendar_moved", "calendar_counted"


def recount_applications(
    span: Span, calendars: Calendars, *, by: Account, on: date, text: str, change: int
) -> int:
    """Count again every open application whose days touch the span; how many got another last minute.

    `calendars` is what the register says in this transaction already. Running it twice changes nothing more.
    """
    rows = Case.objects.filter(kind=CODE, status__in=OPEN, received_on__lte=span.last)
    rows = rows if span.unit_ids is None else rows.filter(unit_received__in=span.unit_ids)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return sum(_again(pk, span, by=by, on=on, text=text, change=change) for pk in ids)


@transaction.atomic
def _again(pk: int, span: Span, *, by: Account, on: date, text: str, change: int) -> bool:
    """Count one again, with an event where its end, its appointment or a step's end is another now."""
    case = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=pk)
    row = Application.objects.select_related("version", "way", "unit").get(pk=pk)
    row.case = case
    if dates.day_of(row.appointment_at) < span.first:
        return False
    before = (row.due_at, row.appointment_at, row.counted)
    counted = ledger.recount(row)
    stages = _plans(row)
    if (row.due_at, row.appointment_at, row.counted) == before and not stages:
        return False
    row.save()
    clock, stood = case.deadlines.get(purpose=TERM), postings.Standing.of(case)
    if counted:
        clock.due_on, clock.recipe = counted.promise.due_on, counted.recipe
        clock.save(update_fields=["due_on", "recipe"])
    _tell(row, clock, stood, [row, *stages], before[0] != row.due_at, by=by, on=on, text=text, change=change)
    return before[0] != row.due_at


def _plans(row: Application) -> list[ledger.Stage]:
    """The steps in hand whose share ends at another minute now."""
    moved = []
    for stage in row.stages.select_related("unit").filter(begun_at__isnull=False, done_at__isnull=True):
        before = stage.planned_at
        ledger.plan(stage, row, start=stage.begun_at or row.filed_at)
        if stage.planned_at != before:
            stage.save(update_fields=["planned_at"])
            moved.append(stage)
    return moved


def _tell(
    row: Application,
    clock: Deadline,
    stood: postings.Standing,
    rows: list[Application | ledger.Stage],
    moved: bool,
    *,
    by: Account,
    on: date,
    text: str,
    change: int,
) -> None:
    case = row.case
    cases.show_clock(case, [clock])
    cases.write(
        case,
        verb=MOVED if moved else COUNTED,
        by=by,
        on=on,
        old=case.status,
        public=moved,
        text=text,
        data={"change": change, "appointment": row.appointment_at.isoformat()},
        moved=postings.of_standing(case, stood, on=on),
        clocks=[clock],
        rows=rows,
    )
    case.save(update_fields=["due_on", "version", "last_hash"])
