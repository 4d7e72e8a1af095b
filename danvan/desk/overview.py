"""Figures for whoever answers for several units: counts only, no names, no letters."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, Sum

from danvan.cases import queries as cases
from danvan.cases.models import Case, CaseQuerySet
from danvan.people.models import Account, Unit
from danvan.people.policies import standing
from danvan.reception.models import GROUP_FROM, Matter, Sitting, Turn


def in_view(officer: Account, *, on: date) -> CaseQuerySet:
    """Cases that may be counted for the officer: those of her units, and of her kinds where her posts are limited."""
    seeing = standing(officer, on).seeing
    whole = [unit for unit, kinds in seeing.items() if kinds is None]
    mine = Q(unit_responsible__in=whole) | Q(unit_received__in=whole)
    for unit, kinds in seeing.items():
        if kinds is not None:
            mine |= Q(kind__in=kinds) & (Q(unit_responsible=unit) | Q(unit_received=unit))
    return Case.objects.filter(mine)


def by_unit(found: CaseQuerySet, units: Collection[int], *, on: date) -> list[dict[str, Any]]:
    """Open, overdue, due soon and waiting for each unit that has open cases, the latest first: two statements.

    With its name of that day and its working week.
    """
    rows = cases.open_by_unit(found.filter(unit_responsible__in=units), on=on)
    ids = [row["unit_responsible"] for row in rows]
    known = {unit.pk: unit for unit in Unit.objects.filter(pk__in=ids).named(on)}
    return [
        {**row, "unit": pk, "name": known[pk].shown_name, "week": known[pk].week}
        for pk, row in zip(ids, rows, strict=True)
    ]


def hot_topics(
    found: CaseQuerySet, units: Collection[int], *, today: date, span: timedelta
) -> list[dict[str, Any]]:
    """What letters and turns were about in the last days, and in as many days before: two statements."""
    since, before = today - span, today - 2 * span
    letters = found.filter(unit_received__in=units, received_on__gt=before, received_on__lte=today)
    told = Matter.objects.filter(
        turn__unit__in=units,
        turn__on__gt=before,
        turn__on__lte=today,
        turn__cancelled_on__isnull=True,
        petition__isnull=True,
    )
    figures: dict[str, list[int]] = {}
    for rows, day in ((letters, "received_on"), (told, "turn__on")):
        counted = rows.values("topic").annotate(
            now=Count("pk", filter=Q(**{f"{day}__gt": since})),
            before=Count("pk", filter=Q(**{f"{day}__lte": since})),
        )
        for row in counted:
            sums = figures.setdefault(row["topic"], [0, 0])
            sums[0] += row["now"]
            sums[1] += row["before"]
    ranked = sorted(figures.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
    return [{"topic": topic, "now": now, "before": earlier} for topic, (now, earlier) in ranked]


def reception(units: Collection[int], *, today: date, month: date) -> dict[str, int]:
    """Turns of today and of the month so far, with persons, groups and the days on which the head received."""
    turns = Turn.objects.filter(unit__in=units, on__gte=month, on__lte=today, cancelled_on__isnull=True)
    heads = Q(sitting=Sitting.HEAD)
    return turns.aggregate(
        today=Count("pk", filter=Q(on=today)),
        today_persons=Sum("persons", filter=Q(on=today), default=0),
        month=Count("pk"),
        month_persons=Sum("persons", default=0),
        groups=Count("pk", filter=Q(persons__gte=GROUP_FROM)),
        head_turns=Count("pk", filter=heads),
        head_days=Count(F("on"), filter=heads, distinct=True),
    )
