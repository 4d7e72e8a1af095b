"""What the page of a complaint shows of its decision: final or not, the other complaint, what is to be executed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.cases import effect, kinds
from danvan.cases.models import Case, Deadline, Link
from danvan.cases.workflow import Phase
from danvan.desk import policies, present, tiespage
from danvan.desk.queries import CasePage
from danvan.desk.tied import as_day
from danvan.people.models import Account
from danvan.petitions import finality
from danvan.petitions import policies as petitions
from danvan.petitions.second import BAR
from danvan.petitions.workflow import COMPLAINT
from danvan.web import words
from danvan.web.parts import Due


@dataclass
class Decision:
    """The block. `effect` and `bar` are sentences, each with how its day was counted."""

    effect: str = ""
    counted: list[str] = field(default_factory=list)
    bar: str = ""
    bar_counted: list[str] = field(default_factory=list)
    late: bool = False
    first: dict[str, Any] | None = None
    seconds: list[dict[str, Any]] = field(default_factory=list)
    duties: list[dict[str, Any]] = field(default_factory=list)
    may_order: bool = False
    may_enter: bool = False

    @property
    def shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.effect or self.bar or self.first or self.seconds or self.may_enter)


def block(officer: Account, page: CasePage, today: date) -> Decision:
    """What is known of the decision on a case, as far as the officer may read the cases tied to it."""
    case, found = page.case, Decision()
    tied = [
        {**row, "url": reverse("desk:case", args=[row["pk"]]) if row["subject"] else ""} for row in page.links
    ]
    about = [row for row in tied if row["why"] == Link.Why.APPEAL]
    found.first = next((row for row in about if not row["later"]), None)
    found.seconds = [row for row in about if row["later"]]
    duties = [row for row in tied if row["why"] == Link.Why.EXECUTION and row["later"]]
    found.duties = [_duty(row, today) for row in duties]
    if state := effect.effect(case, on=today):
        found.effect = finality.said(state)
        found.counted = state.derivation.sentences(present.language()) if state.derivation else []
        found.may_order = tiespage.may_take(officer, case, "parts", today)
    bar = next((clock for clock in page.file.deadlines if clock.purpose == BAR.purpose), None)
    if bar and bar.derivation:
        found.bar, found.late = _came(bar), _is_late(bar)
        found.bar_counted = bar.derivation.sentences(present.language())
    found.may_enter = may_enter(officer, case, today)
    return found


def _duty(row: dict[str, Any], today: date) -> dict[str, Any]:
    """A thing to be done, as a line: how far it is, and by when."""
    status, due_on = kinds.get(row["kind"]).status(row["status"]), as_day(row["due_on"])
    open_ = status.phase != Phase.CLOSED and due_on is not None
    return {
        **row,
        "label": status.label,
        "badge": present.WORK if open_ else present.DONE,
        "due": Due.of(due_on, today) if open_ and due_on else None,
    }


def may_enter(officer: Account, first: Case, today: date) -> bool:
    """Whether the officer may enter a second complaint about this case: whoever writes letters and may read it."""
    if first.kind != COMPLAINT.code or not policies.holds(officer, policies.WRITERS, on=today):
        return False
    if first.decided_on is None and (first.due_on is None or first.due_on >= today):
        return False
    return petitions.can_complain_again(first, on=today)


def _came(bar: Deadline) -> str:
    last, came = bar.due_on or bar.start_on, bar.met_on or bar.start_on
    days: dict[str, Any] = {"day": words.short(last), "came": words.short(came), "late": (came - last).days}
    if not _is_late(bar):
        return _("Đến ngày %(came)s, trong thời hạn khiếu nại lần hai (hết ngày %(day)s).") % days
    return _("Đến ngày %(came)s, quá thời hạn khiếu nại lần hai %(late)s ngày (hết ngày %(day)s).") % days


def _is_late(bar: Deadline) -> bool:
    return bool(bar.met_on and bar.due_on and bar.met_on > bar.due_on)
