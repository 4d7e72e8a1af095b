"""Reads of the notices that reception owes."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from danvan.people import queries as people
from danvan.reception.models import Notice, NoticeState

OPEN = (NoticeState.OWED, NoticeState.UNCONFIRMED)


def owed(unit_ids: Iterable[int], *, on: date) -> QuerySet[Notice]:
    """Notices still to be given in these units, the soonest first, those without a day last; with unit and turn."""
    rows = Notice.objects.filter(unit__in=list(unit_ids), state__in=OPEN)
    return (
        rows.select_related("turn", "matter")
        .annotate(unit_name=people.name_of_day(on))
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def owed_counts(unit_ids: Iterable[int], *, on: date) -> dict[str, int]:
    """How many notices are owed in these units and how many are past their day; one statement."""
    rows = Notice.objects.filter(unit__in=list(unit_ids), state__in=OPEN)
    late = Q(state=NoticeState.OWED, due_on__lt=on)
    return rows.aggregate(owed=Count("pk"), late=Count("pk", filter=late))
