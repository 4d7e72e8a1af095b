"""Reads: where a denunciation goes, who keeps its key, what a receipt opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from danvan.cases import concerns, substitutes
from danvan.cases.models import Case
from danvan.cases.models.concern import Whom
from danvan.cases.queries import visible_to
from danvan.denunciations import receipts
from danvan.denunciations.keeping import KEEPERS, STREAM, active, without_key
from danvan.denunciations.models import Custodian, Denunciation, Envelope, Look, Message
from danvan.denunciations.workflow import DENUNCIATION
from danvan.journal.models import Event
from danvan.people import queries as units
from danvan.people.models import Account, Post, Unit


@dataclass(frozen=True)
class Seat:
    """Where a denunciation is received, and to whose keys it is sealed; without either the door is shut."""

    unit: Unit | None
    keepers: Sequence[Custodian] = ()

    @property
    def is_open(self) -> bool:
        """Whether it can be received: somebody settles it, and enough keys keep it."""
        return self.unit is not None and len(self.keepers) >= KEEPERS


def seat(unit: Unit, whom: str = "", *, also: Iterable[concerns.Told] = (), on: date) -> Seat:
    """Where what is denounced of this unit goes (Law 25/2018, art. 12, 13).

    `whom` is danvan.cases.models.concern.Whom: of its staff the unit itself settles it, of its head or of itself the
    unit above, as high as somebody may decide who is not meant. `also`: whom else it is about.
    """
    told = [{"whom": whom, "officer": None, "unit": unit.pk, "route": ""}] if whom else []
    told += [dict(one) for one in also]
    path = list(reversed(units.path_of(unit, on)))
    start = 1 if whom in (Whom.HEAD, Whom.UNIT) else 0
    draft = Case(kind=DENUNCIATION.code, unit_responsible=unit)
    draft.__dict__["concerned"] = told
    settled = next((one for one in path[start:] if substitutes.decides(draft, one.pk, on=on)), None)
    if settled is None:
        return Seat(None)
    above = path[[one.pk for one in path].index(settled.pk) :]
    return Seat(settled, keepers(above, told, settled, on=on))


def keepers(
    path: Iterable[Unit], told: Iterable[concerns.Told], settled: Unit, *, on: date
) -> Sequence[Custodian]:
    """The custodians of the nearest of these units that has enough of whom none is meant."""
    told = list(told)
    for unit in path:
        rows = active(on).filter(unit=unit.pk).select_related("officer").order_by("pk")
        free = [row for row in rows if not _is_meant(row.officer, told, settled, on)]
        if len(free) >= KEEPERS:
            return free
    return ()


def _is_meant(officer: Account, told: Iterable[concerns.Told], settled: Unit, on: date) -> bool:
    return concerns.means(officer, list(told), kind=DENUNCIATION.code, unit=settled.pk, on=on)


def by_receipt(typed: str) -> Denunciation | None:
    """The denunciation of a receipt; for wrong and unknown ones the same work, and nothing."""
    rows = Denunciation.objects.select_related("case__unit_responsible")
    return rows.filter(receipt=receipts.mark(typed), case__destroyed_on__isnull=True).first()


def kept_by(officer: Account, *, on: date) -> QuerySet[Denunciation]:
    """The denunciations of which the officer holds a key, but for those about her; newest first."""
    mine = Envelope.objects.filter(
        denunciation=OuterRef("pk"), custodian__officer=officer, custodian__until__isnull=True
    )
    rows = Denunciation.objects.filter(Exists(mine), case__destroyed_on__isnull=True)
    hidden = concerns.hidden_from(officer, on=on)
    return rows.exclude(case__in=hidden).select_related("case").order_by("-case__received_on", "-pk")


def listed(officer: Account, *, on: date) -> QuerySet[Any, Any]:
    """The same with what a custodian's list shows: whether it is written down, has new words, is asked to be seen."""
    unread = Message.objects.filter(denunciation=OuterRef("pk"), from_office=False, text="")
    looks = Look.objects.filter(denunciation=OuterRef("pk"), decided_on__isnull=True)
    return kept_by(officer, on=on).annotate(
        is_redacted=~Q(case__body=""),
        has_unread=Exists(unread),
        has_looks=Exists(looks),
    )


