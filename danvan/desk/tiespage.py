"""What the page of a case shows of the cases tied to it: letters like it, letters merged, parts given to others."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from danvan.cases import policies, similar, ties
from danvan.cases import queries as register
from danvan.cases.models import Case
from danvan.cases.models.parts import Link
from danvan.cases.workflow import Phase
from danvan.desk import present, queries
from danvan.desk.forms.ties import UnmergeForm
from danvan.desk.queries import CasePage
from danvan.people.models import Account

MOST_FOUND = 10


@dataclass
class Ties:
    """The part of the page: what it was merged into, what was merged into it, whether to look for letters alike."""

    look: bool = False
    into: dict[str, Any] | None = None
    joined: list[dict[str, Any]] = field(default_factory=list)
    unmerge: UnmergeForm | None = None
    whole: dict[str, Any] | None = None
    parts: list[dict[str, Any]] = field(default_factory=list)
    may_split: bool = False


def block(officer: Account, page: CasePage, today: date, unmerge: UnmergeForm | None = None) -> Ties:
    """What is tied to the case, as far as the officer may read it."""
    case = page.case
    tied = [
        {
            **row,
            "url": reverse("desk:case", args=[row["pk"]]) if row["subject"] else "",
            "on": date.fromisoformat(row["on"][:10]),
        }
        for row in page.links
    ]
    same = [row for row in tied if row["why"] == Link.Why.DUPLICATE]
    found = Ties(look=case.phase == Phase.RECEIVED, joined=[row for row in same if row["later"]])
    given = [row for row in tied if row["why"] == Link.Why.PART]
    found.whole = next((row for row in given if not row["later"]), None)
    parts = [row["pk"] for row in given if row["later"]]
    found.parts = lines(case, dict.fromkeys(parts, ""), today)
    if len(parts) < ties.MOST_PARTS:
        found.may_split = may_take(officer, case, "parts", today)
    if case.status == ties.MERGED:
        found.into = next((row for row in same if not row["later"]), None)
        if policies.can_unmerge(officer, case, on=today):
            found.unmerge = unmerge or UnmergeForm(case)
    return found


def may_take(officer: Account, case: Case, need: str, today: date) -> bool:
    """Whether the officer may now take the step that needs another case (`into`), or new ones (`parts`)."""
    steps = (step for step in case.workflow.transitions if need in step.needs and step.leaves(case.status))
    return any(step in policies.available(case, officer, on=today) for step in steps)


def alike(officer: Account, case: Case, parties: Any, today: date) -> list[dict[str, Any]]:
    """Open letters like this one that the officer may read, each with why, and why it cannot be merged into, if so."""
    seen = register.visible_to(officer, on=today).open()
    found = similar.find(seen, similar.Sought.of(case, parties), unit=case.unit_responsible_id)
    return lines(case, {each.case.pk: present.why_alike(each) for each in found}, today)


def searched(officer: Account, case: Case, words: str, today: date) -> list[dict[str, Any]]:
    """Open letters of the unit in which these words stand, for whoever knows which one she looks for."""
    seen = register.visible_to(officer, on=today).open().filter(unit_responsible=case.unit_responsible_id)
    rows = queries.find(seen.exclude(pk=case.pk), words).order_by("received_on", "pk")[:MOST_FOUND]
    return lines(case, dict.fromkeys(rows.values_list("pk", flat=True), ""), today)


def lines(case: Case, why: dict[int, str], today: date) -> list[dict[str, Any]]:
    """Cases as lines, in the order given, with what tells for and against merging."""
    if not why:
        return []
    shown = {each.pk: each for each in queries.listed(Case.objects.filter(pk__in=why), on=today)}
    return [
        present.line(shown[pk], today) | {"why": why[pk], "shut": ties.why_not_merge(case, shown[pk])}
        for pk in why
    ]
