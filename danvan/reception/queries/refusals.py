"""Reads of refusals."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from danvan.people import queries as people
from danvan.reception.models import Refusal


def refusals(unit_ids: Iterable[int], *, on: date) -> QuerySet[Refusal]:
    """Refusals in these units, the newest first, with the unit's name and what is owed."""
    rows = Refusal.objects.filter(unit__in=list(unit_ids))
    named = rows.select_related("by").annotate(unit_name=people.name_of_day(on))
    return named.prefetch_related("notices").order_by("-on", "-pk")
