"""Reads of applications: what lies in whose hands, what is late, what nobody collects, what a step needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from danvan.cases import concerns
from danvan.cases.queries import visible_to
from danvan.cases.workflow import DESK
from danvan.lib import dates
from danvan.onestop.models import Application, Stage
from danvan.onestop.workflow import CODE, RUNNING, SERIES
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.procedures.models import Document

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


def lacking(application: Application) -> list[Document]:
    """Papers of the procedure's list of which nothing, or less than it asks for, was handed in; two statements."""
    handed = {row.document_id: row for row in application.handed.all()}
    found = []
    for paper in application.version.documents.all():
        row = handed.get(paper.pk)
        enough = row is not None and (row.originals >= paper.originals and row.copies >= paper.copies)
        if not enough:
            found.append(paper)
    return found


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
    stage: Stage
    others: Sequence[Stage]
    due_at: datetime


def for_stage(stage: Stage) -> ForStage:
    """The application as its agency sees it while the step lies there; whoever shows it checks `policies.sight`."""
    application = stage.application
    party: Any = application.case.parties.order_by("pk").first()
    papers = application.handed.select_related("document").order_by("document__place")
    return ForStage(
        receipt=application.receipt,
        procedure=application.version.name,
        applicant=party.full_name if party else "",
        papers=[row.document.name for row in papers],
        stage=stage,
        others=list(application.stages.select_related("unit").exclude(pk=stage.pk).order_by("place")),
        due_at=application.due_at,
    )
