"""Reads of absences, and of who might stand in."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from danvan.people.models import Absence, Account, Post
from danvan.people.queries.units import name_of_day
from danvan.people.roles import Role

WORKING = (Role.CLERK, Role.HANDLER, Role.LEADER)


def working_posts(unit_ids: Collection[int], on: date) -> list[Post]:
    """Posts in which somebody works on letters in these units that day, by name, each with `unit_name`."""
    rows = Post.objects.on(on).filter(unit__in=unit_ids, role__in=WORKING, officer__is_active=True)
    named = rows.select_related("officer", "unit").annotate(unit_name=name_of_day(on))
    return list(named.order_by("officer__sort_key", "unit", "pk"))


def absences(officer: Account, led: Collection[int], on: date) -> list[Absence]:
    """Those of today and ahead that concern the officer, or the units that she leads; each with `unit_name`."""
    hers = Q(officer=officer) | Q(stand_in=officer) | Q(unit__in=led)
    rows = Absence.objects.filter(hers, until_on__gt=on).select_related("officer", "stand_in")
    return list(rows.annotate(unit_name=name_of_day(on)).order_by("from_on", "officer__sort_key"))


def colleagues(account: Account, on: date) -> list[tuple[int, str]]:
    """(id, name) of whoever else works on letters in the units of the account: to whom its cases may go."""
    units = Post.objects.on(on).filter(officer=account).values("unit")
    rows = Post.objects.on(on).filter(unit__in=units, role__in=WORKING, officer__is_active=True)
    others = rows.exclude(officer=account).order_by("officer__sort_key")
    return list(dict(others.values_list("officer", "officer__full_name")).items())
