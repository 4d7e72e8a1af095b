"""Reads of the terms that provinces set where the law lets them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models.expressions import RawSQL

from danvan import law
from danvan.law.rulebook import book
from danvan.people import words
from danvan.people.models import RuleOverride, Unit
from danvan.people.queries.officers import RuleRow
from danvan.people.sql import ABOVE, OVERRIDE


@dataclass(frozen=True)
class OverrideRow:
    """A term that a province set, or took back, as its page shows it."""

    row: RuleOverride
    standing: bool

    @property
    def term(self) -> str:
        """The number with its unit; empty for a withdrawal."""
        return words.term(self.row.amount, self.row.term_unit) if self.row.amount else ""


@dataclass(frozen=True)
class SettableRule:
    """A rule whose term a province may set: what the law says, and what was set, the newest first."""

    said: RuleRow
    history: list[OverrideRow]

    @property
    def standing(self) -> OverrideRow | None:
        """The term of the province that holds on the day asked for; None where the law's own does."""
        return next((each for each in self.history if each.standing), None)


def is_settable(rule: str, on: date) -> bool:
    """Whether the law lets a province set a term of its own for the version of that day."""
    try:
        return law.rule(rule, on).may_be_set_by == "province"
    except law.LawError:
        return False


def override_of(rule: str, unit: Unit, on: date) -> law.Override | None:
    """What the province over a unit has set for clocks that begin on that day; None where the law's term holds.

    Asks nothing of the database for a rule that the law lets nobody set; else one statement.
    """
    if not is_settable(rule, on):
        return None
    with connection.cursor() as cursor:
        cursor.execute(OVERRIDE, [[unit.pk], on, on, rule, on])
        found = cursor.fetchone()
    if found is None or found[0] is None:
        return None
    amount, term_unit, decision, last_on = found
    return law.Override(amount, term_unit, decision) if last_on is None or on <= last_on else None


def settable_rules(units: Iterable[int], on: date) -> list[SettableRule]:
    """Every rule of that day whose term a province may set, with what was set for these units; one statement."""
    above = RawSQL(ABOVE + "SELECT id FROM above", (list(units), on, on))
    history: dict[str, list[OverrideRow]] = defaultdict(list)
    spoken: set[tuple[str, int]] = set()
    rows = RuleOverride.objects.filter(unit__in=above).select_related("by")
    for row in rows.order_by("-from_on", "-pk"):
        speaks = row.from_on <= on and (row.rule, row.unit_id) not in spoken
        if speaks:
            spoken.add((row.rule, row.unit_id))
        history[row.rule].append(OverrideRow(row, speaks and row.holds_on(on)))
    found = [law.rule(rule, on) for rule in book() if is_settable(rule, on)]
    return [SettableRule(RuleRow(rule, None), history[rule.id]) for rule in found]
