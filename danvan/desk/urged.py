"""Urgings (đôn đốc) that an officer's units sent or received: the list, its counts, its lines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases.models import Urging
from danvan.cases.queries import visible_to
from danvan.cases.workflow import OPEN_PHASES
from danvan.desk import present
from danvan.papers.models import Paper
from danvan.papers.of_urgings import STREAM
from danvan.people import queries as people
from danvan.people.models import Account
from danvan.people.policies import standing
from danvan.people.roles import Role
from danvan.web.parts import Due

SENT, RECEIVED, WAITING, ANSWERED = "sent", "received", "waiting", "answered"
TABS: Mapping[str, str | Promise] = {
    SENT: gettext_lazy("Đã gửi"),
    RECEIVED: gettext_lazy("Nhận được"),
    WAITING: gettext_lazy("Chưa trả lời"),
    ANSWERED: gettext_lazy("Đã trả lời"),
}
WRITES = (Role.HANDLER, Role.LEADER)


def filters(officer: Account, *, on: date) -> dict[str, Q]:
    """What stands in each tab, among the urgings that the officer may read."""
    mine = standing(officer, on).units_with(*(role for role in Role if role.reads_letters))
    owed = Q(answered_on__isnull=True, case__phase__in=OPEN_PHASES)
    return {
        SENT: Q(unit__in=mine),
        RECEIVED: Q(case__unit_responsible__in=mine),
        WAITING: owed,
        ANSWERED: Q(answered_on__isnull=False),
    }


def readable(officer: Account, *, on: date) -> QuerySet[Urging]:
    """Urgings that stand, of cases that the officer may read."""
    seen = visible_to(officer, on=on).values("pk")
    return Urging.objects.filter(withdrawn_on__isnull=True, case__in=seen)


def counts(officer: Account, *, on: date) -> dict[str, int]:
    """How many stand in each tab: one statement."""
    counted = {key: Count("pk", filter=some) for key, some in filters(officer, on=on).items()}
    return readable(officer, on=on).aggregate(**counted)


def listed(officer: Account, tab: str, *, on: date) -> QuerySet[Urging]:
    """Those of a tab, the one that is to be answered first on top of those not answered."""
    found = readable(officer, on=on).filter(filters(officer, on=on)[tab])
    letter = Paper.objects.filter(stream=STREAM, subject=OuterRef("pk")).exclude(state="cancelled")
    named = found.select_related("case__officer", "by").annotate(
        unit_name=people.name_of_day(on, "unit_id"),
        of_name=people.name_of_day(on, "case__unit_responsible_id"),
        symbol=Subquery(letter.order_by("-pk").values("symbol")[:1]),
    )
    return named.order_by("answer_by" if tab == WAITING else "-on", "pk")


def line(row: Any, today: date) -> dict[str, Any]:
    """An urging as a line of the list."""
    return {"row": row, "case": row.case, "officer": present.officer(row.case), "due": _chip(row, today)}


def _chip(row: Any, today: date) -> Due:
    """By which day the answer is due; what became of it where none is awaited."""
    if row.answered_on:
        return Due.paused(_("đã trả lời"))
    if not row.case.is_open:
        return Due.paused(_("việc đã xong"))
    return Due.of(row.answer_by, today, short=row.answer_by.year == today.year)


def block(officer: Account, case: Any, today: date) -> list[dict[str, Any]]:
    """The urgings of a case for its page; `may_write` where the officer may draft the letter."""
    days = ("on", "answer_by", "promised_on", "answered_on")
    held = standing(officer, today)
    made = []
    for row in case.chain_urgings:
        read = {name: date.fromisoformat(row[name]) if row[name] else None for name in days}
        writes = not held.roles_for(row["unit"], case.kind).isdisjoint(WRITES)
        made.append({**row, **read, "may_write": writes and not row["paper"]})
    return made
