"""Reads of opening balances: those that stand, what reports say of them, cases that may be among them."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from danvan.balances.models import Balance, Entered, Opening, Settlement
from danvan.balances.postings import eve
from danvan.balances.workflow import STOCKS, WAYS, Standing
from danvan.cases import kinds
from danvan.cases.models import Case
from danvan.cases.queries import visible_to
from danvan.figures import queries as figures
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Account

Cells = Counter[tuple[date, int, str, str, str]]
"""(first of month, unit, measure, kind, topic) → amount."""


def stands(unit: int) -> Opening | None:
    """The declaration of the unit that stands."""
    rows = Opening.objects.filter(unit=unit, withdrawn_on__isnull=True)
    return rows.select_related("unit", "by").prefetch_related("balances__settlements").first()


def told(units: Collection[int], from_: date, until: date) -> list[str]:
    """What a report over these units and days says of declared letters, in Vietnamese; nothing where there are none.

    One statement; a declaration is told as long as a declared letter is left, or in the period in which one left.
    """
    rows: Any = Opening.objects.filter(
        Q(balances__left__gt=0) | Q(balances__settlements__day__gte=from_) | Q(starts_on__gte=from_),
        unit__in=list(units),
        withdrawn_on__isnull=True,
        starts_on__lte=until,
    ).distinct()
    rows = rows.annotate(unit_name=people.name_of_day(until)).order_by("unit")
    found = [
        (row, sum(each.declared for each in row.balances.all())) for row in rows.prefetch_related("balances")
    ]
    return [
        f"{row.unit_name} đã khai {count} đơn chuyển sang khi bắt đầu dùng sổ ngày {dates.short(row.starts_on)} "
        f"(theo {row.source}); các đơn ấy được tính bằng số, không có hồ sơ trong sổ."
        for row, count in found
        if count
    ]


def may_be_among(opening: Opening, officer: Account, *, on: date) -> QuerySet[Case]:
    """Cases that were open in the unit on the eve of the start and are not yet known to be among the declared ones."""
    ids = {case for where in (Standing.EXAMINED, Standing.OPEN) for case in open_on_eve(opening, where)}
    seen = visible_to(officer, on=on).filter(pk__in=ids, kind__in=list(kinds.entered()))
    return seen.exclude(pk__in=Entered.objects.values("case")).order_by("received_on", "pk")


def open_on_eve(opening: Opening, standing: str) -> set[int]:
    """The numbers of cases that stood so in the unit on the eve of the start."""
    found = figures.subjects(
        STOCKS[standing][-1], from_=figures.BEGINNING, to=eve(opening.starts_on), units=[opening.unit_id]
    )
    return {subject for subject in found if subject > 0}


def standing_on_eve(opening: Opening, case: Case) -> list[str]:
    """The standings under which a case may have been declared, the one in which it stood first; none if in none."""
    if case.pk in open_on_eve(opening, Standing.EXAMINED):
        return [Standing.EXAMINED.value]
    if case.pk in open_on_eve(opening, Standing.OVERDUE):
        return [Standing.OVERDUE.value, Standing.OPEN.value]
    if case.pk in open_on_eve(opening, Standing.OPEN):
        return [Standing.OPEN.value, Standing.OVERDUE.value]
    return []


def flows() -> Cells:
    """What became of declared letters, counted from the rows and not from the facts."""
    counted: Cells = Counter()
    rows = Settlement.objects.select_related("balance__opening")
    for row in rows:
        way, opening = WAYS[row.way], row.balance.opening
        for measure in (*way.posts, *([f"letters.resolved_{row.outcome}"] if way.answers else ())):
            counted[row.day.replace(day=1), opening.unit_id, measure, row.balance.kind, ""] += row.count
    return counted


def left(measure: str) -> Counter[tuple[str, int, str, str]]:
    """(measure, unit, kind, topic) → how many declared letters are counted in that figure now, from the rows."""
    where = [standing for standing, measures in STOCKS.items() if measure in measures]
    rows = Balance.objects.filter(standing__in=where, left__gt=0, opening__withdrawn_on__isnull=True)
    totals = rows.values("kind", unit=F("opening__unit")).annotate(n=Sum("left"))
    return Counter({(measure, row["unit"], row["kind"], ""): row["n"] for row in totals})
