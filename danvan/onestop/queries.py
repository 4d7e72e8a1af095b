"""Reads of applications: what lies in whose hands, what is late, what nobody collects, what a step needs to know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject

from danvan.cases import concerns
from danvan.cases.models import Attachment, Party
from danvan.cases.queries import visible_to
from danvan.cases.workflow import DESK
from danvan.lib import codes, dates
from danvan.onestop.models import Application, Scan, Stage
from danvan.onestop.workflow import (
    AWAITING_PAYMENT,
    CODE,
    OPEN,
    READY,
    REFUSED,
    RETURNED,
    RUNNING,
    SERIES,
    SUPPLEMENTING,
    WITHDRAWN,
)
from danvan.people import policies as people
from danvan.people import queries as people_names
from danvan.people.models import Account
from danvan.procedures import queries as catalogue
from danvan.procedures.models import Document, Version

SOON = timedelta(days=2)
"""So long before its end a term is told as near."""
MOST_FOUND = 20
_RECEIPT = re.compile(r"([0-9]{1,9})(?:/([0-9]{4}))?", re.ASCII)
Book = dict[tuple[int | None, str, int | None], tuple[int, int]]


def numbered() -> Book:
    """The numbers that receipts took: (unit, series, year) → (last number, how many)."""
    rows = Application.objects.order_by().values("unit", "year")
    return {
        (row["unit"], SERIES, row["year"]): (row["last"], row["count"])
        for row in rows.annotate(last=Max("number"), count=Count("pk"))
    }


def applications_of(officer: Account, *, on: date) -> QuerySet[Application]:
    """Those of which the officer sees all, the newest first."""
    seen = visible_to(officer, on=on).filter(kind=CODE).values("pk")
    return (
        Application.objects.filter(pk__in=seen).select_related("case", "version").order_by("-filed_at", "-pk")
    )


class Tab(StrEnum):
    """What a list of applications shows."""

    HAND = "hand"
    ONLINE = "online"
    OPEN = "open"
    DUE = "due"
    LATE = "late"
    WAITING = "waiting"
    READY = "ready"
    ENDED = "ended"


def listed(officer: Account, tab: Tab, *, now: datetime, on: date) -> QuerySet[Application]:
    """The applications of a tab, the next to end first, of what has ended the newest.

    Each has `applicant`, and the agencies that it `lies_with`.

    In hand: those of which a step lies with the officer's agencies, wherever they were taken in.
    """
    if tab == Tab.HAND:
        mine = in_hand(officer, on=on).order_by().values("application")
        rows = Application.objects.filter(pk__in=mine).select_related("case", "version")
    else:
        rows = applications_of(officer, on=on).filter(_tabs(now)[tab])
    first = Party.objects.filter(case=OuterRef("pk")).order_by("pk").values("full_name")[:1]
    rows = rows.annotate(applicant=Subquery(first), lies_with=ArraySubquery(_agencies(on)))
    return rows.order_by("-filed_at", "-pk") if tab == Tab.ENDED else rows.order_by("appointment_at", "pk")


def counted(officer: Account, *, now: datetime, on: date) -> dict[Tab, int]:
    """How many applications each tab has; one statement."""
    asked = {tab.value: Count("pk", filter=found) for tab, found in _tabs(now).items()}
    whole, mine = applications_of(officer, on=on).order_by(), in_hand(officer, on=on).order_by()
    told = whole.values(all=Value(1)).annotate(told=JSONObject(**asked)).values("told")
    hand = mine.values(all=Value(1)).annotate(n=Count("application", distinct=True)).values("n")
    rows = Account.objects.filter(pk=officer.pk).values_list(Subquery(told), Subquery(hand))
    others, count = rows.get()
    return {**{tab: (others or {}).get(tab.value, 0) for tab in Tab}, Tab.HAND: count or 0}


def _agencies(on: date) -> QuerySet[Any, Any]:
    """With whom the steps of an application lie, in their places: units by their names of that day."""
    rows = Stage.objects.filter(application=OuterRef("pk"), begun_at__isnull=False, done_at__isnull=True)
    named = Coalesce(people_names.name_of_day(on, "unit_id"), "agency", output_field=TextField())
    return rows.order_by("place").values_list(named)


def narrowed(rows: QuerySet[Application], *, procedure: str = "", code: str = "") -> QuerySet[Application]:
    """Those of a procedure, by words or its code, and of a receipt's number or the citizen's code."""
    if procedure:
        named = catalogue.containing(Version.objects.public(), procedure)
        rows = rows.filter(version__in=named.order_by().values("pk"))
    if code:
        rows = rows.filter(_coded(code))
    return rows


def _coded(code: str) -> Q:
    """What a code means: 7KDM-R4PX-92TH-V6, or 000123/2026, or 123; nothing where it is neither."""
    if stored := codes.normalise(code):
        return Q(case__code=stored)
    found = _RECEIPT.fullmatch(code.strip())
    if found is None:
        return Q(pk__in=[])
    number = Q(number=int(found[1]))
    return number & Q(year=int(found[2])) if found[2] else number


def _tabs(now: datetime) -> dict[Tab, Q]:
    """The tabs that are read from the applications themselves. What stands still is neither due nor late."""
    running = Q(case__status__in=RUNNING)
    return {
        Tab.ONLINE: Q(case__status__in=OPEN, online_at__isnull=False),
        Tab.OPEN: Q(case__status__in=OPEN),
        Tab.DUE: running & Q(due_at__gte=now, due_at__lte=now + SOON),
        Tab.LATE: running & Q(due_at__lt=now),
        Tab.WAITING: Q(case__status__in=(SUPPLEMENTING, AWAITING_PAYMENT)),
        Tab.READY: Q(case__status=READY),
        Tab.ENDED: Q(case__status__in=(RETURNED, REFUSED, WITHDRAWN)),
    }


def in_hand(officer: Account, *, on: date) -> QuerySet[Stage]:
    """The steps that lie with the officer's agencies now, the next to end first; none whose clock stands still.

    Of an agency that is not in the register, at the desk that took the application in.
    """
    standing = people.standing(officer, on)
    units = [
        unit for unit in standing.units_with(*DESK) if not DESK.isdisjoint(standing.roles_for(unit, CODE))
    ]
    theirs = Q(unit__in=units) | Q(unit__isnull=True, application__case__unit_responsible__in=units)
    rows = Stage.objects.filter(theirs, begun_at__isnull=False, done_at__isnull=True)
    rows = rows.filter(application__case__status__in=RUNNING)
    rows = rows.exclude(application__in=concerns.hidden_from(officer, on=on))
    return rows.select_related("application__case", "application__version", "officer").order_by(
        "planned_at", "begun_at", "pk"
    )


def eating(officer: Account, *, now: datetime, on: date) -> QuerySet[Stage]:
    """Steps of applications that the officer sees whole, that lie beyond their share: the time of others goes."""
    seen = visible_to(officer, on=on).filter(kind=CODE, status__in=RUNNING).values("pk")
    rows = Stage.objects.filter(application__in=seen, begun_at__isnull=False, done_at__isnull=True)
    return (
        rows.filter(planned_at__lt=now)
        .select_related("application__case", "unit", "officer")
        .order_by("planned_at")
    )


def not_collected(officer: Account, *, on: date, days: int = 0) -> QuerySet[Application]:
    """Results that have been waiting for so many days to be collected, the oldest first; they are kept."""
    rows = applications_of(officer, on=on).filter(ready_at__isnull=False, handed_at__isnull=True)
    return rows.filter(ready_at__lte=dates.now() - timedelta(days=days)).order_by("ready_at", "pk")


def escalated(officer: Account, *, on: date) -> QuerySet[Application]:
    """Open ones of which the office could not keep the one new appointment, for its leader."""
    rows = applications_of(officer, on=on).filter(escalated_at__isnull=False, ready_at__isnull=True)
    return rows.filter(case__closed_on__isnull=True).order_by("escalated_at", "pk")


def procedures_called(typed: str, on: date) -> list[Version]:
    """Procedures in force that a code or words name, the nearest first; a code that is one stands alone."""
    rows = Version.objects.on(on).exclude(procedure__code="").with_halts(on).select_related("procedure")
    coded = any(each.isdecimal() for each in typed)  # no code is without a digit
    if coded and (exact := list(rows.filter(procedure__code=typed.upper()))):
        return exact
    return list(catalogue.found(rows, q=typed)[0][:MOST_FOUND])


def lacking(application: Application) -> list[Document]:
    """Papers of the procedure's list of which nothing, or less than it asks for, was handed in.

    No statement of its own where the application came with its parts (danvan.onestop.whole).
    """
    handed = {row.document_id: row for row in application.handed.all()}
    scanned = {row.document_id for row in application.scans.all()}
    found = []
    for paper in application.version.documents.all():
        if paper.pk in scanned or (paper.to_show and application.online_way):
            continue  # what is only shown is shown when the result is fetched
        row = handed.get(paper.pk)
        enough = row is not None and (row.originals >= paper.originals and row.copies >= paper.copies)
        if not enough:
            found.append(paper)
    return found


def scans(application: Application) -> list[Scan]:
    """Its papers that came as files, in the order of the procedure's list; one statement."""
    rows = application.scans.select_related("document", "attachment")
    return list(rows.order_by("document__place", "pk"))


