"""Reads of the register of promises: lists, counts, one with all that hangs on it."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Prefetch, Q, QuerySet

from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.people import queries as people
from danvan.people.models import Account, Post, Unit
from danvan.promises import origins
from danvan.promises.models import Evidence, EvidenceContent, Promise, PromiseQuerySet
from danvan.promises.models.promise import condition
from danvan.promises.origins import Origin, Place
from danvan.promises.workflow import LIFE, SHOWN, WRITERS, Shown, Status

MOST_OFFICERS = 400


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
    """The promises of each of these things, in the order in which they were given; one statement."""
    asked: dict[str, set[int]] = {}
    for stream, subject in places:
        asked.setdefault(stream, set()).add(subject)
    found: dict[Place, list[Promise]] = {}
    if not asked:
        return found
    of_each = (Q(stream=stream, subject__in=subjects) for stream, subjects in asked.items())
    rows = Promise.objects.filter(reduce(or_, of_each)).select_related("unit", "host", "officer")
    for row in rows.order_by("made_on", "pk"):
        found.setdefault((row.stream, row.subject), []).append(row)
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


def pressing(officer: Account, led: Collection[int], until: date) -> PromiseQuerySet:
    """Running promises of which an alarm sounds for her, due by that day: in her hands, or of units she leads."""
    rows = Promise.objects.filter(Q(officer=officer) | Q(unit__in=led), status=Status.RUNNING)
    return rows.filter(due_on__lte=until).select_related("unit", "officer").order_by("due_on", "pk")


def units_offered(host: Unit, on: date) -> list[Unit]:
    """Units that may answer for what is promised before the people of a unit: its own, those above it and below it."""
    above = people.units_above(host, on).values("pk")
    below = people.units_under(host, on).values("pk")
    rows = Unit.objects.on(on).filter(Q(pk__in=above) | Q(pk__in=below))
    return sorted(rows.named(on), key=lambda unit: unit.pk != host.pk)


def officers_offered(units: Collection[Unit], on: date) -> list[Account]:
    """Officers who work in these units that day, by name."""
    return officers_of([unit.pk for unit in units], on)


def narrowed(
    rows: PromiseQuerySet, on: date, *, q: str = "", state: str = "", topic: str = "", unit: str = ""
) -> PromiseQuerySet:
    """The rows that fit: words in what was promised, how it is shown that day, topic, unit that answers."""
    if state:
        rows = rows.shown_as(Shown(state), on)
    if topic:
        rows = rows.filter(topic=topic)
    if unit:
        rows = rows.filter(Q(unit=unit) | Q(host=unit))
    for word in q.split()[:6]:
        rows = rows.filter(Q(text__icontains=word) | Q(promised_by__icontains=word))
    return rows


def officers_of(units: Collection[int], on: date) -> list[Account]:
    """Officers who work in the units of these numbers that day, by name."""
    posts = Post.objects.on(on).filter(unit__in=units, role__in=WRITERS)
    rows = Account.objects.filter(pk__in=posts.values("officer"), is_active=True)
    return list(rows.order_by("sort_key", "pk")[:MOST_OFFICERS])


def waiting_in(units: Collection[int]) -> PromiseQuerySet:
    """What was reported done and waits for a word, of these units or before their people, the longest first."""
    rows = of_units(units).filter(status=Status.REPORTED)
    return rows.order_by("reported_on", "pk")


def evidence_of(pk: int) -> Evidence | None:
    """A file that was not taken off, with its promise."""
    return Evidence.objects.filter(pk=pk, off_on__isnull=True).select_related("promise").first()


def content_of(evidence: Evidence) -> bytes:
    """Its bytes."""
    return bytes(EvidenceContent.objects.get(pk=evidence.sha256).content)


def unit_names(units: Collection[int], on: date) -> dict[int, str]:
    """Number → the unit's name of that day, or its last; one statement."""
    rows = Unit.objects.filter(pk__in=units).named(on)
    return {row.pk: str(getattr(row, "shown_name", row)) for row in rows}


def units_promising(on: date) -> list[tuple[str, str]]:
    """(number, name) of the units that promised anything, by name; one statement."""
    rows = Unit.objects.filter(pk__in=Promise.objects.order_by().values("unit")).named(on)
    return [(str(row.pk), str(getattr(row, "shown_name", row))) for row in rows]
