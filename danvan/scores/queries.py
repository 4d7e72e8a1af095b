"""Reads of scores: what of units is measured, which scale holds, which dossiers a share rests on."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from danvan.figures import queries as figures
from danvan.lib.constants import Numbers
from danvan.onestop.models import Application, Fee
from danvan.onestop.queries import applications_of
from danvan.people import queries as people
from danvan.people.models import Account, Unit
from danvan.scores.measures import OF_APPLICATIONS, OF_FEES, OF_FIGURES, Measure, Span
from danvan.scores.models import Scale

Share = tuple[int, int]
Shares = dict[int, dict[str, Share]]
"""Unit → measure → how many of how many."""


def measured(units: Collection[int], span: Span) -> Shares:
    """What is measured of each unit; three statements, however many units and dossiers."""
    found: Shares = defaultdict(dict)
    _count(
        found,
        Application.objects.filter(case__unit_received__in=Numbers(units)),
        "case__",
        OF_APPLICATIONS,
        span,
    )
    fees = Fee.objects.filter(application__case__unit_received__in=Numbers(units))
    _count(found, fees, "application__case__", OF_FEES, span)
    asked = {name for row in OF_FIGURES for name in row.posted}
    sums: Counter[tuple[str, int, str]] = Counter()
    for (name, unit, kind), n in figures.flow(
        asked, from_=span.first, to=span.last, units=units, by=("unit_id", "kind")
    ).items():
        for one in {kind, ""}:  # of one kind, and of all
            sums[name, unit, one] += n
    for unit in units:
        for row in OF_FIGURES:
            good, whole = (sums[name, unit, row.kind] for name in row.posted)
            found[unit][row.key] = (good, whole)
    return found


def _count(found: Shares, rows: QuerySet[Any], path: str, measures: Iterable[Measure], span: Span) -> None:
    """Add what one table answers, in one statement."""
    asked: dict[str, Any] = {}
    for row in measures:
        whole = row.of_whole(span) if row.of_whole else Q()
        asked[f"{row.key}_whole"] = Count("pk", filter=whole)
        asked[f"{row.key}_good"] = Count("pk", filter=whole & row.of_good)
    unit = f"{path}unit_received"
    for cell in rows.order_by().values(unit).annotate(**asked):
        for row in measures:
            found[cell[unit]][row.key] = (cell[f"{row.key}_good"], cell[f"{row.key}_whole"])


def behind(
    officer: Account, units: Collection[int], measure: Measure, span: Span, *, good: bool, on: date
) -> QuerySet[Application]:
    """The dossiers that a share rests on, those that are part of it or those that are not, as far as she reads them."""
    rows = applications_of(officer, on=on).filter(case__unit_received__in=Numbers(units))
    if measure.of_whole is None:
        return rows.none()
    if not measure.fees:
        rows = rows.filter(measure.of_whole(span))
        return rows.filter(measure.of_good) if good else rows.exclude(measure.of_good)
    fees = Fee.objects.filter(measure.of_whole(span), application=OuterRef("pk"))
    return rows.filter(Exists(fees.filter(measure.of_good) if good else fees.exclude(measure.of_good)))


def scale_for(unit: Unit, key: str, day: date) -> Scale | None:
    """The scale of a set that held for the unit that day: its own, else that of the nearest office above."""
    path = [each.pk for each in people.path_of(unit, day)][::-1] or [unit.pk]
    rows = Scale.objects.filter(unit__in=path, set=key, from_on__lte=day).order_by("from_on", "pk")
    found = {row.unit_id: row for row in rows.select_related("unit", "by")}
    return next((found[each] for each in path if each in found), None)


def scales_of(units: Collection[int]) -> QuerySet[Scale]:
    """Every scale that these offices set, the latest first."""
    rows = Scale.objects.filter(unit__in=Numbers(units)).select_related("by")
    return rows.annotate(unit_name=people.name_of_day(date.max)).order_by("-from_on", "-pk")
