"""The figures of applications counted again from the applications themselves and their cases, without the facts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from danvan.cases.models import Case
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop.models import Application
from danvan.onestop.workflow import (
    BY_WAY,
    CODE,
    DONE_EARLY,
    DONE_LATE,
    DONE_ON_TIME,
    OPEN,
    REFUSED,
    WITHDRAWN,
)

CHUNK = 1000
ENDS = {REFUSED: "applications.refused", WITHDRAWN: "applications.withdrawn"}
FLOWS = (
    "applications.received",
    *BY_WAY.values(),
    "applications.supplemented",
    *(DONE_EARLY, DONE_ON_TIME, DONE_LATE),
    *ENDS.values(),
)
Cells = Counter[tuple[date, int, str, str, str]]


def count(counted: Cells) -> None:
    """Add what was received, by which way, sent back for more, done, refused and withdrawn, month by month."""
    rows = Application.objects.select_related("case").order_by("pk")
    for row in rows.iterator(chunk_size=CHUNK):
        for on, measure in _of(row):
            counted[on.replace(day=1), row.case.unit_received_id, measure, CODE, row.case.topic] += 1
    asked = Event.objects.filter(stream="case", verb="ask_supplement").values_list("subject", "on")
    cases = Case.objects.filter(kind=CODE).in_bulk([subject for subject, _on in asked])
    for subject, on in asked:
        case = cases[subject]
        month = on.replace(day=1)
        counted[month, case.unit_received_id, "applications.supplemented", CODE, case.topic] += 1


def stocks(on: date) -> dict[str, QuerySet[Case]]:
    """Measure → the cases that stand in it that day."""
    held = Case.objects.filter(kind=CODE, status__in=OPEN)
    late = held.filter(due_on__lt=on, waiting_since__isnull=True)
    return {"applications.open": held, "applications.overdue": late}


def _of(row: Application) -> Iterator[tuple[date, str]]:
    case: Any = row.case
    yield case.received_on, "applications.received"
    yield case.received_on, BY_WAY[case.channel]
    if case.status in ENDS:
        yield case.closed_on, ENDS[case.status]
    if row.ready_at:
        day, last = dates.day_of(row.ready_at), dates.day_of(row.due_at)
        in_time = DONE_EARLY if day < last else DONE_ON_TIME
        yield day, DONE_LATE if row.ready_at > row.due_at else in_time
