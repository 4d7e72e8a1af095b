"""Reads of imports, and of what a unit's registers hold already."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet

from danvan.cases import kinds
from danvan.cases.models import Case, Party
from danvan.imports.models import Import, Line
from danvan.imports.workflow import Fate, Register
from danvan.lib.text import fold
from danvan.people import queries as people
from danvan.people.models import Account, Unit
from danvan.reception.models import Matter, Visitor

Mark = tuple[date, str, str]
"""Day, folded words, folded name of somebody: by these an entry is known that was not brought in but written here."""


def imports(units: Collection[int], on: date) -> QuerySet[Import]:
    """Imports of these units, the newest first, each with the name of its unit and whoever did it."""
    rows = Import.objects.filter(unit__in=units).select_related("by", "unit", "progress")
    return rows.annotate(unit_name=people.name_of_day(on)).order_by("-at", "-pk")


def keys_in(unit: Unit, register: str) -> set[str]:
    """The keys of all rows that were brought into a unit's register."""
    found = Line.objects.filter(of__unit=unit, of__register=register, fate=Fate.IN).exclude(key="")
    return set(found.values_list("key", flat=True).iterator(chunk_size=5000))


def written_here(unit: Unit, register: str, first: date, last: date) -> set[Mark]:
    """The marks of the entries of these days that somebody has written into the unit's register."""
    return set(_turns(unit, first, last) if register == Register.RECEPTION else _letters(unit, first, last))


def _turns(unit: Unit, first: date, last: date) -> Iterator[Mark]:
    brought = Line.objects.filter(turn__isnull=False).values("turn")
    matters = Matter.objects.filter(turn__unit=unit, turn__on__range=(first, last), turn__cancelled_on=None)
    told = matters.exclude(turn__in=brought).values_list("turn", "turn__on", "folded")
    names: dict[int, list[str]] = {}
    for turn, name in Visitor.objects.filter(turn__in=matters.values("turn")).values_list("turn", "folded"):
        names.setdefault(turn, []).append(name)
    for turn, on, words in told:
        yield from ((on, words, name) for name in names.get(turn, []))


def _letters(unit: Unit, first: date, last: date) -> Iterator[Mark]:
    brought = Line.objects.filter(case__isnull=False).values("case")
    cases = Case.objects.filter(
        unit_received=unit, received_on__range=(first, last), kind__in=kinds.entered()
    )
    sent = Party.objects.filter(case__in=cases.exclude(pk__in=brought))
    return sent.values_list("case__received_on", "case__folded", "folded").iterator(chunk_size=5000)


def officers_by_name(unit: Unit, on: date) -> dict[str, Account]:
    """The officers of a unit by their folded names, without names that two of them have."""
    found: dict[str, list[Account]] = {}
    for account in people.accounts_of([unit.pk], on):
        found.setdefault(fold(account.full_name), []).append(account)
    return {name: accounts[0] for name, accounts in found.items() if len(accounts) == 1}


def kept_lines(found: Import) -> QuerySet[Line]:
    """The rows of an import that were not brought in, in their order."""
    return found.lines.filter(fate__in=[Fate.KEPT, Fate.ASIDE, Fate.AGAIN]).order_by("pk")


def counts(found: Import) -> dict[str, int]:
    """How many rows had which fate; one statement."""
    return found.lines.aggregate(**{fate.value: Count("pk", filter=Q(fate=fate)) for fate in Fate})


def subjects(found: Import, of: str) -> list[int]:
    """The turns, or the cases, that an import made; `of` is 'turn' or 'case'."""
    rows = found.lines.filter(**{f"{of}__isnull": False}).order_by("pk")
    return list(dict.fromkeys(rows.values_list(of, flat=True)))
