"""Reads of the notices that reception owes."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from danvan.people import queries as people
from danvan.people.models import Account
from danvan.reception.models import Notice, NoticeState
from danvan.reception.queries.turns import unknown_to

OPEN = (NoticeState.OWED, NoticeState.UNCONFIRMED)


def known_to(officer: Account, *, on: date) -> QuerySet[Notice]:
    """All notices but those of a turn that does not exist for the officer."""
    return Notice.objects.exclude(turn__isnull=False, turn__in=unknown_to(officer, on=on))


def owed(unit_ids: Iterable[int], officer: Account, *, on: date) -> QuerySet[Notice]:
    """Notices that the officer may know of, still to be given in these units, the soonest first, without a day last."""
    return (
        _open(unit_ids, officer, on)
        .select_related("turn", "matter")
        .annotate(unit_name=people.name_of_day(on))
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def owed_counts(unit_ids: Iterable[int], officer: Account, *, on: date) -> dict[str, int]:
    """How many of these notices are owed, and how many are past their day; one statement."""
    late = Q(state=NoticeState.OWED, due_on__lt=on)
    return _open(unit_ids, officer, on).aggregate(owed=Count("pk"), late=Count("pk", filter=late))


def _open(unit_ids: Iterable[int], officer: Account, on: date) -> QuerySet[Notice]:
    return known_to(officer, on=on).filter(unit__in=list(unit_ids), state__in=OPEN)
