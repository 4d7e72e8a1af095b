"""Into whose hands a case was given and may be given, and which cases tied to it an officer knows."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from danvan.cases.concerns import is_meant
from danvan.cases.models import Assignment, Case
from danvan.cases.policies import is_unknown
from danvan.cases.workflow import DESK
from danvan.people.models import Account
from danvan.people.policies import standing
from danvan.people.reach import HEAD
from danvan.people.roles import Role


def passed_through() -> QuerySet:
    """The hands that a case in another statement went through, the first one first; nobody where it was taken away."""
    rows = Assignment.objects.filter(case=OuterRef("pk")).order_by("pk")
    return rows.values(json=JSONObject(on="on", to="officer__full_name", by="by__full_name"))


def is_about(case: Any, post: dict) -> bool:
    """Whether the case is about whoever holds the post, as far as this one post tells."""
    held = {post["role"], *([HEAD] if post["role"] == Role.LEADER and not post["deputy"] else [])}
    seats = {post["unit"]: frozenset(held)}
    return is_meant(post["id"], seats, case.concerned, kind=case.kind, unit=case.unit_responsible_id)


def may_take(case: Any, officer: Account, *, on: date) -> list[tuple[int, str]]:
    """Those into whose hands the case may be given, each once; whoever asks too, if she works on its kind there.

    Whoever works in the unit that succeeded an ended one is not found by her posts, but may take the case herself.
    """
    found = {row["id"]: row["name"] for row in case.hands if not is_about(case, row)}
    if not standing(officer, on).roles_for(case.unit_responsible_id, case.kind).isdisjoint(DESK):
        found[officer.pk] = officer.full_name
    return list(found.items())


def ties(case: Any, officer: Account, *, on: date) -> list[dict]:
    """The cases tied to this one, earlier ones first, without those that are about the officer or sealed from her."""
    rows = [{**row, "later": False} for row in case.chain_earlier]
    rows += [{**row, "later": True} for row in case.chain_later]
    return [row for row in rows if not _unknown(officer, row, on)]


def unknown_ties(case: Any, officer: Account, *, on: date) -> frozenset[int]:
    """The tied cases that do not exist for the officer: the timeline is silent about them too."""
    rows = [*case.chain_earlier, *case.chain_later]
    return frozenset(row["pk"] for row in rows if _unknown(officer, row, on))


def _unknown(officer: Account, row: dict, on: date) -> bool:
    case = Case(kind=row["kind"], unit_responsible_id=row["unit"], officer_id=row["officer"])
    case.__dict__["concerned"] = row["concerned"]
    return is_unknown(officer, case, on=on)
