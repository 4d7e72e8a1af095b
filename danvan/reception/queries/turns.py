"""Reads of the register of reception."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Count, F, Q, QuerySet, Sum

from danvan.cases.concerns import hidden_from
from danvan.lib.text import fold, longest_words
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.reception.models import GROUP_FROM, Matter, Turn, Visitor


def visible_to(officer: Account, *, on: date) -> QuerySet[Turn]:
    """Turns of the units whose letters the officer may read."""
    return known_to(officer, on=on).filter(unit__in=people.standing(officer, on).reads)


def known_to(officer: Account, *, on: date) -> QuerySet[Turn]:
    """All turns but those of which a letter was opened that is about the officer."""
    return Turn.objects.exclude(pk__in=unknown_to(officer, on=on))


def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
    """The numbers of turns of which a letter was opened that is about the officer."""
    return Matter.objects.filter(petition__in=hidden_from(officer, on=on)).values("turn")


def hidden_turns(officer: Account, *, on: date) -> frozenset[int]:
    """The same numbers, to be asked of turns at hand; one statement."""
    return frozenset(unknown_to(officer, on=on).values_list("turn", flat=True))


def book(turns: QuerySet[Turn]) -> QuerySet[Turn]:
    """Turns with all that a line of the register shows, newest first."""
    return (
        turns.select_related("unit", "received_by")
        .prefetch_related("visitors", "matters")
        .order_by("-on", "-pk")
    )


def search(turns: QuerySet[Turn], words: str) -> QuerySet[Turn]:
    """Turns by a visitor's name or the words of a matter, with or without marks."""
    folded = fold(words)
    by_name = Visitor.objects.filter(folded__contains=folded).values("turn")
    by_words = Matter.objects.filter(folded__contains=folded).values("turn")
    return turns.filter(Q(pk__in=by_name) | Q(pk__in=by_words))


def counts(turns: QuerySet[Turn]) -> dict[str, int]:
    """Turns, persons, groups and matters of a set of turns, each counted apart."""
    standing = turns.filter(cancelled_on__isnull=True)
    found = standing.aggregate(
        turns=Count("pk"),
        groups=Count("pk", filter=Q(persons__gte=GROUP_FROM)),
        persons=Sum("persons", default=0),
    )
    found["matters"] = Matter.objects.filter(turn__in=standing.values("pk")).count()
    return found


def similar(
    text: str, unit_ids: Iterable[int], *, unknown: QuerySet[Any, Any] | None = None, most: int = 5
) -> list[Matter]:
    """Earlier matters that share the most words with a text: was it brought before? None of the turns in `unknown`."""
    words = longest_words(text)
    if len(words) < 2:
        return []
    query = SearchQuery(" | ".join(words), config="simple", search_type="raw")
    found = (
        Matter.objects.filter(turn__unit__in=list(unit_ids), turn__cancelled_on__isnull=True)
        .exclude(turn__in=unknown if unknown is not None else ())
        .annotate(_v=SearchVector("folded", config="simple"))
        .filter(_v=query)
        .annotate(rank=SearchRank(F("_v"), query))
        .select_related("turn")
    )
    return list(found.order_by("-rank", "-turn__on")[:most])
