"""Reads of what whoever is gone left behind: cases in nobody's hands, drafts to be signed, receptions to be held."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from danvan.cases.concerns import unsettled
from danvan.cases.models import Assignment, CaseQuerySet
from danvan.papers import queries as papers
from danvan.papers.models import Paper
from danvan.papers.workflow import State
from danvan.people.models import Account, Post
from danvan.reception.models import Session
from danvan.reception.workflow import SessionState

MOST = 50


def cases(visible: CaseQuerySet, *, on: date) -> CaseQuerySet:
    """Open cases that were taken from somebody and given to nobody, or whose officer is closed or has no post left.

    And those that nobody in the register may settle, because they are about whoever would.
    """
    rows = Assignment.objects.filter(case=OuterRef("pk")).order_by("-pk")
    named = visible.open().annotate(taken_away=Exists(rows), last_hand=Subquery(rows.values("officer")[:1]))
    taken = Q(officer__isnull=True, taken_away=True, last_hand__isnull=True)
    stranded = Q(officer__isnull=False) & (Q(officer__is_active=False) | ~Exists(_posts("officer", on)))
    return named.filter(taken | stranded | Q(pk__in=unsettled()))


def drafts(officer: Account, units: Collection[int], *, on: date) -> list[Paper]:
    """Drafts of these units whose signer is gone; as many as a page shows."""
    rows = papers.visible_to(officer, on=on).filter(unit__in=units, state=State.DRAFT.value)
    return list(rows.filter(~Exists(_posts("signer", on))).select_related("signer").order_by("pk")[:MOST])


def sessions(units: Collection[int], *, on: date) -> list[Session]:
    """Receptions still ahead whose head is gone."""
    rows = Session.objects.filter(
        unit__in=units, on__gte=on, state__in=[SessionState.PLANNED, SessionState.PUBLISHED]
    )
    return list(rows.filter(~Exists(_posts("head", on))).select_related("head").order_by("on")[:MOST])


def _posts(holder: str, on: date) -> QuerySet[Post]:
    return Post.objects.on(on).filter(officer=OuterRef(holder), officer__is_active=True)
