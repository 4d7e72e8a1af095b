"""What has changed since it was last sent, what waits, and what was refused."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from danvan.balances.workflow import DECLARED
from danvan.cases import kinds
from danvan.cases.models import Case
from danvan.cases.queries import visible_to
from danvan.exchange.models import Decision, Item, Package
from danvan.figures import series
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reports.measures import FLOWS, STOCKS, Figures, figures

LAST = Q(replaced=False)


def decision() -> Decision | None:
    """The decision by which packages carry names and addresses now."""
    return Decision.objects.filter(ended_on__isnull=True).select_related("by").first()


def cases() -> QuerySet[Case]:
    """Letters that are exchanged: no sealed kind, no part of a letter; none whose content was destroyed."""
    return Case.objects.filter(kind__in=list(kinds.entered()), destroyed_on__isnull=True)


def whole(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The same with everything that the form is made of; some statements for any number."""
    unit = ("unit_responsible__names", "unit_responsible__codes")
    return rows.select_related("unit_responsible").prefetch_related("parties", "replies", *unit)


def changed(*, personal: bool, after: int, most: int) -> list[Any]:
    """The next cases in which something happened since the last version, or that were sent with other fields."""
    last = Item.objects.filter(LAST, thing=Item.Thing.CASE, subject=OuterRef("pk"))
    rows = cases().annotate(
        basis=Subquery(last.values("basis")[:1]), was_personal=Subquery(last.values("personal")[:1])
    )
    moved = Q(basis__isnull=True) | Q(version__gt=F("basis")) | ~Q(was_personal=personal)
    return list(whole(rows.filter(moved, pk__gt=after).order_by("pk"))[:most])


def last_items(thing: str, subjects: Collection[int]) -> dict[tuple[int, str], Item]:
    """The last version of each of these things, by subject and month."""
    rows = Item.objects.filter(LAST, thing=thing, subject__in=list(subjects))
    return {(row.subject, row.period): row for row in rows}


def months_over(on: date) -> list[date]:
    """The months of this year and the last that are over: those whose figures are compared anew each time."""
    months = (dates.months_later(date(on.year - 1, 1, 1), n) for n in range(24))
    return [month for month in months if month < on.replace(day=1)]


def tables(on: date) -> list[tuple[Unit, date, Figures]]:
    """The figures of each unit in each of these months since it keeps the register; few statements for any number."""
    units = {unit.pk: unit for unit in Unit.objects.prefetch_related("names", "codes")}
    begun, months = series.begun(units, without=DECLARED), months_over(on)
    if not months:
        return []
    # Sealed kinds are left out: how few there are would follow from the cases that are sent beside.
    asked, last = {*FLOWS, *STOCKS}, months[-1]
    cells = series.by_month(asked, to=last, units=list(begun), without=kinds.sealed())
    gained: dict[int, dict[date, Counter[str]]] = {}
    for cell in cells:
        months_of = gained.setdefault(cell.unit_id, {})
        months_of.setdefault(cell.month, Counter())[cell.measure] += cell.amount
    found: list[tuple[Unit, date, Figures]] = []
    for unit in sorted(begun):
        stood: Counter[str] = Counter()
        of_unit = gained.get(unit, {})
        for month in sorted({*months, *of_unit}):
            some = of_unit.get(month, Counter())
            if month in months and begun[unit] <= month:
                found.append((units[unit], month, figures(some, stood)))
            stood.update(some)
    return found


def counts() -> dict[str, int]:
    """How many last versions stand in each state."""
    found = dict(Item.objects.filter(LAST).values_list("state").annotate(n=Count("pk")))
    return {state: found.get(state, 0) for state in Item.State.values}


def packages() -> QuerySet[Package]:
    """The packages, the latest first, each with how its items were answered."""
    said = {
        state: Count("items", filter=Q(items__state=state))
        for state in ("sending", "sent", "accepted", "refused")
    }
    return Package.objects.select_related("by").annotate(**said).order_by("-at", "-pk")


def refused(officer: Account, *, tables: bool, on: date) -> QuerySet[Item]:
    """What was refused and not mended yet, as far as the officer works on it: her cases; and the months, `tables`."""
    mine = people.standing(officer, on).units_with(Role.CLERK, Role.HANDLER, Role.LEADER)
    cases = Q(thing=Item.Thing.CASE, unit__in=mine, subject__in=visible_to(officer, on=on).values("pk"))
    months = Q(thing=Item.Thing.TABLE) if tables else Q(pk__in=[])
    rows = Item.objects.filter(LAST, cases | months, state=Item.State.REFUSED)
    return rows.select_related("package").order_by("answered_on", "pk")
