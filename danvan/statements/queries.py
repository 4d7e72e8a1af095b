"""Reads of reports: those that an officer sees, what was kept of one, the numbers that they took."""

import json
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from danvan.cases.workflow import DESK
from danvan.lib.text import sort_key
from danvan.papers.queries import content
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reports.policies import readable_units
from danvan.statements.models import Request, Statement, Submission
from danvan.statements.workflow import IN_HAND, Owed, State

Book = dict[tuple[int | None, str, int | None], tuple[int, int]]


def visible_to(officer: Account, *, on: date) -> QuerySet[Statement]:
    """Reports that the officer reads: the issued ones of units whose figures she sees, the others of her own units."""
    mine = people.standing(officer, on).units_with(*DESK)
    issued = Q(state=State.ISSUED.value, unit__in=readable_units(officer, on=on))
    rows = Statement.objects.filter(issued | Q(unit__in=mine))
    return rows.annotate(unit_name=units.name_of_day(on)).select_related("unit", "made_by", "signer")


def listed(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """In the order of the list: the latest first; each with the correction that was issued of it."""
    return rows.select_related("corrects").prefetch_related("corrections").order_by("-made_on", "-pk")


def to_sign(officer: Account, *, on: date) -> QuerySet[Statement]:
    """Reports that wait for the officer's signature."""
    led = people.standing(officer, on).units_with(Role.LEADER)
    return Statement.objects.filter(state=State.SENT.value, unit__in=led)


def in_hand(unit: Unit, shape: str, first: date, last: date) -> Statement | None:
    """The report of that form and period on which somebody works."""
    rows = Statement.objects.filter(unit=unit, shape=shape, first=first, last=last, state__in=IN_HAND)
    return rows.select_related("made_by").first()


def issued(unit: Unit, shape: str, first: date, last: date) -> Statement | None:
    """The issued report of that form and period that counts: the last, which no other corrects."""
    rows = Statement.objects.filter(unit=unit, shape=shape, first=first, last=last, state=State.ISSUED.value)
    return rows.order_by("-pk").first()


def all_issued() -> QuerySet[Statement]:
    """Every issued report with its unit, oldest first."""
    rows = Statement.objects.filter(state=State.ISSUED.value).select_related("unit")
    return rows.prefetch_related("corrections").order_by("issued_on", "pk")


def correction_of(statement: Statement) -> Statement | None:
    """The issued report that puts this one right; None while there is none."""
    found = statement.corrections.all()
    return next((each for each in found if each.state == State.ISSUED.value), None)


def kept(statement: Statement) -> dict[str, Any]:
    """What was kept of it when it was sent to be signed. Raises LookupError where it never was."""
    if not statement.snapshot:
        raise LookupError(statement.pk)
    found: dict[str, Any] = json.loads(content(statement.snapshot))
    return found


def file(statement: Statement, ending: str) -> bytes:
    """The bytes of an issued file, 'docx', 'pdf' or 'xlsx'. Raises LookupError where there is none."""
    return content(statement.files[ending])


def numbered() -> Book:
    """The numbers that reports took: (unit, series, year) → (last number, how many)."""
    rows = Statement.objects.filter(number__isnull=False).order_by().values("issuer", "series", "year")
    return {
        (row["issuer"], row["series"], row["year"]): (row["last_number"], row["count"])
        for row in rows.annotate(last_number=Max("number"), count=Count("pk"))
    }


def units_of(rows: QuerySet[Statement], *, on: date) -> list[tuple[str, str]]:
    """(key, name) of the units that have reports among these, by name."""
    named: Any = Unit.objects.filter(pk__in=rows.order_by().values("unit")).named(on)
    return [(row.key, row.shown_name) for row in named]


# --- reports asked of units below --------------------------------------------------------------------------
def requests_of(officer: Account, *, on: date) -> QuerySet[Request]:
    """Requests that concern the officer: of units whose figures she reads, and to units in which she works."""
    mine = people.standing(officer, on).units_with(*DESK)
    asked = Submission.objects.filter(unit__in=mine).values("request")
    rows = Request.objects.filter(Q(unit__in=readable_units(officer, on=on)) | Q(pk__in=asked))
    late = Q(
        submissions__state__in=[Owed.WAITING.value, Owed.BACK.value], due_on__lt=on, withdrawn_on__isnull=True
    )
    counted = {
        "owed": Count("submissions"),
        "came_in": Count("submissions", filter=Q(submissions__state=Owed.IN.value)),
        "late": Count("submissions", filter=late),
    }
    rows = rows.annotate(**counted, unit_name=units.name_of_day(on))
    return rows.select_related("unit", "by").order_by(
        F("withdrawn_on").desc(nulls_first=True), "-due_on", "-pk"
    )


def submissions_of(request: Request, officer: Account, *, on: date) -> list[Any]:
    """What each unit owes on it; of an officer who does not read the unit that asks, what her own units owe."""
    rows = request.submissions.annotate(unit_name=units.name_of_day(on))
    rows = rows.select_related("unit", "by", "statement").prefetch_related("statement__corrections")
    if request.unit_id not in readable_units(officer, on=on):
        rows = rows.filter(unit__in=people.standing(officer, on).units_with(*DESK))
    return sorted(rows, key=lambda row: sort_key(row.unit_name))
