"""Halls with their services and counters."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from danvan.counters.models import Counter, Hall, Service
from danvan.journal.models import Event
from danvan.onestop import queries as onestop
from danvan.people import queries as people
from danvan.procedures import queries as catalogue
from danvan.procedures.models import Version

MOST = 50


def halls_of(units: Iterable[int], *, on: date, ended: bool = False) -> QuerySet[Hall]:
    """The halls of these units that are open that day or will be, with the name of the unit; `ended`: all of them."""
    rows = Hall.objects.filter(unit__in=list(units)).select_related("unit")
    if not ended:
        rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
    return rows.annotate(unit_name=people.name_of_day(on)).order_by("unit_name", "name", "pk")


def served(units: Iterable[int], *, on: date) -> QuerySet[Hall]:
    """The halls of these units that are open that day."""
    return halls_of(units, on=on).filter(from_on__lte=on)


def by_key(key: str) -> Hall | None:
    """The hall of that key."""
    return Hall.objects.select_related("unit").filter(key=key.lower()).first()


def by_door(door: str) -> Hall | None:
    """The hall whose numbers are given at that door."""
    return Hall.objects.select_related("unit").filter(door=door).first()


def services_of(hall: Hall, *, on: date) -> list[Service]:
    """What is done in the hall that day, by letter."""
    return list(hall.services.on(on).order_by("letter"))


def counters_of(hall: Hall, *, on: date) -> list[Counter]:
    """The counters that are open that day, by number."""
    found = list(hall.counters.on(on).order_by("number"))
    for counter in found:
        counter.hall = hall
    return found


def history(hall: Hall, *, most: int = 50) -> QuerySet[Event]:
    """What was set up in the hall, the last first."""
    rows = Event.objects.filter(stream="hall", subject=hall.pk).select_related("actor")
    return rows.order_by("-number")[:most]


def procedures(service: Service, typed: str, *, on: date) -> list[Version]:
    """Procedures in force that words or a code name; without words, those of the fields of the service."""
    if typed:
        return onestop.procedures_called(typed, on)
    rows = Version.objects.on(on).exclude(procedure__code="").with_halts(on).select_related("procedure")
    return list(rows.filter(field__in=service.fields).order_by("name")[:MOST])


def fields(on: date) -> list[str]:
    """The fields of the procedures in force, as the catalogue names them."""
    return sorted({name for name, _count in catalogue.fields_of(Version.objects.listed(on)) if name})
