"""Reads of opening balances: those that stand, what reports say of them, cases that may be among them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Prefetch, QuerySet, Sum
from django.utils import translation
from django.utils.translation import gettext as _

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
from danvan.web import words

Cells = Counter[tuple[date, int, str, str, str]]
"""(first of month, unit, measure, kind, topic) → amount."""


def stands(unit: int) -> Opening | None:
    """The declaration of the unit that stands."""
    rows = Opening.objects.filter(unit=unit, withdrawn_on__isnull=True)
    return rows.select_related("unit", "by").prefetch_related("balances__settlements").first()


@dataclass(frozen=True)
class Began:
    """Letters that a unit declared, in one figure, on the eve of its start; `subject` is that of the declaration."""

    measure: str
    unit_id: int
    kind: str
    amount: int
    subject: int
    topic: str = ""


def openings(units: Collection[int], until: date) -> list[Any]:
    """Declarations of these units for a start up to that day; one statement where there are none."""
    rows: Any = Opening.objects.filter(
        unit__in=list(units), withdrawn_on__isnull=True, starts_on__lte=until
    ).annotate(unit_name=people.name_of_day(until), last_day=Max("balances__settlements__day"))
    counted = Balance.objects.annotate(cases=Count("entered"))
    return list(rows.order_by("unit").prefetch_related(Prefetch("balances", counted)))


def told(found: Sequence[Any], from_: date) -> list[str]:
    """What a report from that day on says of declared letters, in Vietnamese, as long as it counts any of them."""
    return [
        _told(row)
        for row in found
        if row.starts_on >= from_
        or (row.last_day and row.last_day >= from_)
        or any(each.left for each in row.balances.all())
    ]


def _told(row: Any) -> str:
    """What one unit declared, and how many of them are cases of the register by now."""
    declared, cases = (
        sum(getattr(each, name) for each in row.balances.all()) for name in ("declared", "cases")
    )
    with translation.override("vi"):
        count, entered = words.number(declared), words.number(cases)
    rest = "các đơn ấy được tính bằng số, không có hồ sơ trong sổ"
    if cases:
        rest = f"trong đó {entered} đơn nay đã có hồ sơ trong sổ, các đơn còn lại được tính bằng số"
    if cases == declared:
        rest = "các đơn ấy nay đều đã có hồ sơ trong sổ"
    return (
        f"{row.unit_name} đã khai {count} đơn chuyển sang khi bắt đầu dùng sổ ngày {dates.short(row.starts_on)} "
        f"(theo {row.source}); {rest}."
    )


def began(found: Sequence[Any], from_: date, until: date) -> list[Began]:
    """What was declared within these days: a report over them carries it over, though the unit began in their midst."""
    return [
        Began(measure, row.unit_id, each.kind, each.declared - each.cases, -row.pk)
        for row in found
        if from_ <= eve(row.starts_on) <= until
        for each in row.balances.all()
        for measure in STOCKS[each.standing]
        if each.declared != each.cases
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


def why_held(stream: str, subjects: Sequence[int], *, on: date) -> str:
    """Why these things may not leave the register: one counts instead of a declared letter; empty when none does."""
    if stream == "case" and Entered.objects.filter(case__in=list(subjects)).exists():
        return _("Trong đó có hồ sơ đã tính vào số dư đầu kỳ nên không lấy ra được.")
    return ""


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
