"""Rows beside the chains of events that tell of them, so many at a time: memory does not grow with a table."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from danvan.journal import prints
from danvan.journal.models import Event

CHUNK = 500
Chains = dict[int, list[Event]]


def chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """The rows by their keys, so many at a time."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = found[-1].pk
        yield found


def of(stream: str, subjects: Collection[int]) -> Chains:
    """The chain of each of these subjects, oldest event first; an empty one where nothing was recorded."""
    chains: Chains = {pk: [] for pk in subjects}
    for event in Event.objects.filter(stream=stream, subject__in=subjects).order_by("subject", "number"):
        chains[event.subject].append(event)
    return chains


def with_kept(stream: str, rows: QuerySet[Any]) -> Iterator[tuple[Any, dict[str, str]]]:
    """Each row with the fingerprints that its chain kept last."""
    for found in chunks(rows):
        told = of(stream, [row.pk for row in found])
        for row in found:
            yield row, prints.last_kept(told[row.pk])