def custodies(officer: Account, *, on: date) -> QuerySet[Any, Any]:
    """Where the officer keeps a key, or is to bring one, with the unit's name."""
    rows = Custodian.objects.filter(officer=officer, until__isnull=True)
    return rows.annotate(unit_name=units.name_of_day(on)).order_by("pk")


def custodians_of(units_: Iterable[int], *, on: date) -> QuerySet[Any, Any]:
    """Every custodian of these units, those who keep a key first."""
    rows = Custodian.objects.filter(unit__in=list(units_)).select_related("officer", "named_by", "unit")
    return rows.annotate(unit_name=units.name_of_day(on)).order_by(
        "unit", F("until").asc(nulls_first=True), "pk"
    )


def offered(units_: Iterable[int], *, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Officers of these units who may be named, by unit: (unit's name, [("unit-officer", name)]); one statement."""
    kept = Custodian.objects.filter(unit=OuterRef("unit"), officer=OuterRef("officer"), until__isnull=True)
    posts = Post.objects.on(on).filter(~Exists(kept), unit__in=list(units_), officer__is_active=True)
    rows = posts.annotate(unit_name=units.name_of_day(on)).order_by("unit", "officer__sort_key")
    found: dict[str, dict[str, str]] = {}
    for unit, name, officer, full_name in rows.values_list(
        "unit", "unit_name", "officer", "officer__full_name"
    ):
        found.setdefault(name, {})[f"{unit}-{officer}"] = full_name
    return [(name, list(rows.items())) for name, rows in found.items()]


def without_keys(officer: Account, *, on: date) -> list[Any]:
    """Other custodians whose key does not open some letter that this officer's opens; `missing` says how many.

    A statement or two for each custodian of the units that keep or settle what the officer has keys of.
    """
    mine = _envelopes(officer, on)
    where = mine.order_by().values_list("denunciation__case__unit_responsible", "custodian__unit").distinct()
    settled, kept = zip(*where, strict=True) if where else ((), ())
    heirs = {heir.unit_id for some in units.lineage(settled, on).values() for heir in some}
    rows = active(on).exclude(officer=officer).filter(unit__in=heirs.union(kept))
    rows = rows.select_related("officer").annotate(unit_name=units.name_of_day(on))
    found: list[Any] = list(rows.order_by("pk"))
    for row in found:
        row.missing = openable_for(row, officer, on=on).count()
    return [row for row in found if row.missing]


def openable_for(custodian: Custodian, officer: Account, *, on: date) -> QuerySet[Envelope]:
    """The officer's envelopes of the letters that the other custodian's key does not open yet."""
    wanted = without_key(custodian, on=on).values("pk")
    return _envelopes(officer, on).filter(denunciation__in=wanted).order_by("denunciation")


def _envelopes(officer: Account, on: date) -> QuerySet[Envelope]:
    """Those that the officer may seal again to others: of no letter that accuses her."""
    mine = Envelope.objects.filter(custodian__officer=officer, custodian__until__isnull=True)
    return mine.exclude(denunciation__in=concerns.accusing(officer, on=on))


def history(rows: Iterable[Custodian]) -> QuerySet[Event]:
    """What happened to these custodians, newest first."""
    subjects = [row.pk for row in rows]
    return Event.objects.filter(stream=STREAM, subject__in=subjects).select_related("actor").order_by("-pk")


def may_be_about(found: Denunciation, *, on: date) -> list[tuple[Unit, list[Account]]]:
    """Units that have it or keep its keys, each with its officers of that day: whom a custodian may say it is about."""
    case = found.case
    kept = found.envelopes.values_list("custodian__unit", flat=True)
    rows: Any = Unit.objects.filter(pk__in={case.unit_responsible_id, case.unit_received_id, *kept}).named(on)
    return [(unit, list(units.accounts_of([unit.pk], on))) for unit in rows.order_by("shown_sort_key")]


def known_to(officer: Account, pk: int, *, on: date) -> Denunciation | None:
    """The denunciation if the officer keeps its key, or may read its case; None as if there were none."""
    if found := kept_by(officer, on=on).filter(pk=pk).first():
        return found
    readable = visible_to(officer, on=on).filter(pk=pk, destroyed_on__isnull=True)
    rows = Denunciation.objects.select_related("case__unit_responsible")
    return rows.filter(case__in=readable.values("pk")).first()
