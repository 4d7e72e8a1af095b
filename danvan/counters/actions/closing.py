"""The end of a day: whoever still has a number is told so on record, and the line is empty in the morning."""

from datetime import date

from django.db import transaction

from danvan.counters.actions import ledger
from danvan.counters.actions.calling import end
from danvan.counters.models import Ticket
from danvan.counters.workflow import Ended
from danvan.journal.actors import SYSTEM
from danvan.queues.workflow import IN_QUEUE


def end_days(*, on: date) -> int:
    """Close every number of an earlier day with the reason “hết giờ”; how many. For the worker, each night.

    Their times are marked as not accurate: nobody knows when those people went.
    """
    rows = Ticket.objects.filter(on__lt=on, state__in=IN_QUEUE).order_by("pk").values_list("pk", flat=True)
    return sum(_close(pk, on) for pk in list(rows))


@transaction.atomic
def _close(pk: int, on: date) -> bool:
    row = ledger.hold(pk)
    if not row.in_queue:
        return False
    row.late = True
    errand = ledger.current(row)
    dropped = end(row, Ended.CLOSED)
    ledger.step(row, "close", by=SYSTEM, on=on, errand=errand, rows=dropped)
    return True
