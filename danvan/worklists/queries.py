"""Reads of views, batches and files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from danvan.lib.constants import Numbers
from danvan.people.models import Account
from danvan.worklists.models import Batch, Export, Outcome, SavedView, State


def views_of(officer: Account, unit_ids: Iterable[int]) -> QuerySet[SavedView]:
    """The officer's own views and those shared with her units, those that are only hers first, by name."""
    rows = SavedView.objects.filter(removed_on__isnull=True)
    mine = rows.filter(Q(owner=officer) | Q(unit__in=Numbers(unit_ids)))
    return mine.order_by(F("unit").asc(nulls_first=True), "name", "pk")


def as_tabs(officer: Account, unit_ids: Iterable[int]) -> QuerySet[SavedView, Any]:
    """The same for a statement that is made anyway: key, name and address of each."""
    return views_of(officer, unit_ids).values("pk", "name", "query")


def counted(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Batches with how many cases were done, were refused, wait, and no longer wait."""
    numbers: dict[str, Any] = {each.value: Count("items", filter=Q(items__outcome=each)) for each in Outcome}
    return batches.annotate(**numbers, settled=Count("items", filter=~Q(items__outcome=Outcome.WAITING)))


def batches_of(officer: Account) -> QuerySet[Batch]:
    """What the officer did with many cases at once, the last first."""
    return counted(Batch.objects.filter(by=officer)).select_related("officer").order_by("-pk")


def exports_of(officer: Account) -> QuerySet[Export]:
    """Lists that the officer took out, the last first."""
    return Export.objects.filter(by=officer).order_by("-pk")


def unfinished_batches() -> QuerySet[Batch]:
    """Batches with cases that wait still."""
    return Batch.objects.filter(items__outcome=Outcome.WAITING).distinct().order_by("pk")


def unfinished_exports() -> QuerySet[Export]:
    """Files that are still to be written."""
    return Export.objects.filter(state__in=[State.WAITING, State.RUNNING]).order_by("pk")


def to_expire(now: datetime) -> QuerySet[Export]:
    """Files whose time is over."""
    return Export.objects.filter(state=State.DONE, expires_at__lte=now).order_by("pk")
