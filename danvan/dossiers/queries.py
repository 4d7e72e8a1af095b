"""Reads of the register: its lines, one matter, which cases the stored data suggest."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from danvan import law
from danvan.cases import concerns, kinds
from danvan.cases.models import Case, Link
from danvan.cases.queries import visible_to
from danvan.dossiers.models import Dossier, DossierCase, Entry
from danvan.dossiers.workflow import CROWD, LEAD, PROLONGED
from danvan.people import queries as people
from danvan.people.models import Account
from danvan.people.policies import standing

SAME_MATTER = (Link.Why.REPEAT, Link.Why.DUPLICATE, Link.Why.CONTINUES)
MOST = 30  # as many suggestions as the page shows
MOST_TO_JOIN = 200


def crowd_from(on: date) -> int:
    """From how many persons on a letter is one of many: the rule's number (letter.group)."""
    return int(law.value("letter.group", "group_of", on))


def readable(officer: Account, *, on: date) -> QuerySet[Dossier]:
    """Matters of the units of which the officer may read letters of every kind, none of them about her."""
    held = standing(officer, on)
    about_her = DossierCase.objects.filter(case__in=concerns.hidden_from(officer, on=on)).values("dossier")
    return Dossier.objects.filter(unit__in=held.reads - held.limits().keys()).exclude(pk__in=about_her)


def listed(found: QuerySet[Dossier], *, on: date) -> QuerySet[Dossier]:
    """Matters with what a line shows: unit, how many cases and persons, the earliest day, who leads now."""
    members = DossierCase.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier")
    lead = Entry.objects.filter(dossier=OuterRef("pk"), kind=LEAD).order_by("-pk")
    last = Entry.objects.filter(dossier=OuterRef("pk")).order_by("-pk")
    return found.annotate(
        unit_name=people.name_of_day(on, "unit_id"),
        cases=Coalesce(Subquery(members.annotate(n=Count("pk")).values("n")), 0),
        people=Coalesce(Subquery(members.annotate(n=Max("case__people")).values("n")), 0),
        since=Subquery(members.annotate(day=Min("case__received_on")).values("day")),
        lead=Subquery(lead.values("text")[:1]),
        last_text=Subquery(last.values("text")[:1]),
        last_on=Subquery(last.values("on")[:1]),
    ).order_by("review_on", "pk")


def counts(found: QuerySet[Dossier], *, on: date) -> dict[str, int]:
    """How many stand in the register, how many of them are due for review, how many were taken off: one statement."""
    stands = Q(off_on__isnull=True)
    return found.aggregate(
        stands=Count("pk", filter=stands),
        due=Count("pk", filter=stands & Q(review_on__lte=on)),
        off=Count("pk", filter=~stands),
    )


def suggested(officer: Account, *, on: date) -> Sequence[Any]:
    """Open letters that the stored data suggest for the register, each with `reasons`; no officer has judged them.

    Of many persons by the rule; the third letter on one matter; or past the term by the office's number of days.
    """
    stands = DossierCase.objects.filter(case=OuterRef("pk"), dossier__off_on__isnull=True)
    tied = Link.objects.filter(why__in=SAME_MATTER)
    ways = [tied.filter(**{way: OuterRef("pk")}).order_by().values(way) for way in ("later", "earlier")]
    later, earlier = (Coalesce(Subquery(way.annotate(n=Count("pk")).values("n")), 0) for way in ways)
    letters = visible_to(officer, on=on).open().filter(kind__in=[*kinds.entered()])
    overdue = on - timedelta(days=settings.DANVAN_PROLONGED_DAYS)
    late = Q(due_on__lt=overdue, waiting_since__isnull=True)
    found = letters.annotate(others=later + earlier).filter(
        ~Exists(stands), Q(people__gte=crowd_from(on)) | Q(others__gte=2) | late
    )
    rows = list(found.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST])
    for row in rows:
        row.reasons = reasons(row, row.others, on=on)  # type: ignore[attr-defined]
    return rows


def reasons(case: Case, others: int, *, on: date) -> list[str]:
    """The reasons for which the stored data suggest a case."""
    overdue = on - timedelta(days=settings.DANVAN_PROLONGED_DAYS)
    late = case.due_on is not None and case.due_on < overdue and not case.waiting_since
    crowd = [CROWD] if case.people >= crowd_from(on) else []
    return crowd + ([PROLONGED] if others >= 2 or late else [])


def others_about(case: Case) -> QuerySet[Case]:
    """Letters that are tied to this one as the same matter."""
    return _tied_to([case.pk])


def near(dossier: Dossier) -> QuerySet[Case]:
    """Letters that are tied to a case of the matter and stand in no matter of the register."""
    members = dossier.members.values("case")
    stands = DossierCase.objects.filter(case=OuterRef("pk"), dossier__off_on__isnull=True)
    return _tied_to(members).filter(~Exists(stands))


def _tied_to(cases: Any) -> QuerySet[Case]:
    ends = Link.objects.filter(why__in=SAME_MATTER)
    later = ends.filter(earlier__in=cases).values("later")
    return Case.objects.filter(Q(pk__in=later) | Q(pk__in=ends.filter(later__in=cases).values("earlier")))


def to_join(officer: Account, units: Collection[int], *, on: date) -> list[tuple[str, str]]:
    """(id, title) of the matters that stand in the register of these units, as many as the page offers."""
    found = readable(officer, on=on).filter(off_on__isnull=True, unit__in=units)
    return [(str(pk), title) for pk, title in found.order_by("-pk").values_list("pk", "title")[:MOST_TO_JOIN]]
