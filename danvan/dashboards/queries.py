"""Reads of figures by unit, of rises, and of what is published."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from danvan.balances.workflow import DECLARED
from danvan.cases import kinds
from danvan.dashboards import surges
from danvan.dashboards.models import Publication, Surge
from danvan.figures import series
from danvan.lib.constants import Numbers
from danvan.people import queries as people
from danvan.people.models import Tier, Unit, UnitParent

MEASURES = ("letters.received", "reception.matters")
"""What people bring: letters entered, and matters of a reception. A matter of which a letter was made counts in both,
in the past as now; the spread of the past takes it into account."""
ONE_DAY = timedelta(1)


# --- units ------------------------------------------------------------------------------------------------
def districts_of(unit_ids: Collection[int], on: date) -> dict[int, Unit]:
    """The district under which each unit stood on that day, or on its last day before; two statements."""
    above = UnitParent.objects.filter(unit=OuterRef("pk"), from_on__lte=on).order_by("-from_on")
    rows: Any = Unit.objects.filter(pk__in=list(unit_ids)).annotate(
        above=Subquery(above.values("parent")[:1])
    )
    parents = {row.pk: row.pk if row.tier == Tier.DISTRICT else row.above for row in rows}
    found = Unit.objects.filter(pk__in=set(parents.values()) - {None}, tier=Tier.DISTRICT).named(on)
    known = {district.pk: district for district in found}
    return {unit: known[parent] for unit, parent in parents.items() if parent in known}


# --- rises ------------------------------------------------------------------------------------------------
def surges_in(units: Collection[int]) -> QuerySet[Surge]:
    """The rises of these units with the unit's name, those nobody looked at first, then the latest."""
    rows = Surge.objects.filter(unit__in=Numbers(units)).annotate(unit_name=people.name_of_day(date.max))
    return rows.select_related("acknowledged_by", "closed_by").order_by("-state", "-to_on", "pk")


def open_surges(units: Collection[int]) -> QuerySet[Surge]:
    """Those that are not closed."""
    return surges_in(units).exclude(state=Surge.State.CLOSED)


def rising(on: date) -> list[dict[str, Any]]:
    """What rose beyond its own past by the evening before that day, each with what it was compared with.

    Windows in which the unit kept no register yet are no past; sealed kinds are not counted.
    """
    rule = settings.DANVAN_SURGES
    last = on - ONE_DAY
    shape = {"days": rule["days"], "count": rule["windows"] + 1}
    found = series.windows(MEASURES, last=last, without=kinds.sealed(), **shape)
    first = series.begun({unit for unit, _topic in found}, without=DECLARED)
    rows = []
    for (unit, topic), (count, *past) in found.items():
        kept = past[: max(((last - first[unit]).days + 1) // rule["days"] - 1, 0)]
        if count < rule["least"] or len(kept) < rule["least_past"]:
            continue
        least = surges.bound(kept, chance=rule["chance"], least=rule["least"])
        if count >= least:
            rows.append({"unit_id": unit, "topic": topic, "count": count, "past": kept, "bound": least})
    return sorted(rows, key=lambda row: (row["unit_id"], row["topic"]))


# --- what is published ------------------------------------------------------------------------------------
def publications(units: Collection[int] | None = None) -> QuerySet[Publication]:
    """Publications of these units, those that stand first, then the latest; or of all, by the name of the unit."""
    rows = Publication.objects.select_related("unit", "by", "withdrawn_by")
    rows = rows.annotate(unit_name=people.name_of_day(date.max))
    if units is None:
        return rows.order_by("unit_name")
    ended = F("withdrawn_on").desc(nulls_first=True)
    return rows.filter(unit__in=Numbers(units)).order_by(ended, "-on", "-pk")


def standing(on: date) -> QuerySet[Publication]:
    """What is published now, by the name of the unit."""
    return publications().filter(withdrawn_on__isnull=True, since__lte=on)


def tells_topics(unit: Unit, since: date, *, on: date) -> QuerySet[Publication]:
    """Publications by topics of units above and below, of quarters since that month; what was withdrawn was read."""
    above = [each.pk for each in people.path_of(unit, on)]
    below = people.units_during(unit, since, on).values_list("pk", flat=True)
    rows = publications(({*above, *below}) - {unit.pk}).filter(by_topic=True)
    return rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=since))
