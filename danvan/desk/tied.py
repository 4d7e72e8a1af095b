"""What the page of a case reads of the cases tied to it, within the statement that reads the case."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from danvan.cases import policies
from danvan.cases.models import Case, Deadline, Link, Reply, concerns_of
from danvan.cases.models.case import TIME_BAR, verbs_standing
from danvan.cases.queries import CaseFile
from danvan.cases.workflow import OPEN_PHASES
from danvan.desk import hands
from danvan.journal.models import Event
from danvan.people import queries as people
from danvan.people.models import Account


def linked(mine: str, other: str, on: date) -> QuerySet:
    """The cases at the other end of the ties of the case that is read, as JSON; `mine` and `other`: ends of a tie."""
    rows = Link.objects.filter(**{mine: OuterRef("pk")}).order_by("pk")
    decided = Reply.objects.filter(case=OuterRef(f"{other}_id"), withdrawn_on__isnull=True).order_by("-on")
    late = Deadline.objects.filter(case=OuterRef(f"{other}_id"), purpose=TIME_BAR, due_on__lt=F("met_on"))
    report = Event.objects.filter(stream="case", subject=OuterRef(f"{other}_id"), verb="report").order_by(
        "-pk"
    )
    said = JSONObject(
        pk=f"{other}_id",
        on=f"{other}__received_on",
        why="why",
        phase=f"{other}__phase",
        status=f"{other}__status",
        closed_on=f"{other}__closed_on",
        decided_on=Subquery(decided.values("on")[:1]),
        late=Exists(late),
        area=f"{other}__unit_responsible__area",
        kind=f"{other}__kind",
        title=f"{other}__subject",
        due_on=f"{other}__due_on",
        unit=f"{other}__unit_responsible_id",
        officer=f"{other}__officer_id",
        received=f"{other}__unit_received_id",
        unit_name=people.name_of_day(on, f"{other}__unit_responsible_id"),
        concerned=concerns_of(other),
        said=Subquery(report.values("text")[:1]),
        proposed=Subquery(report.values("data__proposal")[:1]),
    )
    return rows.values(json=said)


def named(case: Any, officer: Account, on: date) -> list[dict]:
    """Cases tied to this one, earlier ones first; the subject is empty for one that the officer may not read."""
    rows = hands.ties(case, officer, on=on)
    return [{**row, "subject": row["title"] if _may_read(row, officer, on) else ""} for row in rows]


def _may_read(row: dict[str, Any], officer: Account, on: date) -> bool:
    units = {"unit_responsible_id": row["unit"], "unit_received_id": row["received"]}
    case: Any = Case(pk=row["pk"], kind=row["kind"], **units)
    case.concerned = row["concerned"]
    return policies.can_read(officer, case, on=on)


def remember(case: Any, file: CaseFile) -> None:
    """Let the case know what was read of the rows around it, so that no step asks for it again."""
    tied = [
        {**row, **{name: as_day(row[name]) for name in ("closed_on", "decided_on")}}
        for row in case.chain_later
    ]
    case.owed = Counter(row["why"] for row in tied if row["phase"] in OPEN_PHASES)
    case.appeals = [row for row in tied if row["why"] == Link.Why.APPEAL]
    case.decided_on = max((reply.on for reply in file.replies), default=None)
    chain = ((event.number, event.verb, event.data.get("corrects")) for event in file.events)
    case.awarded = list(file.awards)
    case.taken = verbs_standing(chain)
    first = next((row for row in case.chain_earlier if row["why"] == Link.Why.APPEAL), None)
    case.area = first["area"] if first else case.unit_responsible.area


def as_day(text: str | None) -> date | None:
    """A day that came as JSON."""
    return date.fromisoformat(text[:10]) if text else None
