"""Reads of the register of promises: lists, counts, one with all that hangs on it."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.people.models import Account
from danvan.promises import origins
from danvan.promises.models import Evidence, Promise, PromiseQuerySet
from danvan.promises.models.promise import condition
from danvan.promises.origins import Origin, Place
from danvan.promises.workflow import LIFE, SHOWN, Shown, Status


def of_units(units: Collection[int]) -> PromiseQuerySet:
    """Promises that these units answer for, or that were given before their people."""
    rows = Promise.objects.filter(Q(unit__in=units) | Q(host__in=units))
    return rows.select_related("unit", "host", "officer")


def everybody() -> PromiseQuerySet:
    """All promises: what was promised in public is public."""
    return Promise.objects.select_related("unit", "host")


def of_officer(officer: Account) -> PromiseQuerySet:
    """What is in the officer's own hands and not settled, what is due first at the top."""
    return (
        Promise.objects.open().filter(officer=officer).select_related("unit", "host").order_by("due_on", "pk")
    )


def of_places(places: Iterable[Place]) -> dict[Place, list[Promise]]:
    """The promises of each of these things, in the order in which they were given; one statement for each stream."""
    asked: dict[str, set[int]] = {}
    for stream, subject in places:
        asked.setdefault(stream, set()).add(subject)
    found: dict[Place, list[Promise]] = {}
    for stream, subjects in asked.items():
        rows = Promise.objects.filter(stream=stream, subject__in=subjects)
        for row in rows.select_related("unit", "host", "officer").order_by("made_on", "pk"):
            found.setdefault((stream, row.subject), []).append(row)
    return found


def counts(rows: QuerySet[Promise], on: date) -> dict[str, int]:
    """How many are shown as what on that day; one statement."""
    made = {shown.value: Count("pk", filter=condition(shown, on)) for shown in SHOWN}
    return dict(rows.order_by().aggregate(**made))


def tally(rows: Iterable[Promise], on: date) -> Counter[str]:
    """The same of rows that were read already."""
    return Counter(row.shown(on).value for row in rows)


def with_origins(rows: Iterable[Promise]) -> list[tuple[Promise, Origin | None]]:
    """Each with where it comes from; a statement or two for each stream."""
    listed = list(rows)
    found = origins.many([(row.stream, row.subject) for row in listed])
    return [(row, found.get((row.stream, row.subject))) for row in listed]


def whole(pk: int) -> Promise | None:
    """One promise with its extensions and its files; four statements."""
    files = Evidence.objects.filter(off_on__isnull=True).order_by("pk")
    rows = Promise.objects.select_related("unit", "host", "officer", "by").prefetch_related(
        "extensions", Prefetch("evidence", files)
    )
    return rows.filter(pk=pk).first()


def events(promise: Promise, *, public: bool = False) -> list[Event]:
    """What happened to it, in order; one statement."""
    rows = events_of(LIFE.stream, promise.pk).select_related("actor")
    return list(rows.filter(public=True) if public else rows)


def late_in(units: Collection[int], on: date) -> int:
    """How many promises of these units are overdue."""
    return Promise.objects.filter(unit__in=units).shown_as(Shown.OVERDUE, on).count()


def due_between(units: Collection[int], first: date, last: date) -> PromiseQuerySet:
    """Running promises of these units whose day lies within these days, both counted."""
    return Promise.objects.filter(unit__in=units, status=Status.RUNNING, due_on__gte=first, due_on__lte=last)


def near(units: Collection[int], on: date, days: int) -> PromiseQuerySet:
    """Running promises of these units that are due within so many days from that day on."""
    return due_between(units, on, on + timedelta(days=days))
