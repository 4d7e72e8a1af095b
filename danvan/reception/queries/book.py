"""Reads of the register for its printed forms."""

from collections.abc import Iterator
from datetime import date

from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.reception.models import Turn

PORTION = 1000


def portions_of_book(unit: Unit, *, since: date, until: date) -> Iterator[list[Turn]]:
    """Turns of these days that stand in the register, the oldest first, with what a line shows, a thousand at a time.

    Four statements a thousand: however long the register is, no more of it is in memory.
    """
    rows = Turn.objects.filter(unit=unit, on__gte=since, on__lte=until, cancelled_on__isnull=True)
    whole = rows.prefetch_related("visitors", "matters__petition", "matters__notices").order_by("on", "pk")
    portion: list[Turn] = []
    for turn in whole.iterator(chunk_size=PORTION):
        portion.append(turn)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def units_passed_to(turns: list[Turn], on: date) -> dict[int, str]:
    """Names of the units to which petitions of these turns went; one statement."""
    matters = [matter for turn in turns for matter in turn.matters.all()]
    return people.names_on({row.petition.unit_responsible_id for row in matters if row.petition}, on)
