"""Reads of ratings: sums of what was counted, lists to call, whom a lot is drawn among."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from danvan.cases.models import Case, Party
from danvan.journal.models import Event, Seal
from danvan.lib import dates
from danvan.lib.constants import Numbers
from danvan.onestop.models import Application
from danvan.onestop.workflow import CODE
from danvan.people import queries as people
from danvan.people.models import Account, Unit, UnitParent
from danvan.ratings import rules
from danvan.ratings.models import Batch, Call, CallList, Kiosk, Remark
from danvan.ratings.transactions import STREAM
from danvan.ratings.workflow import ENDS

ONE_DAY = timedelta(days=1)


# --- what was counted -------------------------------------------------------------------------------------
def batches(units: Collection[int], first: date, last: date) -> QuerySet[Batch]:
    """Batches of these units of which the last day of the week lies in the days, the latest first."""
    return _ended(Batch.objects.filter(unit__in=Numbers(units)), first, last)


def _ended(rows: QuerySet[Batch], first: date, last: date) -> QuerySet[Batch]:
    """As figures have them: a batch stands on the last day of its week."""
    sunday = rules.WEEK - ONE_DAY
    return rows.filter(week__gte=first - sunday, week__lte=last - sunday).order_by("-week", "pk")


def by_officer(units: Collection[int], first: date, last: date) -> QuerySet[Batch]:
    """The batches of these units that are of one officer each, with the officer."""
    return batches(units, first, last).filter(officer__isnull=False).select_related("officer")


def of_officer(officer: Account, first: date, last: date) -> QuerySet[Batch]:
    """The batches that are the officer's alone."""
    return _ended(Batch.objects.filter(officer=officer), first, last)


def remarks(units: Collection[int], first: date, last: date) -> QuerySet[Remark]:
    """What people wrote, the latest weeks first; in a week in the order of the lot."""
    rows = Remark.objects.filter(
        batch__unit__in=Numbers(units),
        batch__week__gte=first,
        batch__week__lte=last,
        forgotten_on__isnull=True,
    )
    rows = rows.annotate(unit_name=people.name_of_day(date.max, "batch__unit_id"))
    return rows.select_related("batch").order_by("-batch__week", "pk")


def _begin(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), dates.VIETNAM)


# --- tablets ----------------------------------------------------------------------------------------------
def kiosks(units: Collection[int]) -> QuerySet[Kiosk]:
    """The tablets of these units: those that stand first."""
    rows = Kiosk.objects.filter(unit__in=Numbers(units)).select_related("officer", "unit")
    rows = rows.annotate(unit_name=people.name_of_day(date.max))
    return rows.order_by(F("ended_on").desc(nulls_first=True), "unit_name", "name")


def kiosk_of(digest: str) -> Kiosk | None:
    """The tablet that this is the digest of the secret of."""
    return (
        Kiosk.objects.select_related("officer", "unit").filter(secret=digest, ended_on__isnull=True).first()
    )


# --- calling back -----------------------------------------------------------------------------------------
def office_above(unit: Unit, on: date) -> Unit | None:
    """The office that calls for a unit: the one right above it, by rule and not by choice."""
    above = UnitParent.objects.filter(unit=unit, from_on__lte=on).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=on)
    )
    found = above.select_related("parent").order_by("-from_on").first()
    return found.parent if found else None


def closing_seal(last: date) -> Seal | None:
    """The first seal that closes a day on or after the last of the month; its hash is the lot."""
    return Seal.objects.filter(day__gte=last).order_by("number").first()


def population(unit: Unit, first: date, last: date) -> list[int]:
    """The events by which matters of the unit ended in these days, whose person left a telephone; in their order."""
    phone = Party.objects.filter(case=OuterRef("subject")).exclude(phone="")
    mine = Application.objects.filter(pk=OuterRef("subject"), case__unit_received=unit)
    rows = Event.objects.filter(stream=STREAM, verb__in=ENDS, on__gte=first, on__lte=last)
    rows = rows.filter(at__gte=_begin(first), at__lt=_begin(last + ONE_DAY))
    return list(rows.filter(Exists(mine), Exists(phone)).order_by("pk").values_list("pk", flat=True))


def units_to_draw(first: date, on: date) -> QuerySet[Unit]:
    """The units in which something ended in that month and for which no list is drawn yet."""
    last = dates.months_later(first, 1) - ONE_DAY
    ended = Event.objects.filter(
        stream=STREAM, verb__in=ENDS, at__gte=_begin(first), at__lt=_begin(last + ONE_DAY)
    )
    cases = Case.objects.filter(kind=CODE, pk__in=ended.values("subject"))
    drawn = CallList.objects.filter(unit=OuterRef("pk"), first=first)
    return (
        Unit.objects.on(on).filter(pk__in=cases.values("unit_received")).exclude(Exists(drawn)).order_by("pk")
    )


def telephone(call: Call) -> str:
    """The number of the person of a call; empty where it went with the file."""
    rows = Party.objects.filter(case=call.event.subject).exclude(phone="").order_by("pk")
    return str(rows.values_list("phone", flat=True).first() or "")


def lists(offices: Collection[int]) -> QuerySet[CallList]:
    """The lists that these offices call, the latest first, each with how far it is."""
    rows = CallList.objects.filter(office__in=Numbers(offices)).annotate(
        unit_name=people.name_of_day(date.max),
        over=Count("calls", filter=Q(calls__ended_on__isnull=False)),
        reached=Count("calls", filter=Q(calls__outcome="reached")),
    )
    return rows.order_by("-first", "unit_name")


def calls_of(row: CallList) -> QuerySet[Call]:
    """Its calls: those that are open first, in the order of the lot, each with the name of its procedure."""
    named = Application.objects.filter(pk=OuterRef("event__subject")).values("version__name")[:1]
    rows = row.calls.select_related("event", "looked_by").annotate(procedure=Subquery(named))
    return rows.order_by(F("ended_on").desc(nulls_first=True), "tries", "place")
