"""What a figure of a report is made of, as far as the reader may open it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from danvan.balances import queries as balances
from danvan.cases import queries as cases
from danvan.figures.queries import BEGINNING, Among
from danvan.figures.queries import subjects as subjects_of
from danvan.people.models import Account, Unit
from danvan.reception import queries as reception
from danvan.reports.crosstab.dimensions import Subject
from danvan.reports.measures import ALL, How, Measure


@dataclass(frozen=True)
class Listing:
    """The subjects of one figure: amounts by subject, the rows the reader may open, and how many are left out.

    What was declared in numbers has no row: it stands under subjects below zero.
    """

    measure: Measure
    amounts: dict[int, int]
    rows: QuerySet
    left_out: int

    @property
    def total(self) -> int:
        """The figure itself."""
        return sum(self.amounts.values())

    @property
    def declared(self) -> int:
        """How much of it was declared in numbers when a unit began here."""
        return sum(amount for subject, amount in self.amounts.items() if subject < 0)


def listing(
    slug: str,
    *,
    officer: Account,
    on: date,
    units: Sequence[int],
    from_: date,
    until: date,
    kind: str | None = None,
    topic: str | None = None,
) -> Listing:
    """What a figure over these units and days is made of; KeyError for a figure that no report has."""
    measure = ALL[slug]
    return shown(measure, amounts(measure, units, from_, until, kind, topic), officer=officer, on=on)


def shown(measure: Measure, amounts: dict[int, int], *, officer: Account, on: date) -> Listing:
    """The list of these subjects, as far as the officer may open them."""
    if measure.about == "turn":
        seen_turns = reception.visible_to(officer, on=on).filter(pk__in=amounts)
        rows: QuerySet = reception.book(seen_turns).prefetch_related("unit__names")
    else:
        seen = cases.visible_to(officer, on=on).filter(pk__in=amounts)
        rows = seen.prefetch_related("unit_responsible__names").order_by("-received_on", "-pk")
    return Listing(measure, amounts, rows, sum(subject > 0 for subject in amounts) - rows.count())


def of_records(
    found: QuerySet[Any], measure: Measure, subject: Subject, *, officer: Account, on: date
) -> Listing:
    """What a figure of a two-way table is made of: these records themselves, or the turns to which they belong."""
    if subject.list_of == "case":
        seen = cases.visible_to(officer, on=on).filter(pk__in=found.values("pk"))
        rows: QuerySet = seen.prefetch_related("unit_responsible__names").order_by("-received_on", "-pk")
        total = found.count()
        return Listing(measure, {0: total}, rows, total - rows.count())
    per_turn = dict(found.order_by().values_list(subject.turn).annotate(n=Count("*")))
    return shown(measure, per_turn, officer=officer, on=on)


def amounts(
    measure: Measure,
    units: Sequence[int],
    from_: date,
    until: date,
    kind: str | Among | None,
    topic: str | Among | None,
    table: Mapping[str, Measure] = ALL,
) -> dict[int, int]:
    """Subject → what it adds to the figure over these units and days; `table`: the figures of another report."""
    kind = measure.kind or kind
    if measure.how == How.MADE:
        found: dict[int, int] = {}
        for sign, slugs in ((1, measure.plus), (-1, measure.minus)):
            for slug in slugs:
                made = amounts(table[slug], units, from_, until, kind, topic, table)
                for subject, amount in made.items():
                    found[subject] = found.get(subject, 0) + sign * amount
        return {subject: amount for subject, amount in found.items() if amount}
    first, last = {
        How.FLOW: (from_, until),
        How.BEFORE: (BEGINNING, from_ - timedelta(days=1)),
        How.END: (BEGINNING, until),
        How.THROUGH: (from_, until),
    }[measure.how]
    found = subjects_of(
        measure.posted,
        from_=first,
        to=last,
        units=units,
        kind=kind,
        topic=topic,
        through=measure.how == How.THROUGH,
    )
    if measure.how == How.BEFORE:  # a unit that began within the period carried over what it declared
        for each in balances.began(balances.openings(units, until), from_, until):
            if each.measure == measure.posted and _is(kind, each.kind) and _is(topic, each.topic):
                found[each.subject] = found.get(each.subject, 0) + each.amount
    return found


def _is(asked: str | Among | None, value: str) -> bool:
    return asked.has(value) if isinstance(asked, Among) else asked in (None, value)


def units_for(unit_ids: frozenset[int], on: date) -> list[Unit]:
    """Units for the form: those of today by rank and name, then those that have ended; each with `shown_name`."""
    named: QuerySet = Unit.objects.filter(pk__in=unit_ids).named(on)
    rows = list(named.order_by("shown_sort_key", "key"))
    rank = {"nation": 0, "province": 1, "district": 2, "commune": 3}
    rows.sort(key=lambda row: (_ended(row, on), rank.get(row.tier, 4)))
    return rows


def choices(units: Sequence[Unit], on: date) -> list[tuple[str, str]]:
    """Key and name of each unit; an ended one with its last day."""
    return [(row.key, _shown(row, on)) for row in units]


def _ended(row: Unit, on: date) -> bool:
    return row.exists_until is not None and row.exists_until <= on


def _shown(row: Unit, on: date) -> str:
    name = str(getattr(row, "shown_name", row.key))
    if not row.exists_until or not _ended(row, on):
        return name
    return f"{name} (–{row.exists_until - timedelta(days=1):%d/%m/%Y})"
