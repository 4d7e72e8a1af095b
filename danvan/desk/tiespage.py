"""What the page of a case shows of the cases tied to it: letters like it, letters merged, parts given to others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases import policies, similar, ties
from danvan.cases import queries as register
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.models.parts import Link
from danvan.cases.workflow import Phase, Transition
from danvan.desk import clockpage, present, queries
from danvan.desk.forms.ties import UnmergeForm
from danvan.desk.queries import CasePage
from danvan.people.models import Account

MOST_FOUND = 10
SHUT = gettext_lazy("Đơn này lúc này không giao việc ấy được, hoặc ông/bà không được giao.")


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
    verifications: list[dict[str, Any]] = field(default_factory=list)
    may_verify: bool = False


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
    looks = case.phase == Phase.RECEIVED and not case.workflow.sealed
    found = Ties(look=looks, joined=[row for row in same if row["later"]])
    given = [row for row in tied if row["why"] in ties.GIVEN_OUT.values()]
    found.whole = next((row for row in given if not row["later"]), None)
    listed = [row for row in given if row["later"] and row["why"] != Link.Why.EXECUTION]
    _set_given_out(found, officer, case, listed, today)
    if case.status == ties.MERGED:
        found.into = next((row for row in same if not row["later"]), None)
        if policies.can_unmerge(officer, case, on=today):
            found.unmerge = unmerge or UnmergeForm(case)
    return found


def _set_given_out(
    found: Ties, officer: Account, case: Case, given: Sequence[dict[str, Any]], today: date
) -> None:
    """The parts and verifications of a letter, with what a verification reported, and whether more may be given out."""
    shown = lines(case, {row["pk"]: "" for row in given}, today)
    told = {row["pk"]: row for row in given}
    found.parts = [line for line in shown if line["case"].kind == ties.PART]
    found.verifications = [
        line | {"report": told[line["case"].pk]} for line in shown if line["case"].kind == ties.VERIFICATION
    ]
    if len(found.parts) < ties.MOST_PARTS and case.is_open:
        found.may_split = may_take(officer, case, "parts", today)
    if len(found.verifications) < ties.MOST_PARTS:
        found.may_verify = may_take(officer, case, "verifications", today)


def owing(step: Transition, case: Case) -> clockpage.Basis | None:
    """The warning at an answer while a verification is out; None where none is."""
    if not step.answers or not case.owed_verifications:
        return None
    said = _(
        "Còn %(n)s việc xác minh chưa có báo cáo. Chưa đọc được điều luật nào buộc chờ báo cáo: có trả lời trước hay "
        "không do cơ quan quyết định."
    )
    return clockpage.Basis(said % {"n": case.owed_verifications}, sure=False)


def may_take(officer: Account, case: Case, need: str, today: date) -> bool:
    """Whether the officer may now take the step that needs another case (`into`), or new ones (`parts`)."""
    steps = (step for step in case.workflow.transitions if need in step.needs and step.leaves(case.status))
    return any(step in policies.available(case, officer, on=today) for step in steps)


def giving(officer: Account, case: Case, today: date) -> Transition:
    """The step by which the officer may now give the case out in parts; StepRefused where there is none."""
    for step in policies.available(case, officer, on=today):
        if "parts" in step.needs:
            return step
    raise StepRefused(str(SHUT))


def alike(officer: Account, case: Case, parties: Any, today: date) -> list[dict[str, Any]]:
    """Open letters like this one that the officer may read, each with why, and why it cannot be merged into, if so."""
    seen = register.visible_to(officer, on=today).open()
    found = similar.find(seen, similar.Sought.of(case, parties), unit=case.unit_responsible_id)
    return lines(case, {each.case.pk: present.why_alike(each) for each in found}, today)


def searched(officer: Account, case: Case, words: str, today: date) -> list[dict[str, Any]]:
    """Open letters of the unit in which these words stand, for whoever knows which one she looks for."""
    seen = register.visible_to(officer, on=today).open().filter(unit_responsible=case.unit_responsible_id)
    rows = queries.find([seen.exclude(pk=case.pk)], words, on=today).order_by("received_on", "pk")[
        :MOST_FOUND
    ]
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