def files_beside(application: Application) -> tuple[list[Attachment], list[Attachment]]:
    """What the citizen sent beside the papers of the procedure's list, and the result as files."""
    listed = {row.attachment_id for row in application.scans.all()}
    rows = application.case.attachments.all()
    sent = [row for row in rows if row.from_citizen and row.pk not in listed]
    return sent, [row for row in rows if row.public]


@dataclass(frozen=True)
class ForStage:
    """What an agency sees of an application of which a step lies with it: no telephone, no address, no fee.

    The one-stop desk speaks with the citizen; whoever works on a step needs to know whose matter it is, by which
    procedure, with which papers, and until when.
    """

    receipt: str
    procedure: str
    applicant: str
    papers: Sequence[str]
    scans: Sequence[Scan]
    stage: Stage
    others: Sequence[Stage]
    due_at: datetime


def for_stage(stage: Stage) -> ForStage:
    """The application as its agency sees it while the step lies there; whoever shows it checks `policies.sight`.

    Of an application that came with its parts.
    """
    application = stage.application
    party = next(iter(application.case.parties.all()), None)
    return ForStage(
        receipt=application.receipt,
        procedure=application.version.name,
        applicant=party.full_name if party else "",
        papers=[row.document.name for row in application.handed.all()],
        scans=list(application.scans.all()),
        stage=stage,
        others=[row for row in application.stages.all() if row.pk != stage.pk],
        due_at=application.due_at,
    )
